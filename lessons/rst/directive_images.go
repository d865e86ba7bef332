package rst

import (
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// imageOf makes the picture that a directive describes. Its target, when it is
// a reference, is found at the end.
func (s *scanner) imageOf(d *directive, alt string) doc.Image {
	img := doc.Image{Source: strings.Join(strings.Fields(d.argument(" ")), ""), Alt: alt}
	if v, ok := d.option("alt"); ok {
		img.Alt = unescape(escape(text.OneLine(v)))
	}
	if v, ok := d.option("title"); ok {
		img.Title = text.OneLine(v)
	}
	return img
}

// imageTarget returns where a click on the picture leads, or the reference that
// tells.
func (s *scanner) imageTarget(d *directive) (uri string, ref *refInline) {
	v, ok := d.option("target")
	if !ok {
		return "", nil
	}
	where := strings.Split(escape(v), "\n")
	if name, ok := indirectName(where); ok {
		return "", &refInline{name: foldName(name), raw: strings.TrimSpace(v), line: d.line}
	}
	return joinAddress(strings.Join(where, " ")), nil
}

// image reads a picture on its own: a figure without a caption.
func image(s *scanner, d *directive) {
	s.named(d)
	f := &doc.Figure{At: s.at(d.line), Image: s.imageOf(d, "")}
	s.setTarget(f, d)
	s.emit(f)
	s.emit(s.contentBlocks(d)...)
}

func (s *scanner) setTarget(f *doc.Figure, d *directive) {
	uri, ref := s.imageTarget(d)
	f.Image.Target = uri
	if ref != nil {
		s.pendRef(ref)
		s.figures = append(s.figures, figureTarget{f, ref})
	}
}

// figureTarget is a figure whose target waits for the end.
type figureTarget struct {
	figure *doc.Figure
	ref    *refInline
}

// figure reads a picture with a caption, which is the first paragraph of its
// content, and a legend, which is the rest. An empty comment stands for no
// caption.
func figure(s *scanner, d *directive) {
	s.named(d)
	f := &doc.Figure{At: s.at(d.line), Image: s.imageOf(d, "")}
	s.setTarget(f, d)
	blocks := s.contentBlocks(d)
	if len(blocks) > 0 {
		if first, ok := blocks[0].(*doc.Paragraph); ok && !strings.HasPrefix(d.content.text[0], "..") {
			f.Caption, blocks = first.Text, blocks[1:]
		}
	}
	f.Legend = blocks
	s.emit(f)
}
