package progress

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// WriteCSV writes the summary to w as a table for a spreadsheet (RFC 4180, in
// UTF-8): a row a lesson and then one for the exam, which has no page and no lesson,
// with the course and the student in each. Scores are points; a score that there
// is not is empty. Seconds have one decimal.
func (s Summary) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	err := out.Write([]string{"course", "student", "page", "lesson", "title", "read", "seconds",
		"first", "best", "last", "max", "attempts"})
	if err != nil {
		return err
	}
	row := func(page, lesson, title, read, seconds string, r Result) error {
		return out.Write([]string{
			Guard(s.Course.ID), Guard(s.Student), Guard(page), Guard(lesson), Guard(title), read, seconds,
			points(r.First), points(r.Best), points(r.Last), points(&r.Max), strconv.Itoa(r.Attempts),
		})
	}
	for _, l := range s.Lessons {
		err := row(l.Page, l.ID, l.Title, strconv.FormatBool(l.Read), strconv.FormatFloat(l.Seconds, 'f', 1, 64), l.Result)
		if err != nil {
			return err
		}
	}
	if s.Exam != nil {
		if err := row("", "", "Exam", "", "", s.Exam.Result); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// points writes a number of points, "" for none, without zeros that say
// nothing.
func points(x *float64) string {
	if x == nil {
		return ""
	}
	text := strconv.FormatFloat(*x, 'f', 4, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Guard guards a text of a table against being read as a formula: a cell that begins like
// one gets an apostrophe before it, unless it is a number.
func Guard(text string) string {
	if text == "" || !strings.ContainsRune("=+-@|%\t\r", rune(text[0])) {
		return text
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return "'" + text
}
