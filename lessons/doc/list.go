package doc

// List is a bullet or enumerated list.
type List struct {
	At
	Ordered bool
	Numeral Numeral // how the items of an ordered list are numbered
	Start   int     // number of the first item of an ordered list
	Prefix  string  // before the number: "" or "("
	Suffix  string  // after the number: "." or ")"
	Tight   bool    // no blank lines between the items
	Items   []ListItem
}

func (*List) block() {}

func (b *List) parts(_ func(*[]Inline), blocks func(*[]Block)) {
	for i := range b.Items {
		blocks(&b.Items[i].Blocks)
	}
}

// Definitions is a list of names with what each means: an RST definition,
// field or option list, a Markdown definition list, a glossary.
type Definitions struct {
	At
	Kind  DefinitionKind
	Items []Definition
}

func (*Definitions) block() {}

func (b *Definitions) parts(text func(*[]Inline), blocks func(*[]Block)) {
	for i := range b.Items {
		it := &b.Items[i]
		for k := range it.Terms {
			text(&it.Terms[k])
		}
		for k := range it.Classifiers {
			text(&it.Classifiers[k])
		}
		blocks(&it.Blocks)
	}
}

func (b *Definitions) ids() []string {
	var ids []string
	for _, it := range b.Items {
		ids = append(ids, it.IDs...)
	}
	return ids
}

// ListItem is one item of a List.
type ListItem struct {
	Line   int
	Task   Task
	Blocks []Block
}

// Task is the tick box of a list item.
type Task uint8

// The states of a tick box.
const (
	NoTask Task = iota
	TaskOpen
	TaskDone
)

// Numeral is the sequence that numbers an ordered list.
type Numeral uint8

// The five sequences of RST "Enumerated Lists".
const (
	Arabic Numeral = iota
	LowerAlpha
	UpperAlpha
	LowerRoman
	UpperRoman
)

// DefinitionKind tells the lists of names apart.
type DefinitionKind uint8

// The kinds of Definitions.
const (
	Terms    DefinitionKind = iota
	Fields                  // RST field list inside a page
	Options                 // RST option list
	Glossary                // a definition list whose terms links may point at
)

// Definition is one entry of a Definitions list.
type Definition struct {
	Line        int
	IDs         []string   // anchors, for glossary terms
	Terms       [][]Inline // one or more names (glossaries and Markdown allow several); option strings as Literal
	Classifiers [][]Inline // RST "term : classifier"
	Blocks      []Block
}
