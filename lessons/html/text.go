package html

import (
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

// Trim takes the white space and line breaks off both ends of a run.
func Trim(text []doc.Inline) []doc.Inline {
	for len(text) > 0 {
		switch in := text[0].(type) {
		case *doc.LineBreak:
			text = text[1:]
			continue
		case *doc.Text:
			in.Value = strings.TrimLeft(in.Value, " \t\n")
			if in.Value == "" {
				text = text[1:]
				continue
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
			in.Value = strings.TrimRight(in.Value, " \t\n")
			if in.Value == "" {
				text = text[:last]
				continue
			}
		default:
		}
		break
	}
	return text
}
