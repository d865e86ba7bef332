package typeset

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/doc"
)

var roleNames = [...]string{"body", "heading", "subheading", "link", "number", "literal", "code", "mark", "keyword", "string", "comment", "numeral", "drawing",
	"quote", "label", "alert", "frame", "tablehead", "marker", "caption", "footnote", "term", "muted"}

// looks writes a page's spans with their looks, a line for each line.
func looks(p *Page) string {
	var b strings.Builder
	for _, l := range p.Lines {
		for i, sp := range l.Spans {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%s%s", roleNames[sp.Role], styleName(sp.Style))
			if sp.Link > 0 {
				fmt.Fprintf(&b, "#%d", sp.Link)
			}
			if sp.Added {
				b.WriteByte('*')
			}
			if r := sp.Picture; r != nil {
				fmt.Fprintf(&b, "{%s row %d of %d, %d wide}", r.Source, r.Row, r.Rows, r.Cols)
			}
			fmt.Fprintf(&b, "(%s)", sp.Text)
		}
		if l.Cut > 0 {
			fmt.Fprintf(&b, " cut %d: %s", l.Cut, l.Rest)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func styleName(s Style) string {
	var b strings.Builder
	for i, name := range []string{"bold", "italic", "strike", "underline", "dim"} {
		if s&(1<<i) != 0 {
			b.WriteString("+" + name)
		}
	}
	return b.String()
}

// TestLooks keeps the looks apart from the texts: one line of a span each, with
// its role, its styles, its link, and a star if it is no text of the page.
func TestLooks(t *testing.T) {
	all := samples()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			p := Set(all[name], Options{Width: 44, Numbers: true, Drawing: drawn})
			golden(t, "looks/"+name, []txtar.File{{Name: "width 44", Data: []byte(looks(p))}})
		})
	}
}

// A wide space before a term is one of its characters, and moves no look.
func TestTermBehindWideSpace(t *testing.T) {
	term := in(tx("\u3000pump "), &doc.FootnoteRef{Label: "n"})
	p := Set([]doc.Block{&doc.Definitions{Items: []doc.Definition{{Terms: [][]doc.Inline{term}}}}}, Options{Width: 40})
	want := "term+bold(\u3000pump ) footnote+bold*([) footnote+bold(n) footnote+bold*(])\n"
	if got := looks(p); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// TestRolesNamed fails when a role is added and not named here.
func TestRolesNamed(t *testing.T) {
	if int(MutedRole) != len(roleNames)-1 {
		t.Errorf("%d roles, %d names", MutedRole+1, len(roleNames))
	}
}

// What a screen of code takes, with what stands out in it and as plain text.
func BenchmarkCode(b *testing.B) {
	line := "if name == \"harbour\" and depth > 3.5:  # a comment\n    return list(sorted(rows))\n"
	for name, lang := range map[string]string{"python": "python", "plain": ""} {
		b.Run(name, func(b *testing.B) {
			code := []doc.Block{&doc.Code{Lang: lang, Text: strings.Repeat(line, 30)}}
			for b.Loop() {
				Set(code, Options{Width: 80})
			}
		})
	}
}

// The kinds of code have their roles; a plain page has none.
func TestCodeRoles(t *testing.T) {
	code := []doc.Block{&doc.Code{Lang: "python", Text: "if x == 'a':  # \t\x1b[1mb\n    return 2"}}
	got := ""
	for _, l := range Set(code, Options{Width: 40}).Lines {
		for _, s := range l.Spans {
			switch s.Role {
			case KeywordRole, StringRole, CommentRole, NumberRole:
				got += fmt.Sprintf("%d:%s|", s.Role-KeywordRole, s.Text)
			default:
			}
		}
	}
	if want := "0:if|1:'a'|2:#         [1mb|0:return|3:2|"; got != want {
		t.Errorf("roles %q, want %q", got, want)
	}
	for _, l := range Set(code, Options{Width: 40, Plain: true}).Lines {
		for _, s := range l.Spans {
			if s.Role == KeywordRole {
				t.Errorf("a plain page has %q in a role", s.Text)
			}
		}
	}
}
