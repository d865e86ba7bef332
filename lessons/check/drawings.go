package check

import (
	"fmt"
	"strings"

	"github.com/rivo/uniseg"

	"lectern/lessons/doc"
	"lectern/lessons/quiz/bank"
)

// textColumns is how wide a text column is on the screen; what is drawn wider is cut.
const textColumns = 76

// code reports drawings in the page that are too wide, and banks that are shown instead of asked.
func code(c *pageCheck, block doc.Block) {
	b, ok := block.(*doc.Code)
	if !ok {
		return
	}
	if f := bank.Named(b.Lang); f != nil && f.Fenced {
		c.add(doc.Warning, b.Line(), 0, "bank-as-code",
			"the page shows these questions with their answers: write `quiz` instead of `"+b.Lang+"` to ask them")
	}
	if b.Kind != doc.Drawing {
		return
	}
	from := c.source.offset(b.Line())
	for _, line := range strings.Split(b.Text, "\n") {
		at := c.source.find(strings.TrimSpace(line), from, len(c.source.text))
		if at >= 0 {
			from = at + 1
		}
		w := uniseg.StringWidth(line)
		if w <= textColumns {
			continue
		}
		row := b.Line()
		if at >= 0 {
			row, _ = c.source.position(at)
		}
		c.add(doc.Warning, row, 0, "wide-drawing", tooWide(w))
	}
}

// drawing checks the lines of a file that is drawn in place of a picture.
func (c *pageCheck) drawing(file, text string) {
	for i, line := range strings.Split(text, "\n") {
		if w := uniseg.StringWidth(line); w > textColumns {
			c.problems = append(c.problems, doc.Problem{
				File: file, Line: i + 1, Column: textColumns + 1, Severity: doc.Warning, Code: "wide-drawing", Text: tooWide(w),
			})
		}
	}
}

func tooWide(width int) string {
	return fmt.Sprintf("the drawing is %d columns wide here, and the text column has %d", width, textColumns)
}
