package report

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"lectern/lessons/quiz/statistics"
	"lectern/progress"
	"lectern/progress/class"
)

// hostile is what a student may call themselves.
const hostile = `</td><script>alert("x")</script><img src=x onerror='y'>&amp;`

// TestReport reads the page as a browser does: what students and authors wrote is text, and all parts
// are there.
func TestReport(t *testing.T) {
	b := &class.Book{Course: progress.Course{Title: hostile}, News: []string{"shared: " + hostile}}
	minus := -40.0
	for i := range 12 {
		p := &class.Person{Name: fmt.Sprint(hostile, i), ID: hostile, Class: hostile, Files: 1, Marks: []float64{float64(i%5) / 4, statistics.Missing}}
		p.Percent, p.Max = float64(i)*9, 2
		b.People = append(b.People, p)
	}
	b.People = append(b.People, &class.Person{Name: "Nobody", Listed: true, Marks: []float64{-1, -1}})
	b.Questions = []class.Figures{
		{
			Question:    class.Question{ID: "q1", Title: hostile, Kind: "single", Points: 1, Choices: []class.Part{{Text: hostile, Right: true}, {Text: "other"}}},
			How:         statistics.Question{N: 12, Facility: 20, Discrimination: &minus},
			Distractors: []class.Distractor{{Part: class.Part{Text: hostile, Right: true}, N: 2}, {Part: class.Part{Text: "other"}, N: 10, Mean: 1}},
		},
		{Question: class.Question{ID: "q2", Kind: "short", Points: 1}},
	}
	var out strings.Builder
	Write(&out, b)
	page, err := html.Parse(strings.NewReader(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var words strings.Builder
	for n := range page.Descendants() {
		switch {
		case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "img" || n.Data == "link"):
			t.Errorf("there is a <%s>", n.Data)
		case n.Type == html.TextNode && n.Parent.Data != "style":
			words.WriteString(n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "id" {
				ids[a.Val] = true
			}
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" {
				t.Errorf("there is an attribute %s", a.Key)
			}
		}
	}
	for _, id := range []string{"news", "look", "scores", "students", "map", "plot", "questions", "q1", "q2"} {
		if !ids[id] {
			t.Errorf("the page has no part %q", id)
		}
	}
	for _, want := range []string{
		hostile + "11", "shared: " + hostile, "nothing handed in", "12 of 13", "those who did well in the rest got it wrong (discrimination -40): look at its key",
		"few got it right (20.0 %)", "more chose “other” (10) than what is right (2)", "✓ ",
	} {
		if !strings.Contains(words.String(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}
