// Package formula works out the formulas of calculated questions, which are written in PHP's arithmetic: numbers,
// `{a}` for a value, + - * / %, parentheses and PHP's functions of numbers.
package formula

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// maxDepth and maxLength bound a formula.
const (
	maxDepth  = 100
	maxLength = 5000
)

// Eval works out a formula in which `{name}` stands for a value. The error says what cannot be worked out.
func Eval(s string, values map[string]float64) (v float64, err error) {
	if len(s) > maxLength {
		return 0, errors.New("the formula is too long")
	}
	p := &parser{s: s, values: values}
	v = p.sum()
	if p.space(); p.err == nil && p.at < len(p.s) {
		p.fail("%q is not understood in a formula", clip(p.s[p.at:]))
	}
	if p.err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		p.fail("the formula has no value")
	}
	return v, p.err
}

type parser struct {
	s      string
	at     int
	depth  int
	values map[string]float64
	err    error
}

func (p *parser) fail(format string, args ...any) float64 {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
	p.at = len(p.s)
	return 0
}

func clip(s string) string { return string([]rune(s)[:min(20, len([]rune(s)))]) }

func (p *parser) space() {
	for p.at < len(p.s) && strings.IndexByte(" \t\n", p.s[p.at]) >= 0 {
		p.at++
	}
}

// takes goes behind a sign if it comes next.
func (p *parser) takes(sign string) bool {
	p.space()
	if !strings.HasPrefix(p.s[p.at:], sign) {
		return false
	}
	p.at += len(sign)
	return true
}

func (p *parser) sum() float64 {
	if p.depth++; p.depth > maxDepth {
		return p.fail("the formula is too deep")
	}
	defer func() { p.depth-- }()
	v := p.product()
	for p.err == nil {
		switch {
		case p.takes("+"):
			v += p.product()
		case p.takes("-"):
			v -= p.product()
		default:
			return v
		}
	}
	return v
}

func (p *parser) product() float64 {
	v := p.sign()
	for p.err == nil {
		switch {
		case p.takes("**"):
			v = math.Pow(v, p.sign())
		case p.takes("*"):
			v *= p.sign()
		case p.takes("/"):
			v /= p.sign()
		case p.takes("%"):
			v = math.Mod(math.Trunc(v), math.Trunc(p.sign()))
		case p.takes("^"):
			return p.fail("`^` is no power in Moodle; write pow(a, b)")
		default:
			return v
		}
	}
	return v
}

func (p *parser) sign() float64 {
	negative := false
	for {
		switch {
		case p.takes("-"):
			negative = !negative
		case p.takes("+"):
		default:
			if v := p.value(); negative {
				return -v
			} else {
				return v
			}
		}
	}
}

func (p *parser) value() float64 {
	p.space()
	if p.at >= len(p.s) {
		return p.fail("the formula ends too early")
	}
	switch c := p.s[p.at]; {
	case c == '(':
		p.at++
		v := p.sum()
		if !p.takes(")") {
			return p.fail("a `)` is missing in the formula")
		}
		return v
	case c == '{':
		end := strings.IndexByte(p.s[p.at:], '}')
		if end < 0 {
			return p.fail("a `}` is missing in the formula")
		}
		name := p.s[p.at+1 : p.at+end]
		p.at += end + 1
		v, ok := p.values[strings.TrimSpace(name)]
		if !ok {
			return p.fail("there are no values for {%s}", clip(name))
		}
		return v
	case c >= '0' && c <= '9' || c == '.':
		return p.number()
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return p.call()
	}
	return p.fail("%q is not understood in a formula", clip(p.s[p.at:]))
}

func (p *parser) number() float64 {
	end := p.at
	for end < len(p.s) && (p.s[end] >= '0' && p.s[end] <= '9' || p.s[end] == '.' ||
		(p.s[end] == 'e' || p.s[end] == 'E') && end+1 < len(p.s) ||
		(p.s[end] == '-' || p.s[end] == '+') && (p.s[end-1] == 'e' || p.s[end-1] == 'E')) {
		end++
	}
	v, err := strconv.ParseFloat(p.s[p.at:end], 64)
	if err != nil {
		return p.fail("%q is no number", clip(p.s[p.at:end]))
	}
	p.at = end
	return v
}

// call reads NAME(argument, …).
func (p *parser) call() float64 {
	end := p.at
	for end < len(p.s) && (p.s[end] >= 'a' && p.s[end] <= 'z' || p.s[end] >= 'A' && p.s[end] <= 'Z' || p.s[end] >= '0' && p.s[end] <= '9' || p.s[end] == '_') {
		end++
	}
	name := strings.ToLower(p.s[p.at:end])
	p.at = end
	if !p.takes("(") {
		return p.fail("%q is not understood in a formula", clip(name))
	}
	var args []float64
	for p.err == nil && !p.takes(")") {
		if len(args) > 0 && !p.takes(",") {
			return p.fail("a `)` is missing in the formula")
		}
		args = append(args, p.sum())
	}
	if p.err != nil {
		return 0
	}
	return p.apply(name, args)
}

func (p *parser) apply(name string, args []float64) float64 {
	if len(args) == 1 {
		if f := of1(name); f != nil {
			return f(args[0])
		}
	}
	switch {
	case name == "pi" && len(args) == 0:
		return math.Pi
	case name == "pow" && len(args) == 2:
		return math.Pow(args[0], args[1])
	case name == "atan2" && len(args) == 2:
		return math.Atan2(args[0], args[1])
	case name == "fmod" && len(args) == 2:
		return math.Mod(args[0], args[1])
	case name == "log" && len(args) == 2:
		return math.Log(args[0]) / math.Log(args[1])
	case name == "round" && len(args) == 2:
		scale := math.Pow(10, math.Trunc(args[1]))
		return math.Round(args[0]*scale) / scale
	case (name == "max" || name == "min") && len(args) > 0:
		v := args[0]
		for _, a := range args[1:] {
			if name == "max" {
				v = max(v, a)
			} else {
				v = min(v, a)
			}
		}
		return v
	}
	return p.fail("there is no function %s of %d numbers", clip(name), len(args))
}

// of1 returns PHP's function of one number, nil if there is none of that name.
func of1(name string) func(float64) float64 {
	switch name {
	case "abs":
		return math.Abs
	case "acos":
		return math.Acos
	case "acosh":
		return math.Acosh
	case "asin":
		return math.Asin
	case "asinh":
		return math.Asinh
	case "atan":
		return math.Atan
	case "atanh":
		return math.Atanh
	case "ceil":
		return math.Ceil
	case "cos":
		return math.Cos
	case "cosh":
		return math.Cosh
	case "deg2rad":
		return func(v float64) float64 { return v * math.Pi / 180 }
	case "rad2deg":
		return func(v float64) float64 { return v * 180 / math.Pi }
	case "exp":
		return math.Exp
	case "expm1":
		return math.Expm1
	case "floor":
		return math.Floor
	case "log":
		return math.Log
	case "log10":
		return math.Log10
	case "log1p":
		return math.Log1p
	case "round":
		return math.Round
	case "sin":
		return math.Sin
	case "sinh":
		return math.Sinh
	case "sqrt":
		return math.Sqrt
	case "tan":
		return math.Tan
	case "tanh":
		return math.Tanh
	case "intval":
		return math.Trunc
	}
	return nil
}
