package sheet

import (
	"math"
	"strings"

	"lectern/reader/typeset"
)

// Bar draws a share 0..1 as a bar of w columns. In a window that is too small to draw in there are none.
func Bar(share float64, w int) []typeset.Span {
	share, w = max(0, min(1, share)), max(0, w)
	full := int(math.Round(share * float64(w)))
	if full == w && full > 0 && share < 1 {
		full--
	}
	return []typeset.Span{
		{Text: strings.Repeat("━", full), Role: BarRole},
		{Text: strings.Repeat("─", w-full), Role: RestRole},
	}
}
