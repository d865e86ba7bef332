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

// Trim returns a run without the white space and line breaks at both of its ends.
// What it is given stays as it is.
func Trim(text []doc.Inline) []doc.Inline {
	text = slices.Clone(text)
	trim := func(at int, cut func(string, string) string) (empty bool) {
		switch in := text[at].(type) {
		case *doc.LineBreak:
			return true
		case *doc.Text:
			value := cut(in.Value, " \t\n")
			text[at] = &doc.Text{Value: value}
			return value == ""
		default: // the others are no white space
			return false
		}
	}
	for len(text) > 0 && trim(0, strings.TrimLeft) {
		text = text[1:]
	}
	for len(text) > 0 && trim(len(text)-1, strings.TrimRight) {
		text = text[:len(text)-1]
	}
	return text
}

// Edges takes the blanks off both ends of a link's text and returns them: they
// belong to the text around the link.
func Edges(content []doc.Inline) (before string, inner []doc.Inline, after string) {
	inner = Trim(content)
	if len(inner) == 0 {
		return "", content, ""
	}
	if t, ok := content[0].(*doc.Text); ok && strings.TrimLeft(t.Value, " \t\n") != t.Value {
		before = " "
	}
	if t, ok := content[len(content)-1].(*doc.Text); ok && strings.TrimRight(t.Value, " \t\n") != t.Value {
		after = " "
	}
	return before, inner, after
}
