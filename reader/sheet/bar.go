package sheet

import (
	"math"
	"strings"

	"lectern/reader/typeset"
)

// Bar draws a share 0..1 as a bar of w columns.
func Bar(share float64, w int) []typeset.Span {
	share = max(0, min(1, share))
	full := int(math.Round(share * float64(w)))
	if full == w && share < 1 {
		full--
	}
	return []typeset.Span{
		{Text: strings.Repeat("━", full), Role: BarRole},
		{Text: strings.Repeat("─", w-full), Role: RestRole},
	}
}
