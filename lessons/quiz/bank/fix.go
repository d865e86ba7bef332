package bank

import (
	"bytes"
	"strconv"
	"strings"
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
	inserts := make(map[int]string) // by the line before which they go
	lines := bytes.SplitAfter(src, []byte("\n"))
	for _, q := range qs {
		if q.IDWritten || q.ID == "" {
			continue
		}
		why := unfit
		if why == "" {
			why = placeID(inserts, lines, format, q)
		}
		if why != "" {
			problems = append(problems, doc.Problem{File: q.File, Line: q.Line, Severity: doc.Warning, Code: "id-not-written", Text: why})
		}
	}
	if len(inserts) == 0 {
		return src, problems
	}
	var out bytes.Buffer
	out.Grow(len(src) + 48*len(inserts))
	for i, l := range lines {
		if text, ok := inserts[i]; ok {
			if i == 0 {
				bom := []byte("\uFEFF")
				if bytes.HasPrefix(l, bom) {
					out.Write(bom)
					l = l[len(bom):]
				}
			}
			out.WriteString(text)
		}
		out.Write(l)
	}
	return out.Bytes(), problems
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

// placeID notes the line to insert for one question; it returns in words why it
// cannot.
func placeID(inserts map[int]string, lines [][]byte, format string, q *quiz.Question) string {
	if q.Line < 1 || q.Line > len(lines) {
		return "the question's line is not known, so its id cannot be written"
	}
	line := lines[q.Line-1]
	end := "\n"
	if bytes.HasSuffix(lines[0], []byte("\r\n")) {
		end = "\r\n"
	}
	indent := string(line[:len(line)-len(bytes.TrimLeft(line, " \t"))])
	switch format {
	case "gift":
		inserts[q.Line-1] = indent + "// [id:" + strings.ReplaceAll(q.ID, "]", `\]`) + "]" + end
	case "mdbook":
		if !bytes.HasPrefix(bytes.TrimSpace(line), []byte("[[questions]]")) {
			return "the question is no [[questions]] table of its own; write id = " + strconv.Quote(q.ID) + " into it"
		}
		if q.Line == len(lines) {
			return "the table is empty"
		}
		inserts[q.Line] = indent + "id = " + tomlString(q.ID) + end
	case "aiken":
		return "Aiken has no place for ids; convert the bank to GIFT to give its questions ids of their own"
	default:
		return "ids cannot be written into a bank of the format " + strconv.Quote(format)
	}
	return ""
}

// tomlString writes a TOML basic string.
func tomlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7F:
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
