package rst

import (
	"strings"
	"time"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// substitution is one substitution definition (RST spec, "Substitution
// Definitions").
type substitution struct {
	text         []doc.Inline
	ltrim, rtrim bool // take the white space off the text around it
	state        subState
	size         int // bytes of text, with what is inside expanded
}

type subState uint8

const (
	subRaw subState = iota
	subOpen
	subDone
)

type substitutions struct {
	defs   map[string]*substitution // by name
	folded map[string]string        // lower-case name to name
	depth  int                      // how many are being expanded
	spent  int                      // bytes that all expansions made
	full   bool                     // the limit was reached, and said
}

// define registers a substitution; the last definition of a name wins.
func (p *parser) define(name string, sub *substitution, line int) {
	name = text.OneLine(name)
	if p.subs.defs[name] != nil {
		p.problem(doc.Warning, line, 0, "duplicate-substitution", "two substitutions are named %q, the last one counts", name)
	}
	p.subs.defs[name] = sub
	p.subs.folded[foldName(name)] = name
}

// lookup finds a definition by name, exact first, then without regard to case.
func (p *parser) lookup(name string) *substitution {
	if sub := p.subs.defs[name]; sub != nil {
		return sub
	}
	return p.subs.defs[p.subs.folded[foldName(name)]]
}

// settleSub puts the text of a substitution in place of its reference.
func (p *parser) settleSub(x *subInline, j *joiner) {
	sub := p.lookup(x.name)
	if sub == nil {
		sub = p.siteSubstitution(x)
	}
	why := ""
	switch {
	case sub == nil:
		why = "is not defined"
	case !p.expand(sub):
		why = "is defined by itself"
	case p.subs.spent+sub.size > 1<<20+4*p.size:
		if p.subs.full {
			j.add(&doc.Text{Value: x.raw})
			return
		}
		p.subs.full = true
		why = "makes the page too long"
	}
	if why != "" {
		p.problemIn(x.file, doc.Warning, x.line, 0, "substitution", "the substitution %s %s, shown as written", x.raw, why)
		j.add(&doc.Text{Value: x.raw})
		return
	}
	p.subs.spent += sub.size
	if sub.ltrim {
		j.trimRight()
	}
	j.add(sub.text...)
	if sub.rtrim {
		j.ltrim = true
	}
}

// expand settles what is inside a definition, once. It returns false while
// that is going on: the definition uses itself.
func (p *parser) expand(sub *substitution) bool {
	switch {
	case sub.state == subDone:
		return true
	case sub.state == subOpen || p.subs.depth >= p.limits.depth:
		return false
	}
	sub.state = subOpen
	p.subs.depth++
	sub.text = p.settle(sub.text)
	p.subs.depth--
	sub.size = 16 + len(doc.InlineText(sub.text))
	sub.state = subDone
	return true
}

// now is the time that the "date" directive shows.
func (p *parser) now() time.Time {
	if p.opt.Now.IsZero() {
		return time.Now()
	}
	return p.opt.Now
}

// strftime writes a time in the notation of the C function of that name, which
// the "date" directive uses. Unknown conversions stay as they are.
func strftime(t time.Time, format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		if format[i] == '%' {
			b.WriteByte('%')
		} else if layout := layoutOf(format[i]); layout != "" {
			b.WriteString(t.Format(layout))
		} else {
			b.WriteString(format[i-1 : i+1])
		}
	}
	return b.String()
}

func layoutOf(c byte) string {
	switch c {
	case 'Y':
		return "2006"
	case 'y':
		return "06"
	case 'm':
		return "01"
	case 'd':
		return "02"
	case 'e':
		return "_2"
	case 'H':
		return "15"
	case 'I':
		return "03"
	case 'M':
		return "04"
	case 'S':
		return "05"
	case 'p':
		return "PM"
	case 'B':
		return "January"
	case 'b', 'h':
		return "Jan"
	case 'A':
		return "Monday"
	case 'a':
		return "Mon"
	case 'j':
		return "002"
	case 'z':
		return "-0700"
	case 'Z':
		return "MST"
	case 'F':
		return "2006-01-02"
	case 'T', 'X':
		return "15:04:05"
	case 'x', 'D':
		return "01/02/06"
	case 'c':
		return "Mon Jan _2 15:04:05 2006"
	}
	return ""
}
