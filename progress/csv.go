package progress

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// WriteCSV writes the summary to w as a table for a spreadsheet (RFC 4180, in
// UTF-8): a row a lesson, with the course and the student in each. Scores are
// points; a score that there is not is empty. Seconds have one decimal.
func (s Summary) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	err := out.Write([]string{"course", "student", "page", "lesson", "title", "read", "seconds",
		"first", "best", "last", "max", "attempts"})
	if err != nil {
		return err
	}
	for _, l := range s.Lessons {
		err := out.Write([]string{
			cell(s.Course.ID), cell(s.Student), cell(l.Page), cell(l.ID), cell(l.Title),
			strconv.FormatBool(l.Read), strconv.FormatFloat(l.Seconds, 'f', 1, 64),
			points(l.First), points(l.Best), points(l.Last), points(&l.Max), strconv.Itoa(l.Attempts),
		})
		if err != nil {
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

// cell guards a text against being read as a formula: a cell that begins like
// one gets an apostrophe before it, unless it is a number.
func cell(text string) string {
	if text == "" || !strings.ContainsRune("=+-@|%\t\r", rune(text[0])) {
		return text
	}
	if _, err := strconv.ParseFloat(text, 64); err == nil {
		return text
	}
	return "'" + text
}
