package typeset

import (
	"strings"

	"lectern/lessons/doc"
)

// Plain returns the page as lines of plain text without trailing spaces, each
// ended by a newline. Below the text of a page that was set with Options.Plain
// stand the addresses of its links, by the numbers that the text has for them, each
// with what is known of it. An address that is itself the link's text stands
// in the text alone, unless something is known of it.
func Plain(p *Page) string {
	var b strings.Builder
	for _, l := range p.Lines {
		b.WriteString(strings.TrimRight(l.Text(), " "))
		b.WriteByte('\n')
	}
	if len(p.Addresses) == 0 {
		return b.String()
	}
	if len(p.Lines) > 0 {
		b.WriteByte('\n')
	}
	width := len(itoa(len(p.Addresses)))
	for i, a := range p.Addresses {
		n := itoa(i + 1)
		b.WriteString(strings.Repeat(" ", width-len(n)) + "[" + n + "] " + a.Target + "\n")
		indent := width + len("[] ")
		for _, line := range a.lines(max(p.Width-indent, 1)) {
			b.WriteString(strings.Repeat(" ", indent) + line + "\n")
		}
	}
	return b.String()
}

// lines is what is known of an address, wrapped at a width; the address that leads
// further stays whole.
func (n LinkNews) lines(width int) []string {
	var out []string
	if n.Text != "" {
		said := &doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: n.Text}}}
		for _, l := range Set([]doc.Block{said}, Options{Width: width}).Lines {
			out = append(out, l.Text())
		}
	}
	line := ""
	for i, word := range strings.Fields(n.Instead) {
		if i > 0 && textWidth(line)+1+textWidth(word) > width {
			out, line = append(out, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	if line != "" {
		out = append(out, line)
	}
	return out
}
