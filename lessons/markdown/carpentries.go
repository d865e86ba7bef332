package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/util"

	"lectern/lessons/text"
)

// carpentries is the Markdown of the lessons of the Carpentries: Pandoc's, with boxes whose
// fences are of any length (Carpentries Workbench, "Episode Components").
func carpentries() dialect {
	return dialect{
		name: "carpentries", tool: "Carpentries Workbench",
		signs: func(start *opening, _ Options) bool {
			return start.sign(carpentriesSign, ":::")
		},
		rewrite: rewriteCarpentries,
		blocks: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{util.Prioritized(placed{nested{colonFenceParser{loose: true}}}, 69)}
		},
	}
}

var (
	carpentriesSign = text.Pattern(`(?m)^:{3,}[ \t]*(?:questions|objectives|keypoints|prereq|challenge|instructor|testimonial|callout|discussion|checklist|spoiler)(?:[ \t:]*)$`)
	// pandocAttributes stand right behind a picture or a link.
	pandocAttributes = text.Pattern(`\)(\{[^{}]*[.#=][^{}]*\})`)
	// pandocSpan is a piece of text with attributes (Pandoc manual, "bracketed_spans").
	pandocSpan = text.Pattern(`\[([^\[\]\n]+)\]\{([^{}\n]*[.#=][^{}\n]*)\}`)
)

// rewriteCarpentries takes out the attributes of pictures, links and pieces of text. The words for a
// picture go to their place.
func rewriteCarpentries(r *rewriting) {
	if bytes.Contains(r.text, []byte("\n+-")) {
		r.gridTables()
		r.apply()
	}
	if !bytes.Contains(r.text, []byte("){")) && !bytes.Contains(r.text, []byte("]{")) {
		return
	}
	code := codeOf(r.text, true)
	for _, m := range pandocSpan().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[0]) > 0 {
			continue
		}
		anchor := ""
		if id := kramdownID().FindSubmatch(append([]byte{' '}, r.text[m[4]:m[5]]...)); id != nil {
			anchor = `<a id="` + string(id[1]) + `"></a>`
		}
		r.replace(m[0], m[1], anchor+string(r.text[m[2]:m[3]]))
	}
	for _, m := range pandocAttributes().FindAllSubmatchIndex(r.text, -1) {
		if code.end(m[2]) > 0 || m[3]-m[2] > maxDirective {
			continue
		}
		a := readArgs(string(r.text[m[2]+1 : m[3]-1]))
		r.replace(m[2], m[3], strings.Repeat("\n", bytes.Count(r.text[m[2]:m[3]], []byte{'\n'})))
		start := max(0, m[2]-maxDirective)
		if i := bytes.LastIndex(r.text[start:m[2]], []byte("![](")); i >= 0 && a.get("alt") != "" &&
			bytes.IndexByte(r.text[start+i+4:m[2]-1], ')') < 0 {
			r.replace(start+i+2, start+i+2, plainText(a.get("alt")))
		}
	}
}

// gridRule is a line of a grid table between its rows.
var gridRule = text.Pattern(`^[ \t]*\+(?:[-=:]+\+)+[ \t]*$`)

// freePipe is a pipe that nothing escapes.
var freePipe = text.Pattern(`(^|[^\\])\|`)

// maxGridRows bounds the lines of one grid table.
const maxGridRows = 2000

// gridTables makes tables of GFM of those that are drawn with "+---+" (Pandoc manual, "grid_tables"). The
// lines of a cell become one.
func (r *rewriting) gridTables() {
	code := codeOf(r.text, true)
	starts := r.lines.starts
	line := func(n int) []byte {
		if n >= len(starts) {
			return nil
		}
		end := len(r.text)
		if n+1 < len(starts) {
			end = starts[n+1] - 1
		}
		return bytes.TrimRight(r.text[starts[n]:max(end, starts[n])], " \t")
	}
	for n := 0; n < len(starts); n++ {
		if !gridRule().Match(line(n)) || code.end(starts[n]) > 0 {
			continue
		}
		last := n
		for last+1 < len(starts) && last-n < maxGridRows {
			if l := bytes.TrimLeft(line(last+1), " \t"); len(l) < 2 || l[0] != '|' && l[0] != '+' {
				break
			}
			last++
		}
		if table := gridTable(n, last, line); table != "" {
			r.replace(starts[n], starts[last]+len(line(last)), table)
		}
		n = last
	}
}

// gridTable returns the table of GFM that the lines from first to last draw, "" if they draw none.
func gridTable(first, last int, line func(int) []byte) string {
	rule := string(line(first))
	indent := rule[:strings.IndexByte(rule, '+')]
	var cuts []int // columns at which cells end, in characters
	for i, c := range strings.TrimLeft(rule, " \t") {
		if c == '+' {
			cuts = append(cuts, i)
		}
	}
	var rows [][]string
	heads, open := 0, make([]string, len(cuts)-1)
	coded := make([]bool, len(open)) // the cell is inside a block of code
	any := false
	for n := first + 1; n <= last; n++ {
		l := []rune(strings.TrimLeft(string(line(n)), " \t"))
		if l[0] == '+' {
			if any {
				rows = append(rows, open)
			}
			if strings.ContainsRune(string(l), '=') && heads == 0 {
				heads = len(rows)
			}
			open, any = make([]string, len(cuts)-1), false
			continue
		}
		for i := range open {
			from, to := cuts[i]+1, min(cuts[i+1], len(l))
			if from >= to {
				continue
			}
			cell := strings.TrimSpace(string(l[from:to]))
			switch {
			case cell == "" || cell == "|":
				continue
			case strings.HasPrefix(cell, "```"):
				coded[i] = !coded[i] && strings.Count(cell, "```") == 1
				continue
			case coded[i]:
				cell = "`" + strings.ReplaceAll(cell, "`", "'") + "`"
			}
			any = true
			open[i] = strings.TrimSpace(open[i] + " " + freePipe().ReplaceAllString(cell, `$1\|`))
		}
	}
	if any || len(rows) == 0 { // the table is not closed
		return ""
	}
	if heads != 1 {
		rows = append([][]string{make([]string, len(cuts)-1)}, rows...)
	}
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(indent + "| " + strings.Join(row, " | ") + " |")
		if i == 0 {
			b.WriteString("\n" + indent + "|" + strings.Repeat("---|", len(row)))
		}
	}
	return b.String()
}
