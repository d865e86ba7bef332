package lessons

import (
	"sync"

	"lectern/lessons/rst"
)

// figureNumbers are the numbers that figures, tables and listings have in the course: they go on
// from page to page in the order of the pages, or of each chapter (Sphinx, "numfig").
type figureNumbers struct {
	once   sync.Once
	before map[*Page]map[string]int // of each kind, in the page's chapter
	labels map[string]rst.Numbered
}

// maxNumbered is the largest page that is looked through for what is numbered.
const maxNumbered = 4 << 20

// numbers returns what the parser of a page is to know of numbers.
func (p *Page) numbers() *rst.Numbers {
	conf := p.course.Site().Sphinx
	if conf == nil {
		return nil
	}
	all := &p.course.figures
	return &rst.Numbers{
		Shown: conf.NumFig, Formats: conf.NumFigFormat, Chapter: p.chapterNumber,
		Before: func() map[string]int { return p.course.numberFigures().before[p] },
		Label: func(label string) (rst.Numbered, bool) {
			p.course.numberFigures()
			n, ok := all.labels[label]
			return n, ok
		},
	}
}

// chapterNumber returns the chapter in whose number those of the page begin, 0 if there is none.
func (p *Page) chapterNumber() int {
	p.course.ordered() // which sets it
	return p.chapter
}

// numberFigures looks through the sources of all pages, in their order, the first time.
func (c *Course) numberFigures() *figureNumbers {
	f := &c.figures
	f.once.Do(func() {
		f.before, f.labels = map[*Page]map[string]int{}, map[string]rst.Numbered{}
		chapters := map[int]map[string]int{}
		for _, p := range c.Pages() {
			counts := chapters[p.chapter]
			if counts == nil {
				counts = map[string]int{}
				chapters[p.chapter] = counts
			}
			f.before[p] = make(map[string]int, len(counts))
			for kind, n := range counts {
				f.before[p][kind] = n
			}
			if c.files.size(p.Path) > maxNumbered {
				continue
			}
			src, err := c.readText(p.Path)
			if err != nil {
				continue
			}
			for _, n := range rst.Captions(src) {
				if n.Kind != "section" {
					counts[n.Kind]++
					n.Number = rst.NumberIn(p.chapter, counts[n.Kind])
				}
				for _, label := range n.Labels {
					if _, taken := f.labels[label]; !taken {
						f.labels[label] = n
					}
				}
			}
		}
	})
	return f
}
