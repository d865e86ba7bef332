package checktest

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// unseen are the fields of blocks and inlines that a student does not read.
var unseen = map[string]bool{
	"Heading.ID": true, "Anchor.ID": true, "Target.ID": true, "Footnote.ID": true, "FootnoteRef.ID": true, "Object.ID": true,
	"Definition.IDs": true, // anchors
	"Link.Ref":       true, // how a link is looked up
	"Code.Lang":      true,
	"Object.Kind":    true, "Quote.Kind": true,
	"QuizRef.Source": true, "QuizRef.Content": true, "QuizRef.Format": true, // asked as questions
	"TocEntry.Target": true,
	"List.Prefix":     true, "List.Suffix": true,
}

// Blocks returns what a student reads in blocks, in the order of reading: texts, the
// numbers of lists, alternative texts and addresses.
func Blocks(blocks []doc.Block) []Shown {
	var s shower
	for _, b := range blocks {
		s.value(reflect.ValueOf(b))
	}
	return s.out
}

// Shown is a text that a student gets: on the page, or the address of a link.
type Shown struct {
	Text    string
	Address bool
	Counted bool // the number of an item of a list, which its place tells
}

type shower struct {
	out  []Shown
	gaps []quiz.Gap // those that are still to stand in the text
}

func (s *shower) add(texts ...string) {
	for _, t := range texts {
		for len(s.gaps) > 0 && strings.ContainsRune(t, quiz.GapMark) {
			before, after, _ := strings.Cut(t, string(quiz.GapMark))
			gap := s.gaps[0]
			s.gaps = s.gaps[1:]
			s.add(before)
			s.gap(gap)
			t = after
		}
		if t != "" {
			s.out = append(s.out, Shown{Text: t})
		}
	}
}

// value adds all texts of a value of the document model, whatever fields it has or
// will have, but for those that are unseen.
func (s *shower) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		s.add(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			s.value(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			s.value(v.Index(i))
		}
	case reflect.Struct:
		if list, ok := v.Interface().(doc.List); ok && list.Ordered {
			s.list(list)
			return
		}
		if in, ok := v.Interface().(doc.Image); ok {
			s.add(in.Alt, in.Source, in.Title)
			s.out = append(s.out, Shown{Text: in.Target, Address: true})
			return
		}
		if code, ok := v.Interface().(doc.Code); ok {
			s.value(reflect.ValueOf(code.Caption))
			s.add(code.Text)
			doc.WalkInlines([]doc.Block{&doc.Paragraph{Text: code.Rich}}, func(in doc.Inline) { // says the same as Text
				if link, ok := in.(*doc.Link); ok {
					s.out = append(s.out, Shown{Text: link.Target, Address: true})
				}
			})
			return
		}
		if in, ok := v.Interface().(doc.Link); ok {
			s.value(reflect.ValueOf(in.Content))
			s.out = append(s.out, Shown{Text: in.Target, Address: true})
			return
		}
		for i := range v.NumField() {
			if !unseen[v.Type().Name()+"."+v.Type().Field(i).Name] {
				s.value(v.Field(i))
			}
		}
	}
}

// list adds an ordered list with its numbers.
func (s *shower) list(l doc.List) {
	for i, item := range l.Items {
		n := l.Start + i
		number := roman(n)
		switch l.Numeral {
		case doc.Arabic:
			number = strconv.Itoa(n)
		case doc.LowerAlpha, doc.UpperAlpha:
			number = string(rune('a' + (n-1)%26))
		}
		s.out = append(s.out, Shown{Text: number, Counted: true})
		s.value(reflect.ValueOf(item.Blocks))
	}
}

func roman(n int) string {
	var b strings.Builder
	for _, d := range []struct {
		n int
		s string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= d.n; n -= d.n {
			b.WriteString(d.s)
		}
	}
	return b.String()
}

// Question returns what a student reads of a question from its title to the last of
// its feedback: all texts of all answers too.
func Question(q *quiz.Question) []Shown {
	s := shower{gaps: q.Gaps}
	s.add(strings.Split(q.Section, "/")...)
	s.add(q.Title)
	s.text(q.Prompt)
	s.gaps = nil
	s.choices(q.Choices)
	s.accepted(q.Accepted)
	s.add(q.Units...)
	for _, p := range q.Pairs {
		s.text(p.Left)
		s.add(p.Right)
	}
	if q.Trace != nil {
		s.add(q.Trace.Source, q.Trace.Stdout, strconv.Itoa(q.Trace.Line))
	}
	s.text(q.General)
	s.text(q.ByCredit.Right)
	s.text(q.ByCredit.Partly)
	s.text(q.ByCredit.Wrong)
	for _, h := range q.Hints {
		s.text(h)
	}
	return s.out
}

// text adds a text as it is shown, by its markup.
func (s *shower) text(t quiz.Text) {
	for _, b := range lessons.Prompt(t) {
		s.value(reflect.ValueOf(b))
	}
}

func (s *shower) choices(choices []quiz.Choice) {
	for _, c := range choices {
		s.text(c.Text)
		s.text(c.Feedback)
	}
}

func (s *shower) accepted(accepted []quiz.Accepted) {
	for _, a := range accepted {
		if a.Text != "" {
			s.add(a.Text)
		} else {
			s.add(fmt.Sprint(a.Value), fmt.Sprint(a.Tolerance))
		}
		s.text(a.Feedback)
	}
}

func (s *shower) gap(g quiz.Gap) {
	s.choices(g.Choices)
	s.accepted(g.Accepted)
	s.add(g.Units...)
}
