package quiz

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// praise are the words with which authors begin the feedback of a right choice.
var praise = [...]string{
	"that is right", "that's right", "quite right", "well done", "well seen", "exactly right", "right", "correct", "yes", "exactly", "precisely", "indeed", "good", "perfect",
	"richtig", "genau", "stimmt", "ja", "exact", "oui", "correcto", "sí", "esatto", "sì",
}

// withoutPraise returns the feedback of a choice as it may stand beside it when it was not
// chosen: without the "Right." that it begins with, which would congratulate on the wrong answer.
func withoutPraise(t Text) Text {
	marks := t.Source[:len(t.Source)-len(strings.TrimLeft(t.Source, "*_"))] // of Markdown
	said := t.Source[len(marks):]
	for _, word := range praise {
		if len(said) < len(word) || !strings.EqualFold(said[:len(word)], word) {
			continue
		}
		rest := said[len(word):]
		if dash := strings.TrimLeft(rest, " "); strings.HasPrefix(dash, "–") || strings.HasPrefix(dash, "—") {
			rest = dash
		}
		sign, size := utf8.DecodeRuneInString(rest)
		switch {
		case rest == marks:
			return Text{}
		case !strings.ContainsRune(".,;:!–—", sign) || rest == "":
			return t
		}
		rest, ok := strings.CutPrefix(strings.TrimLeft(rest[size:], "!"), marks)
		if !ok {
			return t
		}
		rest = strings.TrimSpace(rest)
		if sign == ',' {
			rest = strings.TrimPrefix(rest, "and ")
		}
		if rest == "" {
			return Text{}
		}
		first, size := utf8.DecodeRuneInString(rest)
		return Text{Source: string(unicode.ToUpper(first)) + rest[size:], Format: t.Format}
	}
	return t
}
