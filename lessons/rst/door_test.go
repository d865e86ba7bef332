package rst

import (
	"strings"
	"testing"

	"lectern/lessons/doc"
)

// A page of another format hands its directives and roles over: their text is read in its own
// format, at its own lines, and what only the whole page tells is put in its place by Close.
func TestDoor(t *testing.T) {
	var door *Door
	inlines := func(src string, _ int) []doc.Inline { return []doc.Inline{&doc.Text{Value: "<" + src + ">"}} }
	taken := map[string]bool{}
	door = Open(Host{
		Options: Options{File: "a.md", Read: func(string) ([]byte, error) { return []byte("from a file\n"), nil }},
		Inlines: inlines,
		Blocks: func(src string, line int, within string) (out []doc.Block) {
			for i, l := range strings.Split(src, "\n") {
				if name, ok := strings.CutPrefix(l, "::"); ok {
					inner, _ := door.Directive(Call{Name: name, Line: line + i, Argument: "inner"})
					out = append(out, inner...)
				} else if l != "" {
					out = append(out, &doc.Paragraph{At: doc.At(line + i), Text: inlines(within+l, line)})
				}
			}
			return out
		},
		NewID: func(base string) string {
			for taken[base] {
				base += "-x"
			}
			taken[base] = true
			return base
		},
	})
	blocks := []doc.Block{&doc.Heading{At: 1, Level: 1, ID: "top", Text: words("Top")}}
	call := func(c Call) {
		got, ok := door.Directive(c)
		if !ok {
			t.Errorf("%s is unknown", c.Name)
		}
		blocks = append(blocks, got...)
	}
	call(Call{Name: "contents", Line: 2})
	call(Call{Name: "Note", Line: 3, Argument: "begins here", Options: []doc.Field{{Name: "name", Value: "n"}}, Body: "goes *on*  \n::tip", BodyLine: 4})
	call(Call{Name: "figure", Line: 7, Argument: "p.png", Options: []doc.Field{{Name: "alt", Value: "A pump"}}, Body: "Caption", BodyLine: 9})
	call(Call{Name: "py:function", Line: 11, Argument: "lift(h)", Body: "Lifts.", BodyLine: 12})
	call(Call{Name: "include", Line: 14, Argument: "b.md"})
	call(Call{Name: "eval-rst", Line: 16, Body: ".. _site: http://example.org\n\n*RST* and site_ |x|.\n\n.. |x| replace:: y\n\ngone_", BodyLine: 17})
	blocks = append(blocks, &doc.Heading{At: 30, Level: 2, ID: "two", Text: words("Two")})
	if _, ok := door.Directive(Call{Name: "no-such"}); ok {
		t.Error("a directive that means nothing was read")
	}
	if _, ok := door.Role("no-such", "x", 1); ok {
		t.Error("a role that means nothing was read")
	}
	role, _ := door.Role("DOC", "the engine <engine/index>", 1)
	if l, ok := role[0].(*doc.Link); !ok || l.Ref != "doc" || l.Target != "engine/index" || doc.InlineText(l.Content) != "the engine" {
		t.Errorf("the role is %#v", role)
	}
	blocks, problems := door.Close(blocks)
	if len(problems) != 1 || problems[0].Line != 23 {
		t.Errorf("told: %v", problems)
	}
	got := doc.Dump(blocks)
	for _, want := range []string{
		`link(["Two"] -> "#two")`, `Anchor @3 ID="n"`, `"<begins here>"`, `Paragraph @4 Text=["<goes *on*  >"]`, `Kind="tip"`, `"<inner>"`,
		`Source="p.png" Alt="A pump"`, `Caption=["<Caption>"]`, `ID="lift"`, `Paragraph @14 Text=["<b.mdfrom a file>"]`,
		`em["RST"] " and " link(["site"] -> "http://example.org") " y."`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
}
