package cli

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"lectern/embed"
)

// run runs a command line and returns what it prints; it must succeed.
func run(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	env := Env{Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs, Getenv: func(name string) string {
		if name == "LECTERN_DATA" {
			return t.TempDir()
		}
		return ""
	}}
	if code := Run(args, env); code != exitOK {
		t.Fatalf("lectern %s: exit code %d: %s", strings.Join(args, " "), code, &errs)
	}
	return out.String()
}

// TestDefaultPageIsWhole holds the first page of the default course against its
// source: every word of it is printed once and in order, and every link is named.
func TestDefaultPageIsWhole(t *testing.T) {
	const page = "platform-as-a-service.rst"
	src, err := fs.ReadFile(embed.Default(), page)
	if err != nil {
		t.Fatal(err)
	}
	var course printedCourse
	if err := json.Unmarshal([]byte(run(t, "print", "--format", "json")), &course); err != nil {
		t.Fatal(err)
	}
	var texts, printed []string
	links := map[string]int{}
	for _, l := range course.Lessons {
		if l.Page != page {
			continue
		}
		texts = append(texts, l.Text)
		printed = append(printed, run(t, "print", "--lesson", l.ID))
		for _, link := range l.Links {
			links[link.Target]++
			if strings.ContainsAny(link.Text, "\n`<>") {
				t.Errorf("the text of a link is not whole: %q", link.Text)
			}
		}
	}
	want := wordsOfSource(string(src))
	if got := strings.Fields(strings.Join(texts, " ")); !equal(got, want) {
		t.Errorf("print --format json:\n got %q\nwant %q", got, want)
	}
	all := strings.Join(printed, "\n")
	for _, m := range regexp.MustCompile(`<([^<> ]+)>`).FindAllStringSubmatch(string(src), -1) {
		if links[m[1]] != 1 {
			t.Errorf("%s is %d times among the links, want once", m[1], links[m[1]])
		}
		if n := strings.Count(all, "] "+m[1]+"\n"); n != 1 {
			t.Errorf("%s is printed %d times, want once", m[1], n)
		}
	}
	flat := regexp.MustCompile(`\[\d+\]`).ReplaceAllString(strings.Join(strings.Fields(all), " "), "")
	at := 0
	for _, w := range want {
		i := strings.Index(flat[at:], w)
		if i < 0 {
			t.Fatalf("print: %q is missing behind %q", w, flat[max(0, at-60):at])
		}
		at += i + len(w)
	}
}

// wordsOfSource takes the few constructs of the page apart that are no text of it.
func wordsOfSource(src string) []string {
	for _, cut := range []struct{ pattern, by string }{
		{`(?m)^=+$`, ""},
		{`(?m)^:[a-z-]+:.*$`, ""},
		{`\.\. image::.*\n +:alt: (.*)\n +:class:.*`, "$1"},
		{"`([^`<]*?)\\s*<[^>]*>`_", "$1"},
		{`\*Note\*`, "Note"},
		{`(?m)^\* `, ""},
	} {
		src = regexp.MustCompile(cut.pattern).ReplaceAllString(src, cut.by)
	}
	return strings.Fields(src)
}

func equal(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }
