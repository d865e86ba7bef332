package doc

import "fmt"

// FileLeftOut says, as RestLeftOut does, that count lines of a file are not shown that a line includes.
func FileLeftOut(line int, name string, count int) (Block, Problem) {
	what := fmt.Sprintf("%s of %s are not shown: with it the page holds so many headings, paragraphs and marks that all of them would take too much memory", counted(count), name)
	return leftOut(line, what), Problem{Line: line, Severity: Error, Code: "too-much-markup", Text: what + "; include less"}
}

func counted(lines int) string {
	if lines == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", lines)
}

func leftOut(line int, what string) Block {
	return &Admonition{At: At(line), Kind: "warning", Blocks: []Block{
		&Paragraph{At: At(line), Text: []Inline{&Text{Value: what + "."}}},
	}}
}

// RestLeftOut says, as a block for the reader and as a Problem for the author, that
// count lines from a line on are not shown, because what they hold would take more
// memory than a page may.
func RestLeftOut(line, count int) (Block, Problem) {
	what := fmt.Sprintf("the rest of this page, %s from line %d on, is not shown: it holds so many headings, paragraphs and marks that all of them would take too much memory", counted(count), line)
	return leftOut(line, what), Problem{Line: line, Severity: Error, Code: "too-much-markup", Text: what + "; divide it into several pages"}
}
