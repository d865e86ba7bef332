package bank

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// AddIDs writes the ID of each question that has none written into the text of
// its bank, and touches nothing else: a comment line `// [id:…]` above the
// question in GIFT, a line `id = "…"` below `[[questions]]` in TOML. It returns
// the new text (src itself when nothing was missing) and a Problem for each
// question whose ID could not be written.
//
// The questions are those of the bank, with IDs from AssignIDs and Line counted
// in src. A bank inside a page is treated the same: src is then the page, and
// the comment gets the indentation of the question's line.
func AddIDs(src []byte, format string, qs []*quiz.Question) ([]byte, []doc.Problem) {
	var problems []doc.Problem
	unfit := unfitForIDs(src)
	s := &source{lines: bytes.SplitAfter(src, []byte("\n")), inserts: make(map[int]string)}
	for _, q := range qs {
		if q.IDWritten || q.ID == "" {
			continue
		}
		why := unfit
		if why == "" {
			why = s.addID(format, q)
		}
		if why != "" {
			problems = append(problems, doc.Problem{File: q.File, Line: q.Line, Severity: doc.Warning, Code: "id-not-written", Text: why})
		}
	}
	if len(s.inserts) == 0 {
		return src, problems
	}
	return s.text(), problems
}

// source is the text of a bank to which lines are added.
type source struct {
	lines   [][]byte
	inserts map[int]string // by the index of the line before which they go
}

// addID notes the line to insert for one question; it says why it cannot.
func (s *source) addID(format string, q *quiz.Question) (why string) {
	f := Named(format)
	switch {
	case q.Line < 1 || q.Line > len(s.lines):
		return "the question's line is not known, so its id cannot be written"
	case f == nil:
		return "ids cannot be written into a bank of the format " + strconv.Quote(format)
	case f.addID == nil:
		return f.Title + " has no place for ids; convert the bank to GIFT to give its questions ids of their own"
	}
	return f.addID(s, q)
}

// line returns the line of a question and its indentation.
func (s *source) line(q *quiz.Question) (line []byte, indent string) {
	line = s.lines[q.Line-1]
	return line, string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
}

// insert puts a line before the line of that index.
func (s *source) insert(at int, line string) {
	end := "\n"
	if bytes.HasSuffix(s.lines[0], []byte("\r\n")) {
		end = "\r\n"
	}
	s.inserts[at] = line + end
}

// text returns the text with the lines added. A byte order mark stays in front.
func (s *source) text() []byte {
	var out bytes.Buffer
	for i, l := range s.lines {
		if text, ok := s.inserts[i]; ok {
			if bom := []byte("\uFEFF"); i == 0 && bytes.HasPrefix(l, bom) {
				out.Write(bom)
				l = l[len(bom):]
			}
			out.WriteString(text)
		}
		out.Write(l)
	}
	return out.Bytes()
}

// unfitForIDs says why no line can be added to a file: its lines or letters are
// not those of a UTF-8 text.
func unfitForIDs(src []byte) string {
	switch {
	case !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0:
		return "the file is not UTF-8; save it as UTF-8, then ids can be written into it"
	case bytes.Count(src, []byte("\r")) != bytes.Count(src, []byte("\r\n")):
		return "the file ends lines with a carriage return alone; save it with usual line ends, then ids can be written into it"
	}
	return ""
}
