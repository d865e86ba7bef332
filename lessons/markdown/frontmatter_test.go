package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"lectern/lessons/doc"
)

// Front matter as people write it, much of which is no YAML. That is why it is
// not read by the library that reads mkdocs.yml: a page must keep its title and
// slug, whatever stands in the line below.
func TestFrontMatter(t *testing.T) {
	for _, c := range []struct {
		name, src string
		yaml      bool // the library reads it
		want      []doc.Field
	}{
		{"a colon in a value", "title: Tides: an introduction\nslug: tides\n", false,
			[]doc.Field{{Name: "title", Value: "Tides: an introduction"}, {Name: "slug", Value: "tides"}}},
		{"tabs", "title:\tTides\nextra:\n\tslug:\ttides\n", false,
			[]doc.Field{{Name: "title", Value: "Tides"}, {Name: "extra"}, {Name: "extra.slug", Value: "tides"}}},
		{"a quote that is never closed", "title: \"Tides\nslug: tides\n", false,
			[]doc.Field{{Name: "title", Value: "Tides"}, {Name: "slug", Value: "tides"}}},
		{"text after a quote", "title: \"Tides\" and the moon\nslug: tides\n", false,
			[]doc.Field{{Name: "title", Value: "Tides"}, {Name: "slug", Value: "tides"}}},
		{"a character that YAML keeps for itself", "title: @home\ntags: [a, `b`]\n", false,
			[]doc.Field{{Name: "title", Value: "@home"}, {Name: "tags", Value: "a, `b`"}}},
		{"a key twice", "title: Tides\ntitle: Low water\n", true, // as nodes, not into a map
			[]doc.Field{{Name: "title", Value: "Tides"}, {Name: "title", Value: "Low water"}}},
		{"a value of several lines", "title: Tides\ndescription: water that rises\n  and falls\n  again\nslug: tides\n", true,
			[]doc.Field{{Name: "title", Value: "Tides"}, {Name: "description", Value: "water that rises and falls again"}, {Name: "slug", Value: "tides"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := Parse([]byte("---\n"+c.src+"---\n\nText.\n"), Options{})
			if diff := cmp.Diff(c.want, d.Meta); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			var n yaml.Node
			if err := yaml.Unmarshal([]byte(c.src), &n); (err == nil) != c.yaml {
				t.Errorf("the library says %v", err)
			}
		})
	}
}

// Hugo reads JSON too; what is none is text.
func TestFrontMatterInJSON(t *testing.T) {
	for src, want := range map[string]int{"{\n  \"title\": \"Tides\",\n  \"weight\": 3\n}\n\nText.\n": 2, "{\n  \"title\"\n}\n\nText.\n": 0, "{\nText.\n": 0} {
		if d := Parse([]byte(src), Options{}); len(d.Meta) != want {
			t.Errorf("%q has the fields %v", src, d.Meta)
		}
	}
}

// Front matter ends somewhere: a page that begins with a rule and has another one
// far below is text.
func TestLongFrontMatter(t *testing.T) {
	for n, want := range map[int]int{maxHead - 1: 1, maxHead: 0} {
		line := "a: b\n"
		body := strings.Repeat(line, n/len(line))
		body = "#" + strings.Repeat("x", n-len(body)-2) + "\n" + body
		if n != len(body) {
			t.Fatalf("%d bytes, want %d", len(body), n)
		}
		got := readHead([]byte("---\n" + body + "---\n\nText.\n"))
		if min(len(got.meta), 1) != want {
			t.Errorf("front matter of %d bytes has %d fields", n, len(got.meta))
		}
	}
}
