package html

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// anchorOf returns the anchor that an element makes: its id, or the name of an old-style anchor.
func anchorOf(attrs map[string]string) string {
	if id := attrs["id"]; id != "" {
		return id
	}
	return attrs["name"]
}

// voidInline returns what an element without content stands for in running text; nil if nothing.
func voidInline(tag string, attrs map[string]string) doc.Inline {
	switch tag {
	case "br":
		return &doc.LineBreak{}
	case "img":
		return &doc.Image{Source: strings.TrimSpace(attrs["src"]), Alt: text.OneLine(attrs["alt"]), Title: attrs["title"]}
	case "embed":
		return mediaLink(attrs)
	}
	return nil
}

// mediaLink is what stands for a film, a sound or a frame: a link to it.
func mediaLink(attrs map[string]string) doc.Inline {
	src := attrs["src"]
	if src == "" {
		src = attrs["data"]
	}
	if src = strings.TrimSpace(src); src == "" {
		return nil
	}
	label := attrs["title"]
	if label == "" {
		label = src
	}
	return &doc.Link{Target: src, Content: []doc.Inline{&doc.Text{Value: label}}}
}

// wrap returns what an element with its content stands for in running text.
func wrap(tag string, attrs map[string]string, content []doc.Inline) []doc.Inline {
	if droppedTags[tag] {
		return nil
	}
	var out []doc.Inline
	if id := anchorOf(attrs); id != "" {
		out = append(out, &doc.Target{ID: id})
	}
	if style, ok := styleTags[tag]; ok {
		if len(content) == 0 {
			return out
		}
		return append(out, &doc.Styled{Style: style, Content: content})
	}
	switch tag {
	case "a":
		target := strings.TrimSpace(attrs["href"])
		if target == "" || len(Trim(content)) == 0 {
			break
		}
		if img := OnlyImage(content); img != nil {
			img.Target = target
			return append(out, img)
		}
		return append(out, &doc.Link{Target: target, Content: content})
	case "code", "tt", "samp":
		if text := doc.InlineText(content); text != "" {
			return append(out, &doc.Literal{Value: strings.ReplaceAll(text, "\n", " ")})
		}
	case "q":
		out = append(out, &doc.Text{Value: "\u201c"})
		out = append(out, content...)
		return append(out, &doc.Text{Value: "\u201d"})
	case "iframe", "video", "audio", "object":
		if link := mediaLink(attrs); link != nil {
			return append(out, link) // what is inside is for browsers that cannot show it
		}
	}
	return append(out, content...)
}
