package typeset

import "strings"

// Plain returns the page as lines of plain text without trailing spaces, each
// ended by a newline. Below the text of a page that was set with Options.Plain
// stand the addresses of its links, by the numbers that the text has for them;
// an address that is itself the link's text stands there alone.
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
		b.WriteString(strings.Repeat(" ", width-len(n)) + "[" + n + "] " + a + "\n")
	}
	return b.String()
}
