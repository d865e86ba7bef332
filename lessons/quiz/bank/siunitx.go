package bank

import (
	"strings"
	"sync"
)

// plainUnits replaces the numbers and units of LaTeX's siunitx that text2qti knows by
// what they show: "\num{1.2e5}" is 1.2×10⁵, "\si{N.m}" is N·m, "\SI{3}{\degree}" is 3°.
// What it does not know stays as it is, and so does code.
func plainUnits(s string) string {
	if !strings.Contains(s, `\num{`) && !strings.Contains(s, `\si{`) && !strings.Contains(s, `\SI{`) {
		return s
	}
	var b strings.Builder
	code := ""
	for len(s) > 0 {
		if s[0] == '`' {
			run := s[:len(s)-len(strings.TrimLeft(s, "`"))]
			switch {
			case code == "" && strings.Contains(s[len(run):], run):
				code = run
			case code == run:
				code = ""
			}
			b.WriteString(run)
			s = s[len(run):]
			continue
		}
		if s[0] == '\\' && code == "" {
			if shown, size := siunitx(s); size > 0 {
				b.WriteString(shown)
				s = s[size:]
				continue
			}
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}

// siunitx reads one command at the start of a text; size is 0 if there is none that can be read.
func siunitx(s string) (shown string, size int) {
	for _, command := range []struct {
		name string
		show func(args []string) (string, bool)
		args int
	}{
		{`\num`, func(args []string) (string, bool) { return unitNumber(args[0]) }, 1},
		{`\si`, func(args []string) (string, bool) { return unitName(args[0]) }, 1},
		{`\SI`, func(args []string) (string, bool) {
			number, ok1 := unitNumber(args[0])
			unit, ok2 := unitName(args[1])
			if !strings.HasPrefix(unit, "°") {
				unit = "\u00a0" + unit
			}
			return number + unit, ok1 && ok2
		}, 2},
	} {
		rest, ok := strings.CutPrefix(s, command.name+"{")
		if !ok {
			continue
		}
		var args []string
		for range command.args {
			arg, after, found := strings.Cut(rest, "}")
			if !found || strings.ContainsAny(arg, "{\n") || len(arg) > 100 {
				return "", 0
			}
			args, rest = append(args, arg), after
			if len(args) < command.args {
				if rest, found = strings.CutPrefix(rest, "{"); !found {
					return "", 0
				}
			}
		}
		if shown, ok := command.show(args); ok {
			return shown, len(s) - len(rest)
		}
		return "", 0
	}
	return "", 0
}

var superscripts = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "+", "")
})

// unitNumber shows a number, its power of ten as one.
func unitNumber(s string) (string, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" || strings.Trim(s, "0123456789.+-e") != "" {
		return "", false
	}
	number, power, has := strings.Cut(s, "e")
	if strings.HasPrefix(number, ".") {
		number = "0" + number
	}
	if !has {
		return number, true
	}
	sign := ""
	if strings.HasPrefix(power, "-") {
		sign = "⁻"
	}
	return number + "×10" + sign + superscripts().Replace(strings.TrimLeft(strings.TrimLeft(power, "+-"), "0")), true
}

// unitMacros are those that text2qti knows.
var unitMacros = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(`\degree`, "°", `\celsius`, "°C", `\fahrenheit`, "°F", `\ohm`, "Ω", `\micro`, "µ")
})

// unitName shows a unit.
func unitName(s string) (string, bool) {
	s = unitMacros().Replace(strings.ReplaceAll(s, " ", ""))
	if strings.ContainsAny(s, `\_`) {
		return "", false
	}
	var b strings.Builder
	raised := false
	for _, r := range s {
		switch {
		case r == '^':
			raised = true
			continue
		case r == '.':
			b.WriteRune('·')
		case raised && (r == '-' || r >= '0' && r <= '9'):
			b.WriteString(superscripts().Replace(string(r)))
			raised = r == '-'
			continue
		default:
			b.WriteRune(r)
		}
		raised = false
	}
	return b.String(), true
}
