package moodle

import (
	"html"
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// formats are the markups of Moodle's texts by their names in files.
var formats = [...]struct {
	name   string
	format quiz.Format
}{
	{"html", quiz.HTML}, {"moodle_auto_format", quiz.Moodle}, {"plain_text", quiz.Plain}, {"markdown", quiz.Markdown}, {"wiki_like", quiz.Moodle},
}

// formatOf reads the format attribute of a text; one that states none has that of the question's.
func (r *reader) formatOf(e *loosexml.Element) quiz.Format {
	name := strings.TrimSpace(e.Attr("format"))
	if name == "" {
		return r.format
	}
	for _, f := range formats {
		if f.name == name {
			return f.format
		}
	}
	r.warn("loose-xml", "there is no format of texts %q; the text was read as HTML", text.ClipLine(name, 40))
	return quiz.HTML
}

// answerParts are the elements in a text's element that are no part of the text, in files where <text> is missing.
var answerParts = []string{"text", "feedback", "file", "tolerance", "fraction", "answer", "tolerancetype", "correctanswerformat", "correctanswerlength",
	"shownumcorrect", "clearwrong", "options", "md5key", "draggroup", "infinite", "group", "hintcontent", "format"}

// source returns the text of an element as it is written, and tells what is wrong with how it is.
func (r *reader) source(e *loosexml.Element) string {
	if e == nil {
		return ""
	}
	s, tags := "", false
	if t := e.Child("text"); t != nil {
		s, tags = t.Markup()
	} else if s, tags = e.Markup(answerParts...); s != "" {
		r.warn("loose-xml", "a text that stands in no <text>, where Moodle does not look for it; it was read")
	}
	if tags {
		r.warn("loose-xml", "tags in a text that nobody escaped, which Moodle loses; they were read as HTML")
	}
	return s
}

// text reads the text of an element with its pictures. An empty one is the zero Text.
func (r *reader) text(e *loosexml.Element) quiz.Text {
	if e == nil {
		return quiz.Text{}
	}
	t := quiz.Text{Source: r.source(e), Format: r.formatOf(e)}
	if t.Empty() {
		return quiz.Text{}
	}
	t.Source = r.addresses(t.Source, e)
	if t.Format == quiz.HTML && !showsSomething(t.Source) {
		return quiz.Text{} // <p></p>, as an editor leaves behind
	}
	return t
}

// showsSomething reports whether HTML is more than what an editor leaves behind in an empty field.
func showsSomething(source string) bool {
	if !strings.HasPrefix(source, "<") && !strings.HasPrefix(source, "&") || len(source) > 1000 {
		return true
	}
	return strings.TrimSpace(withoutStyle(source)) != ""
}

// literal returns a text in which a tag is what a student may type; only those that nobody escaped are markup.
func (r *reader) literal(e *loosexml.Element) string {
	if _, tags := e.Child("text").Markup(); tags {
		return r.plain(e)
	}
	return r.source(e)
}

// plain returns a text that is no markup for Moodle: HTML in it was meant as its words.
func (r *reader) plain(e *loosexml.Element) string {
	s := r.source(e)
	if holdsHTML(s) {
		s = quiz.Text{Source: s, Format: quiz.HTML}.Words()
	}
	return strings.TrimSpace(s)
}

// holdsHTML reports whether a text has an entity or a tag of HTML.
func holdsHTML(s string) bool {
	if html.UnescapeString(s) != s {
		return true
	}
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = strings.TrimPrefix(s[i+1:], "/")
		end := strings.IndexFunc(s, func(c rune) bool { return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') })
		if end > 0 && strings.ContainsRune("> /\n", rune(s[end])) && text.IsHTML(strings.ToLower(s[:end])) {
			return true
		}
	}
}
