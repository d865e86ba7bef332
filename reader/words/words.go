// Package words holds how Lectern speaks to a student: every text that a screen,
// line mode or an error shows goes through T or N, and every number that people
// read is written by Percent, Points or Duration.
//
// The English sentence in the source is the key of its translation. So a key is a
// whole sentence with verbs for what changes ("lesson %d of %d"), never pieces
// that are joined: other languages order and inflect them otherwise.
package words

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// T returns the sentence for key, with args put in as fmt.Sprintf does.
func T(key string, args ...any) string { return fmt.Sprintf(key, args...) }

// N is T for a sentence that depends on the number n: one where n is 1, else
// many. n itself is not put in unless it is among args. A sentence for one that
// needs no number leaves args out ("its question", "its %d questions").
func N(one, many string, n int, args ...any) string {
	if n == 1 {
		if !strings.Contains(one, "%") {
			args = nil
		}
		return T(one, args...)
	}
	return T(many, args...)
}

// Percent writes a share, 0 to 1, as whole percent: "67 %". Less than all is never
// written as 100 %.
func Percent(share float64) string {
	p := int(math.Round(share * 100))
	if p == 100 && share < 1 {
		p = 99
	}
	return strconv.Itoa(p) + " %"
}

// Points writes a number of points with at most two decimals, and none where it is whole.
func Points(points float64) string {
	return strconv.FormatFloat(math.Round(points*100)/100, 'f', -1, 64)
}

// Duration writes seconds as people say them: "40 s", "12 min", "2 h 05".
func Duration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	switch {
	case d < time.Minute:
		return strconv.Itoa(int(d.Seconds())) + " s"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes()+0.5)) + " min"
	}
	return fmt.Sprintf("%d h %02d", int(d.Hours()), int(d.Minutes())%60)
}
