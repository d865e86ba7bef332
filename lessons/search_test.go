package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// What is written in another way is found, whole, and only that.
func TestMatches(t *testing.T) {
	for _, c := range []struct{ typed, text, want string }{
		{"cafe", "Café, cafe\u0301 und CAFE", "Café|cafe\u0301|CAFE"},
		{"café", "Café, cafe\u0301 und CAFE", "Café|cafe\u0301"},
		{"Cafe", "Café cafe", "Café"},
		{"don't", "I don’t, don´t and donut", "don’t|don´t"},
		{"coop", "a co\u00adop", "co\u00adop"},
		{"non-stop", "non\u2011stop", "non\u2011stop"},
		{"5 km", "5\u00a0km, 5\n\tkm, 5km", "5\u00a0km|5\n\tkm"},
		{`"x"`, "“x” «x»", "“x”|«x»"},
		{"strasse", "Straße STRASSE", "Straße|STRASSE"},
		{"fine", "a ﬁne day", "ﬁne"},
		{"i", "ﬁii", "ﬁ|i|i"},
		{"abc", "ＡＢＣ", "ＡＢＣ"},
		{"ガ", "ガ ｶﾞ カ", "ガ|ｶﾞ"},
		{"ελλαδα", "Ελλάδα", "Ελλάδα"},
		{"и", "й и", "и"},
		{"résume", "résumé résume", "résume"},
		{"aa", "aaaaa", "aa|aa"},
		{"  pump  ", "A Pump, PUMPS and a pumpump.", "Pump|PUMP|pump"},
		{"日本", "日本日本語", "日本|日本"},
		{"\xff", "a\xffb", "\xff"},
		{"e", "Every thre\u0301é  BEES\n\n see the e\u00ad end, twelve or elevenﬀe e", "E|e|e\u0301|é|E|E|e|e|e|e\u00ad|e|e|e|e|e|e|e|e"},
		{"@", "a@b, @@ and nothing of `@`ABC[{", "@|@|@|@"},
	} {
		q, ok := NewQuery(c.typed)
		var got []string
		for _, m := range q.appendMatches(nil, c.text) {
			got = append(got, c.text[m.Start:m.End])
		}
		if joined := strings.Join(got, "|"); !ok || joined != c.want || q.In(c.text) != (c.want != "") {
			t.Errorf("%q in %q: %q, want %q", c.typed, c.text, joined, c.want)
		}
	}
	for _, typed := range []string{"", "  ", "\u00ad", "\u200b "} {
		if _, ok := NewQuery(typed); ok {
			t.Errorf("%q is something to look for", typed)
		}
	}
}

// BenchmarkSearch looks for words in a page of 20 MB that is parsed.
func BenchmarkSearch(b *testing.B) {
	c, err := Open(fstest.MapFS{"large.md": {Data: largeMarkdown(20 << 20)}}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	c.Lessons()
	for _, typed := range []string{"e", "room", "zebra", "Section 9", "ünïcode", "takes room", "café"} {
		b.Run(strings.ReplaceAll(typed, " ", "_"), func(b *testing.B) {
			q, _ := NewQuery(typed)
			b.ReportAllocs()
			for b.Loop() {
				c.Search(b.Context(), q, func(Hit) bool { return true })
			}
		})
	}
}
