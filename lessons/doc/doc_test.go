package doc

import "testing"

func TestWords(t *testing.T) {
	for text, want := range map[string]int{"": 0, " - — ... ": 0, "one": 1, "one - two\n\n3": 3, "it's well-known": 2, "Где вода?": 2} {
		if got := Words(text); got != want {
			t.Errorf("Words(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestGet(t *testing.T) {
	d := &Document{Meta: []Field{{"author", "Ada"}, {"tags", "a"}, {"tags", "b"}}}
	for name, want := range map[string]string{"author": "Ada", "tags": "a", "title": "", "Author": ""} {
		if got := d.Get(name); got != want {
			t.Errorf("Get(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSeverity(t *testing.T) {
	for s, want := range map[Severity]string{Info: "info", Warning: "warning", Error: "error"} {
		if s.String() != want {
			t.Errorf("%d is %q, want %q", s, s, want)
		}
	}
}

// What a walk does not descend into.
func TestWalkStops(t *testing.T) {
	inner := &Paragraph{At: 2}
	var seen []int
	Walk([]Block{&Quote{At: 1, Blocks: []Block{inner}}, &Rule{At: 3}}, func(b Block) bool {
		seen = append(seen, b.Line())
		return false
	})
	if len(seen) != 2 || seen[0] != 1 || seen[1] != 3 {
		t.Errorf("blocks on the lines %v were visited, want 1 and 3", seen)
	}
}

// Blocks are divided by one blank line, and those that say nothing leave none.
func TestPlainText(t *testing.T) {
	para := func(s string) Block { return &Paragraph{Text: []Inline{&Text{Value: s}}} }
	note := []Inline{&Text{Value: "tide"}, &FootnoteRef{Label: "1"}, &Text{Value: "rises"}}
	for _, c := range []struct {
		name   string
		blocks []Block
		want   string
	}{
		{"none", nil, ""},
		{"silent blocks", []Block{&Anchor{ID: "a"}, para("a"), &Rule{}, &Rubric{}, para("b"), &Toctree{Caption: "c"}}, "a\n\nb"},
		{"line ends of a text", []Block{para("\na\n"), para("b\nc")}, "a\n\nb\nc"},
		{"a label is a word", []Block{&Paragraph{Text: note}}, "tide 1 rises"},
		{"a hard line break", []Block{&Paragraph{Text: []Inline{&Text{Value: "a"}, &LineBreak{}, &Text{Value: "b"}}}}, "a\nb"},
		{"rich code is said once", []Block{&Code{Text: "x", Rich: []Inline{&Text{Value: "x"}}}}, "x"},
		{"an attribution stands below", []Block{&Quote{Blocks: []Block{para("a")}, Attribution: []Inline{&Text{Value: "Ada"}}}}, "a\n\nAda"},
		{"verse", []Block{&LineBlock{Lines: []VerseLine{{Text: []Inline{&Text{Value: "a"}}}, {Indent: 1, Text: []Inline{&Text{Value: "b"}}}}}}, "a\nb"},
	} {
		if got := PlainText(c.blocks); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestDumpStyles(t *testing.T) {
	for style, want := range []string{"em", "strong", "strike", "sub", "sup", "title", "kbd", "ins"} {
		got := dumpInline(&Styled{Style: Style(style), Content: []Inline{&Text{Value: "x"}}})
		if got != want+`["x"]` {
			t.Errorf("style %d is %s, want %s", style, got, want)
		}
	}
}
