package html

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// anchorOf returns the anchor that an element makes: its id, or the name of an old-style anchor.
func anchorOf(attrs attrs) string {
	if id := attrs.get("id"); id != "" {
		return id
	}
	return attrs.get("name")
}

// voidInline returns what an element without content stands for in running text; nil if nothing.
func voidInline(tag string, attrs attrs) doc.Inline {
	switch tag {
	case "br":
		return &doc.LineBreak{}
	case "img":
		return &doc.Image{Source: imageSource(attrs), Alt: text.OneLine(attrs.get("alt")), Title: attrs.get("title")}
	case "embed", "frame":
		if link := mediaLink(attrs); link != nil {
			return link
		}
	case "area":
		target := strings.TrimSpace(attrs.get("href"))
		if alt := text.OneLine(attrs.get("alt")); alt != "" && target != "" {
			return &doc.Link{Target: target, Content: []doc.Inline{&doc.Text{Value: alt}}}
		}
	case "input":
		return inputShown(attrs)
	}
	return nil
}

// imageSource returns the file of a picture, also where a script loads it later.
func imageSource(attrs attrs) string {
	first, _, _ := strings.Cut(strings.TrimSpace(attrs.get("srcset")), " ")
	for _, s := range []string{attrs.get("src"), attrs.get("data-src"), strings.TrimSuffix(first, ",")} {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// inputShown returns what a browser shows in a field of a form; nil if nothing.
func inputShown(attrs attrs) doc.Inline {
	shown := ""
	switch strings.ToLower(attrs.get("type")) {
	case "hidden", "password", "file", "color", "range":
	case "checkbox", "radio":
		shown = "[ ]"
		if attrs.has("checked") {
			shown = "[x]"
		}
	case "image":
		return &doc.Image{Source: strings.TrimSpace(attrs.get("src")), Alt: text.OneLine(attrs.get("alt"))}
	default:
		if shown = text.OneLine(attrs.get("value")); shown == "" {
			shown = text.OneLine(attrs.get("placeholder"))
		}
	}
	if shown == "" {
		return nil
	}
	return &doc.Text{Value: shown}
}

// mediaLink is what stands for a film, a sound or a frame: a link to it.
func mediaLink(attrs attrs) doc.Inline {
	src := attrs.get("src")
	if src == "" {
		src = attrs.get("data")
	}
	if src = strings.TrimSpace(src); src == "" {
		return nil
	}
	label := attrs.get("title")
	if label == "" {
		label = src
	}
	return &doc.Link{Target: src, Content: []doc.Inline{&doc.Text{Value: label}}}
}

// wrap returns what an element with its content stands for in running text.
func wrap(tag string, attrs attrs, content []doc.Inline) []doc.Inline {
	if isDroppedTag(tag) {
		return nil
	}
	var out []doc.Inline
	if id := anchorOf(attrs); id != "" {
		out = append(out, &doc.Target{ID: id})
	}
	if style, ok := styleTags()[tag]; ok {
		if len(content) == 0 {
			return out
		}
		return append(out, &doc.Styled{Style: style, Content: content})
	}
	switch tag {
	case "a":
		target := strings.TrimSpace(attrs.get("href"))
		if target == "" || len(Trim(content)) == 0 {
			break
		}
		return append(out, Linked(target, content)...)
	case "code", "tt", "samp":
		if text := doc.InlineText(content); text != "" {
			return append(out, &doc.Literal{Value: strings.ReplaceAll(text, "\n", " ")})
		}
	case "q":
		out = append(out, &doc.Text{Value: "\u201c"})
		out = append(out, content...)
		return append(out, &doc.Text{Value: "\u201d"})
	case "rt": // how the word before is read
		if len(Trim(content)) > 0 {
			out = append(out, &doc.Text{Value: "("})
			out = append(out, Trim(content)...)
			return append(out, &doc.Text{Value: ")"})
		}
	case "rp": // brackets for those who know no rt
		return out
	case "meter", "progress":
		if value := attrs.get("value"); value != "" && len(Trim(content)) == 0 {
			if attrs.get("max") != "" {
				value += "/" + attrs.get("max")
			}
			return append(out, &doc.Text{Value: value})
		}
	case "iframe", "video", "audio", "object":
		if link := mediaLink(attrs); link != nil {
			out = append(out, link)
			if (tag == "video" || tag == "audio") && len(Trim(content)) > 0 {
				out = append(out, &doc.Text{Value: " "})
				out = append(out, Trim(content)...) // words for those who cannot play it
			}
			return out
		}
	}
	return append(out, content...)
}

// isAbbreviation reports whether the title of an element is what its text stands for.
func isAbbreviation(tag string) bool { return tag == "abbr" || tag == "acronym" }

// explanation returns what an abbreviation stands for by the title of its element; false if that says nothing more.
func explanation(said string, a attrs) (word, meaning string, ok bool) {
	word, meaning = text.OneLine(said), text.OneLine(a.get("title"))
	return word, meaning, word != "" && meaning != "" && !strings.EqualFold(word, meaning)
}

// explain puts what abbreviations stand for behind them, where they first come in running text: a heading and code
// stay what they are.
func explain(n *node, ids *IDs) {
	for _, k := range n.kids {
		switch {
		case isHeading(k) || k.tag == "pre" || k.tag == "code":
		case isAbbreviation(k.tag):
			if word, meaning, ok := explanation(allText(k), k.attrs); ok && ids.Explains(word, meaning) {
				k.kids = append(k.kids, &node{text: " (" + meaning + ")", line: k.line, up: k})
			}
		default:
			explain(k, ids)
		}
	}
}
