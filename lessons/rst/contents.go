package rst

import (
	"strconv"

	"lectern/lessons/doc"
)

// outline returns the sections that a list made at a place covers, and the
// level of the outermost of them: all of the page but its title and subtitle,
// or those inside the section that was the last one begun there.
func (pg *page) outline(local bool, begun int) (list []section, level int) {
	skip := 0
	if pg.promoted {
		skip++
	}
	if pg.subtitle {
		skip++
	}
	if !local || begun <= skip {
		return pg.sections[min(skip, len(pg.sections)):], skip + 1
	}
	own := pg.sections[begun-1].heading.Level
	end := begun
	for end < len(pg.sections) && pg.sections[end].heading.Level > own {
		end++
	}
	return pg.sections[begun:end], own + 1
}

// numberSections writes the numbers that "sectnum" asks for before the titles.
func (p *parser) numberSections(pg *page) {
	n := p.numbering
	if n == nil {
		return
	}
	list, level := pg.outline(n.section > 0, n.section)
	var counts []int
	for _, s := range list {
		depth := max(s.heading.Level-level, 0)
		for len(counts) <= depth {
			counts = append(counts, 0)
			if len(counts) == 1 {
				counts[0] = n.start - 1
			}
		}
		counts = counts[:depth+1]
		counts[depth]++
		if n.depth > 0 && depth >= n.depth {
			continue
		}
		number := n.prefix
		for i, c := range counts {
			if i > 0 {
				number += "."
			}
			number += strconv.Itoa(c)
		}
		var j joiner
		j.add(&doc.Text{Value: number + n.suffix + "\u00a0\u00a0\u00a0"})
		j.add(s.heading.Text...)
		s.heading.Text = j.done()
	}
}

// makeContents makes the list that a contents directive asks for, nil when
// there is nothing to list. Pages that ask again and again get no more entries
// than a page of their size may have.
func (p *parser) makeContents(c *contentsBlock) doc.Block {
	list, level := p.placed.outline(c.local, c.section)
	if p.listed += len(list); p.listed > 5_000+3*len(p.placed.sections) {
		p.problem(doc.Warning, int(c.at), 0, "contents", "too many contents lists, this one is left out")
		return nil
	}
	b := contentsBuilder{list: list, depth: c.depth, line: c.at}
	items := b.items(level)
	if len(items) == 0 {
		return nil
	}
	return &doc.Admonition{At: c.at, Kind: "contents", Title: p.settle(c.title), Blocks: []doc.Block{&doc.List{At: c.at, Tight: true, Items: items}}}
}

// contentsBuilder turns the flat list of sections into nested lists.
type contentsBuilder struct {
	list  []section
	depth int // levels to list; 0: all
	line  doc.At
	open  int
}

// items takes the sections of a level, and those below each, off the list. A
// section that skips a level counts as one of this.
func (b *contentsBuilder) items(level int) []doc.ListItem {
	b.open++
	defer func() { b.open-- }()
	var items []doc.ListItem
	for len(b.list) > 0 && b.list[0].heading.Level >= level {
		h := b.list[0].heading
		b.list = b.list[1:]
		it := doc.ListItem{Line: int(b.line), Blocks: []doc.Block{
			&doc.Paragraph{At: b.line, Text: []doc.Inline{&doc.Link{Target: "#" + h.ID, Content: entryText(h.Text)}}},
		}}
		if below := b.items(h.Level + 1); len(below) > 0 && (b.depth == 0 || b.open < b.depth) {
			it.Blocks = append(it.Blocks, &doc.List{At: b.line, Tight: true, Items: below})
		}
		items = append(items, it)
	}
	return items
}

// entryText is a title without what has no place in a contents list: links are
// their text, pictures their alt text, notes nothing.
func entryText(list []doc.Inline) []doc.Inline {
	var j joiner
	for _, x := range list {
		switch x := x.(type) {
		case *doc.Link:
			j.add(entryText(x.Content)...)
		case *doc.Image:
			j.add(&doc.Text{Value: x.Alt})
		case *doc.FootnoteRef, *doc.Target:
		default:
			j.add(x)
		}
	}
	return j.done()
}

// placeNotes puts the footnotes of "target-notes" where it stood.
func (p *parser) placeNotes(blocks *[]doc.Block) {
	if !p.targetNotes {
		return
	}
	placed := false
	var out []doc.Block
	for _, b := range *blocks {
		if _, ok := b.(*notesBlock); !ok {
			out = append(out, b)
		} else if !placed {
			placed = true
			out = append(out, p.notes.made...)
		}
	}
	if !placed {
		out = append(out, p.notes.made...)
	}
	*blocks = out
}
