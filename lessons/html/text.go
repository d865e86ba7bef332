package html

import (
	"slices"
	"strings"

	"lectern/lessons/doc"
)

// AppendText appends running text as the block that it makes: a picture that
// stands alone is a figure, anchors that stand alone are anchors, and nothing is
// nothing.
func AppendText(out []doc.Block, at doc.At, text []doc.Inline) []doc.Block {
	text = Trim(text)
	var image *doc.Image
	images, others := 0, 0
	for _, in := range text {
		switch in := in.(type) {
		case *doc.Image:
			image = in
			images++
		case *doc.Target, *doc.LineBreak:
		case *doc.Text:
			if strings.TrimSpace(in.Value) != "" {
				others++
			}
		default:
			others++
		}
	}
	if others > 0 || images > 1 {
		return append(out, &doc.Paragraph{At: at, Text: text})
	}
	for _, in := range text {
		if t, ok := in.(*doc.Target); ok {
			out = append(out, &doc.Anchor{At: at, ID: t.ID})
		}
	}
	if image != nil {
		out = append(out, &doc.Figure{At: at, Image: *image})
	}
	return out
}

// Linked returns a link with its text. The blanks at the edges of the text stay outside.
func Linked(target string, content []doc.Inline) []doc.Inline {
	inner := Trim(content)
	if len(inner) == 0 {
		return []doc.Inline{&doc.Link{Target: target, Content: content}}
	}
	if img := OnlyImage(inner); img != nil && target != "" {
		linked := *img
		linked.Target = target
		return []doc.Inline{&linked}
	}
	var out []doc.Inline
	if in, ok := content[0].(*doc.Text); ok && in.Value != strings.TrimLeft(in.Value, " \t\n") {
		out = append(out, &doc.Text{Value: " "})
	}
	out = append(out, &doc.Link{Target: target, Content: inner})
	if in, ok := content[len(content)-1].(*doc.Text); ok && in.Value != strings.TrimRight(in.Value, " \t\n") {
		out = append(out, &doc.Text{Value: " "})
	}
	return out
}

// OnlyImage returns the image that a link is made of, if it is made of one that
// leads nowhere else.
func OnlyImage(content []doc.Inline) *doc.Image {
	content = Trim(content)
	if len(content) != 1 {
		return nil
	}
	if img, ok := content[0].(*doc.Image); ok && img.Target == "" {
		return img
	}
	return nil
}

// Trim returns a run without the white space and line breaks at both of its ends. What it
// is given stays as it is.
func Trim(text []doc.Inline) []doc.Inline {
	for len(text) > 0 {
		switch in := text[0].(type) {
		case *doc.LineBreak:
			text = text[1:]
			continue
		case *doc.Text:
			value := strings.TrimLeft(in.Value, " \t\n")
			if value == "" {
				text = text[1:]
				continue
			}
			if value != in.Value {
				text = slices.Clone(text)
				text[0] = &doc.Text{Value: value}
			}
		default: // the others are no white space
		}
		break
	}
	for len(text) > 0 {
		last := len(text) - 1
		switch in := text[last].(type) {
		case *doc.LineBreak:
			text = text[:last]
			continue
		case *doc.Text:
			value := strings.TrimRight(in.Value, " \t\n")
			if value == "" {
				text = text[:last]
				continue
			}
			if value != in.Value {
				text = slices.Clone(text)
				text[last] = &doc.Text{Value: value}
			}
		default:
		}
		break
	}
	return text
}
