package po

import (
	"errors"
	"strconv"
	"strings"
)

// Plural says which form of the plural a number takes, from 0.
type Plural struct {
	Forms int
	rule  func(n uint) uint
}

// Form returns the form that a number takes.
func (p Plural) Form(n int) int {
	if n < 0 {
		n = -n
	}
	return min(int(p.rule(uint(n))), p.Forms-1)
}

// ParsePlural reads the header Plural-Forms, "nplurals=2; plural=(n != 1);": an expression of C with the
// number n, by which the form is worked out (GNU gettext manual, "Additional functions for plural forms").
func ParsePlural(header string) (Plural, error) {
	forms, rule := "", ""
	for part := range strings.SplitSeq(header, ";") {
		name, value, _ := strings.Cut(part, "=")
		switch strings.TrimSpace(name) {
		case "nplurals":
			forms = strings.TrimSpace(value)
		case "plural":
			rule = value
		}
	}
	n, err := strconv.Atoi(forms)
	if err != nil || n < 1 || n > maxForms || len(rule) > maxRule {
		return Plural{}, errors.New("Plural-Forms names no number of forms, from 1 to " + strconv.Itoa(maxForms))
	}
	r := reader{rest: rule}
	f := r.choice(0)
	if r.space(); r.bad || r.rest != "" {
		return Plural{}, errors.New("the rule of Plural-Forms is not understood: " + strings.TrimSpace(rule))
	}
	return Plural{n, f}, nil
}

// maxRule bounds the length of a rule, and maxDeep how deep it nests.
const (
	maxRule = 1000
	maxDeep = 50
)

// reader reads an expression from its beginning.
type reader struct {
	rest string
	bad  bool
}

type expr = func(n uint) uint

func (r *reader) space() { r.rest = strings.TrimLeft(r.rest, " \t\n") }

// take reports whether a sign comes next, and goes past it.
func (r *reader) take(sign string) bool {
	r.space()
	rest, ok := strings.CutPrefix(r.rest, sign)
	if ok {
		r.rest = rest
	}
	return ok
}

// choice reads a ? b : c.
func (r *reader) choice(deep int) expr {
	if deep > maxDeep {
		r.bad = true
	}
	if r.bad {
		return zero
	}
	cond := r.binary(deep, 0)
	if !r.take("?") {
		return cond
	}
	yes := r.choice(deep + 1)
	if !r.take(":") {
		r.bad = true
		return zero
	}
	no := r.choice(deep + 1)
	return func(n uint) uint {
		if cond(n) != 0 {
			return yes(n)
		}
		return no(n)
	}
}

func zero(uint) uint { return 0 }

// operator is a sign between two values; those of a row of operators bind equally.
type operator struct {
	sign string
	do   func(a, b uint) uint
}

func truth(b bool) uint {
	if b {
		return 1
	}
	return 0
}

// operators returns the signs of one rank, the weakest first; nil behind the last.
func operators(rank int) []operator {
	switch rank {
	case 0:
		return []operator{{"||", func(a, b uint) uint { return truth(a != 0 || b != 0) }}}
	case 1:
		return []operator{{"&&", func(a, b uint) uint { return truth(a != 0 && b != 0) }}}
	case 2:
		return []operator{{"==", func(a, b uint) uint { return truth(a == b) }}, {"!=", func(a, b uint) uint { return truth(a != b) }}}
	case 3:
		return []operator{
			{"<=", func(a, b uint) uint { return truth(a <= b) }}, {">=", func(a, b uint) uint { return truth(a >= b) }},
			{"<", func(a, b uint) uint { return truth(a < b) }}, {">", func(a, b uint) uint { return truth(a > b) }},
		}
	case 4:
		return []operator{{"%", func(a, b uint) uint {
			if b == 0 {
				return 0
			}
			return a % b
		}}}
	}
	return nil
}

// binary reads values with the operators of a rank and those that bind stronger between them.
func (r *reader) binary(deep, rank int) expr {
	all := operators(rank)
	if all == nil {
		return r.value(deep)
	}
	left := r.binary(deep, rank+1)
next:
	for !r.bad {
		for _, o := range all {
			if r.take(o.sign) {
				a, b := left, r.binary(deep, rank+1)
				left = func(n uint) uint { return o.do(a(n), b(n)) }
				continue next
			}
		}
		break
	}
	return left
}

// value reads n, a number, !a or (a).
func (r *reader) value(deep int) expr {
	switch {
	case r.bad || deep > maxDeep:
		r.bad = true
		return zero
	case r.take("n"):
		return func(n uint) uint { return n }
	case r.take("!"):
		a := r.value(deep + 1)
		return func(n uint) uint { return truth(a(n) == 0) }
	case r.take("("):
		a := r.choice(deep + 1)
		r.bad = r.bad || !r.take(")")
		return a
	}
	end := 0
	for end < len(r.rest) && r.rest[end] >= '0' && r.rest[end] <= '9' {
		end++
	}
	x, err := strconv.ParseUint(r.rest[:end], 10, 31)
	r.rest, r.bad = r.rest[end:], r.bad || err != nil
	return func(uint) uint { return uint(x) }
}
