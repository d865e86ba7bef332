package rst

import (
	"strconv"
	"strings"

	"lectern/lessons/doc"
)

// notes are the footnotes of a page, which are numbered when all are known
// (RST spec, "Footnotes").
type notes struct {
	auto       []*target // [#] and [#name], in order
	symbols    []*target // [*]
	unnamed    []*target // of auto, those without a name: the [#]_ references take them in order
	autoRefs   int       // how many [#]_ references there are
	symbolRefs int

	byURI map[string]*doc.Footnote // made by "target-notes"
	made  []doc.Block
	next  int // next automatic number
}

// noteSymbols mark [*] footnotes in this order, then doubled, trebled ...
var noteSymbols = [...]string{"*", "†", "‡", "§", "¶", "#", "♠", "♡", "♢", "♣"}

// addNote registers a footnote or a citation under its label.
func (p *parser) addNote(note *doc.Footnote, label string, line int) {
	t := &target{note: note, line: line, file: p.file, explicit: true}
	switch {
	case note.Citation:
		note.Label = label
		t.name, t.id = foldName(label), doc.Slug(label)
	case label == "*":
		p.notes.symbols = append(p.notes.symbols, t)
	case label[0] == '#':
		t.name = foldName(label[1:])
		p.notes.auto = append(p.notes.auto, t)
	default:
		note.Label = label
		t.name = label
	}
	if t.id == "" && t.name != "" {
		t.id = "footnote-" + doc.Slug(t.name)
	}
	p.addTarget(t)
}

// numberNotes gives the automatic footnotes their labels. Numbers that a
// footnote of the page was given by hand are left out.
func (p *parser) numberNotes() {
	n := &p.notes
	n.next = 1
	for _, t := range n.auto {
		label := p.nextNumber()
		t.note.Label = label
		if t.name == "" {
			t.id = "footnote-" + label
			n.unnamed = append(n.unnamed, t)
			p.targets.byName[label] = t
		}
	}
	for i, t := range n.symbols {
		t.note.Label = noteSymbol(i)
		t.id = "footnote-symbol-" + strconv.Itoa(i+1)
	}
}

func (p *parser) nextNumber() string {
	for {
		label := strconv.Itoa(p.notes.next)
		p.notes.next++
		if p.targets.byName[label] == nil {
			return label
		}
	}
}

// noteSymbol is the label of the i-th symbol footnote. The label grows with the
// number of footnotes, so it is a number once it would be longer than one.
func noteSymbol(i int) string {
	if i >= 8*len(noteSymbols) {
		return "*" + strconv.Itoa(i+1)
	}
	return strings.Repeat(noteSymbols[i%len(noteSymbols)], i/len(noteSymbols)+1)
}

// settleNote finds the note of a footnote or citation reference.
func (p *parser) settleNote(n *noteInline) doc.Inline {
	t := p.noteOf(n)
	if t == nil || t.note == nil {
		p.problemIn(n.file, doc.Warning, n.line, 0, "unresolved-reference", "the reference [%s]_ has no footnote or citation, shown as written", n.label)
		return &doc.Text{Value: "[" + n.label + "]_"}
	}
	return &doc.FootnoteRef{Label: t.note.Label, ID: t.id, Citation: t.note.Citation}
}

func (p *parser) noteOf(n *noteInline) *target {
	nth := func(list []*target) *target {
		if n.order < len(list) {
			return list[n.order]
		}
		return nil
	}
	switch {
	case n.label == "#":
		return nth(p.notes.unnamed)
	case n.label == "*":
		return nth(p.notes.symbols)
	}
	t := p.targets.byName[foldName(strings.TrimPrefix(n.label, "#"))]
	if t == nil || t.conflict {
		return nil
	}
	return t
}

// targetNote makes, once an address, the footnote that "target-notes" wants for
// it, and returns a reference to it.
func (p *parser) targetNote(uri string) doc.Inline {
	note := p.notes.byURI[uri]
	if note == nil {
		label := p.nextNumber()
		note = &doc.Footnote{ID: p.newID("footnote-" + label), Label: label, Blocks: []doc.Block{
			&doc.Paragraph{Text: []doc.Inline{&doc.Link{Target: uri, Content: []doc.Inline{&doc.Text{Value: uri}}}}},
		}}
		if p.notes.byURI == nil {
			p.notes.byURI = map[string]*doc.Footnote{}
		}
		p.notes.byURI[uri] = note
		p.notes.made = append(p.notes.made, note)
	}
	return &doc.FootnoteRef{Label: note.Label, ID: note.ID}
}
