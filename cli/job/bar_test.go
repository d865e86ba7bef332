package job

import (
	"bytes"
	"strings"
	"testing"
)

// shownLine is the line that a terminal shows after what was written to it: "\r" goes back to its start.
func shownLine(written string) string {
	var row []rune
	x := 0
	for _, r := range written {
		if r == '\r' {
			x = 0
			continue
		}
		if x == len(row) {
			row = append(row, ' ')
		}
		row[x] = r
		x++
	}
	return string(row)
}

// A bar shows how much is done, and at the end nothing is left of it.
func TestBar(t *testing.T) {
	for _, c := range []struct {
		done, total int64
		want        string
	}{
		{0, 9, "reading [------------------------------]   0 %"},
		{4, 8, "reading [###############---------------]  50 %"},
		{8, 8, "reading [##############################] 100 %"},
		{9, 8, "reading [##############################] 100 %"},
		{1, 0, ""},
	} {
		var out bytes.Buffer
		b := &Bar{w: &out, name: "reading"} // begun long ago
		b.Step(c.done, c.total)
		if got := shownLine(out.String()); got != c.want {
			t.Errorf("%d of %d: %q, want %q", c.done, c.total, got, c.want)
		}
		b.End()
		if got := shownLine(out.String()); strings.TrimSpace(got) != "" {
			t.Errorf("%d of %d: at the end %q is left", c.done, c.total, got)
		}
	}
}
