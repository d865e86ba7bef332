package html

import "bytes"

// About what a page takes that is HTML as a whole, in bytes, measured with pages that hold
// nothing else, while they are printed.
const (
	tagCost    = 1500 // of an element, with the block or the look that it makes
	entityCost = 40
)

// lineCosts says what a line of a page takes, for text.Fitting.
func lineCosts(line []byte, _ bool) int {
	tags := bytes.Count(line, []byte{'<'}) - bytes.Count(line, []byte("</"))
	return 4*len(line) + tagCost*tags + entityCost*bytes.Count(line, []byte{'&'})
}
