package typeset

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Fit returns a clean text of one line cut to a width in columns, the last one
// an ellipsis if something is lost.
func Fit(s string, width int) string {
	if uniseg.StringWidth(s) <= width {
		return s
	}
	var b strings.Builder
	used := 0
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if used+g.Width() > width-1 {
			break
		}
		used += g.Width()
		b.WriteString(g.Str())
	}
	if width > 0 {
		b.WriteString("…")
	}
	return b.String()
}

// Sparkline draws shares between 0 and 1 as a row of bars, the last width of them.
func Sparkline(shares []float64, width int) string {
	bars := []rune("▁▂▃▄▅▆▇█")
	if len(shares) > width {
		shares = shares[len(shares)-width:]
	}
	var b strings.Builder
	for _, s := range shares {
		k := int(s * float64(len(bars)))
		b.WriteRune(bars[max(0, min(k, len(bars)-1))])
	}
	return b.String()
}
