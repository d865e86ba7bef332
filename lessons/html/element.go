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
	case "embed", "source":
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
	if tag == "svg" {
		return content // what is written in a drawing
	}
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
		before, inner, after := Edges(content)
		if before != "" {
			out = append(out, &doc.Text{Value: before})
		}
		out = append(out, &doc.Link{Target: target, Content: inner})
		if after != "" {
			out = append(out, &doc.Text{Value: after})
		}
		return out
	case "code", "tt", "samp":
		if text := doc.InlineText(content); text != "" {
			return append(out, &doc.Literal{Value: strings.ReplaceAll(text, "\n", " ")})
		}
	case "q":
		out = append(out, &doc.Text{Value: "\u201c"})
		out = append(out, content...)
		return append(out, &doc.Text{Value: "\u201d"})
	case "msup", "msub", "msubsup", "mfrac":
		return append(out, scripted(tag, content)...)
	case "iframe", "video", "audio", "object":
		if link := mediaLink(attrs); link != nil {
			return append(out, link) // what is inside is for browsers that cannot show it
		}
	}
	return append(out, content...)
}

// scripted puts the parts of a formula in MathML together so that they say what
// they mean: what is raised, lowered or below a line (MathML, 3.4 and 3.3.2).
func scripted(tag string, content []doc.Inline) []doc.Inline {
	var parts []doc.Inline
	for _, in := range content {
		if t, ok := in.(*doc.Text); !ok || strings.TrimSpace(t.Value) != "" {
			parts = append(parts, in)
		}
	}
	last := len(parts) - 1
	styled := func(style doc.Style, in doc.Inline) doc.Inline {
		return &doc.Styled{Style: style, Content: []doc.Inline{in}}
	}
	switch {
	case tag == "msubsup" && last == 2:
		return []doc.Inline{parts[0], styled(doc.Subscript, parts[1]), styled(doc.Superscript, parts[2])}
	case last != 1:
		return content // no formula that is written as it should be
	case tag == "msup":
		return []doc.Inline{parts[0], styled(doc.Superscript, parts[1])}
	case tag == "msub":
		return []doc.Inline{parts[0], styled(doc.Subscript, parts[1])}
	case tag == "mfrac":
		return []doc.Inline{parts[0], &doc.Text{Value: "/"}, parts[1]}
	}
	return content
}
