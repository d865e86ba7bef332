package check

import (
	"context"
	"slices"
	"testing"
	"testing/fstest"

	"lectern/lessons"
)

// What a question does not show is told, and so are questions of other programs.
func TestTextsOfQuestions(t *testing.T) {
	course, err := lessons.Open(fstest.MapFS{
		"a.md":   {Data: []byte("# A\n\n<quiz>\nQ?\n- [x] yes\n\n```\n<quiz>\n```\n")},
		"a.gift": {Data: []byte("::Q:: [html]Of List<T>? {=a &lt; b #yes ~<i></i> ~[html]<img src\\=\"a.png\"> ~[html]<script></script>}\n")},
	}, lessons.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := Course(context.Background(), course, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		`a.gift: <T> is never closed and is shown as text: write &lt; for <, or mark it as code`,
		`a.gift: choice 2 of "Q" shows nothing: write its text, and &lt; for a < that is meant`,
		`a.gift: choice 4 of "Q" shows nothing: write its text, and &lt; for a < that is meant`,
		`a.md: 1 question in the syntax of mkdocs-quiz is shown with its answers and not asked: end it with a line </quiz>, and begin it with a line <quiz>`,
		`a.md: <quiz> is never closed and is shown as text: write &lt; for <, or mark it as code`,
	}
	var got []string
	for _, p := range problems {
		switch p.Code {
		case "unknown-tag", "empty-choice", "quiz-of-another-tool":
			got = append(got, p.File+": "+p.Text)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("told\n%q, want\n%q", got, want)
	}
}
