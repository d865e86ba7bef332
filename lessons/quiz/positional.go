package quiz

import (
	"slices"
	"strings"
	"unicode"
)

// speaksOfOthers reports whether a choice only makes sense where it stands:
// "none of the above", "both a and b", "neither".
func speaksOfOthers(choices []Choice) bool {
	return slices.ContainsFunc(choices, func(c Choice) bool { return positional(c.Text.Words(), len(choices)) })
}

// maxWords is the length up to which a choice is taken for one about the others.
const maxWords = 40

// positional reports whether an English choice text refers to other choices by
// their place or as a whole. n is how many choices there are.
func positional(text string, n int) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) == 0 || len(words) > maxWords {
		return false
	}
	for i, w := range words {
		switch w {
		case "above", "preceding", "foregoing":
			return true
		case "all", "none", "any", "both", "neither", "either":
			rest := words[i+1:]
			if len(rest) == 0 && i == 0 || startsWith(rest, "of", "these") || startsWith(rest, "of", "them") ||
				startsWith(rest, "of", "those") || startsWith(rest, "answers") || startsWith(rest, "of", "the", "other") {
				return true
			}
		}
	}
	return namesLetters(words, n)
}

func startsWith(words []string, prefix ...string) bool {
	return len(words) >= len(prefix) && slices.Equal(words[:len(prefix)], prefix)
}

// namesLetters reports whether a text is a list of choices by letter or number:
// "a and b", "both (1) and (3)", "only b or c", "answers a, b and d".
func namesLetters(words []string, n int) bool {
	named, joined := 0, false
	for _, w := range words {
		switch w {
		case "and", "or", "nor":
			joined = true
		case "both", "neither", "either", "only", "answer", "answers", "choice", "choices", "option", "options", "not", "but", "are", "is", "correct", "right", "true", "wrong", "false":
		default:
			if place, ok := placeOf(w); !ok || place >= n {
				return false
			}
			named++
		}
	}
	return named >= 2 && joined
}

// placeOf reads a single letter or digit as a place, from 0.
func placeOf(w string) (int, bool) {
	if len(w) != 1 {
		return 0, false
	}
	switch c := w[0]; {
	case c >= 'a' && c <= 'z':
		return int(c - 'a'), true
	case c >= '1' && c <= '9':
		return int(c - '1'), true
	}
	return 0, false
}
