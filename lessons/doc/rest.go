package doc

import "fmt"

// RestLeftOut says, as a block for the reader and as a Problem for the author, that
// count lines from a line on are not shown, because what they hold would take more
// memory than a page may.
func RestLeftOut(line, count int) (Block, Problem) {
	left := "1 line"
	if count != 1 {
		left = fmt.Sprintf("%d lines", count)
	}
	what := fmt.Sprintf("the rest of this page, %s from line %d on, is not shown: it holds so many headings, paragraphs and marks that all of them would take too much memory", left, line)
	block := &Admonition{At: At(line), Kind: "warning", Blocks: []Block{
		&Paragraph{At: At(line), Text: []Inline{&Text{Value: what + "."}}},
	}}
	return block, Problem{Line: line, Severity: Error, Code: "too-much-markup", Text: what + "; divide it into several pages"}
}
