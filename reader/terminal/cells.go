package terminal

import (
	"unicode/utf8"

	"github.com/gdamore/tcell/v2"
)

// The numbers that stand for styles and texts in the cells of a Screen.
// They are given as things are drawn, and a frame may begin with none again.

// styleNumbers number styles. Its zero value is ready.
type styleNumbers struct {
	list    []tcell.Style
	numbers map[tcell.Style]int32
	last    int32 // the style looked up last, which is usually the next one too
}

// maxStyles bounds how many styles have numbers; more, and the next frame numbers them anew.
// A picture may have a style for each of its cells.
const maxStyles = 50_000

func (p *styleNumbers) full() bool { return len(p.list) > maxStyles }

// number returns the number of a style.
func (p *styleNumbers) number(style tcell.Style) int32 {
	if len(p.list) > 0 && p.list[p.last] == style {
		return p.last
	}
	n, known := p.numbers[style]
	if !known {
		if p.numbers == nil {
			p.numbers = map[tcell.Style]int32{}
		}
		n = int32(len(p.list))
		p.list = append(p.list, style)
		p.numbers[style] = n
	}
	p.last = n
	return n
}

// clusterNumbers number the texts of cells: a character stands for itself, and longer
// clusters have the numbers behind the last character. Its zero value is ready.
type clusterNumbers struct {
	list    []string
	numbers map[string]rune
}

// maxClusters bounds how many clusters have numbers, in the same way.
const maxClusters = 50_000

func (l *clusterNumbers) full() bool { return len(l.list) > maxClusters }

// number returns the number of a cluster.
func (l *clusterNumbers) number(cluster string) rune {
	if r, size := utf8.DecodeRuneInString(cluster); size == len(cluster) && (r != utf8.RuneError || size > 1) {
		return r
	}
	n, known := l.numbers[cluster]
	if !known {
		if l.numbers == nil {
			l.numbers = map[string]rune{}
		}
		n = utf8.MaxRune + 1 + rune(len(l.list))
		l.list = append(l.list, cluster)
		l.numbers[cluster] = n
	}
	return n
}

// plainText holds the printable characters of ASCII in order, so that a cell's text needs no allocation.
const plainText = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// text returns the cluster of a number; "" for none.
func (l *clusterNumbers) text(n rune) string {
	switch {
	case n == 0:
		return ""
	case n > utf8.MaxRune:
		return l.list[n-utf8.MaxRune-1]
	case ' ' <= n && n < 0x7f:
		return plainText[n-' ' : n-' '+1]
	}
	return string(n)
}
