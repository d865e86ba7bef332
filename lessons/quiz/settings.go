package quiz

import (
	"fmt"
	"strconv"
	"strings"
)

// Settings say how a bank is asked. The zero value of each means that nothing is said.
type Settings struct {
	Shuffle  string  // "choices", "questions" or "both"; "" or "none" keeps the author's order
	Pool     int     // how many questions are asked; 0 for all
	Attempts int     // how often the bank may be taken; 0 for no limit
	Reveal   string  // when answers are shown: "at-once", "at-end", "after-pass" or "never"
	Pass     float64 // percent of the points that passes
}

// Set takes one setting as a bank writes it, as Set("pool", "5"). known is
// false when there is no setting of that name; err says in words what the
// value should have been.
func (s *Settings) Set(name, value string) (known bool, err error) {
	switch name {
	case "shuffle":
		return true, oneOf(&s.Shuffle, name, value, "choices", "questions", "both", "none")
	case "reveal":
		return true, oneOf(&s.Reveal, name, value, "at-once", "at-end", "after-pass", "never")
	case "pool":
		return true, atLeastZero(&s.Pool, name, value)
	case "attempts":
		return true, atLeastZero(&s.Attempts, name, value)
	case "pass":
		p, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(value, "%")), 64)
		if err != nil || !(p >= 0 && p <= 100) {
			return true, fmt.Errorf("%s is a percentage from 0 to 100, not %q", name, value)
		}
		s.Pass = p
		return true, nil
	}
	return false, nil
}

func oneOf(to *string, name, value string, allowed ...string) error {
	for _, a := range allowed {
		if value == a {
			*to = value
			return nil
		}
	}
	return fmt.Errorf("%s is one of %s, not %q", name, strings.Join(allowed, ", "), value)
}

func atLeastZero(to *int, name, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return fmt.Errorf("%s is a whole number, 0 or more, not %q", name, value)
	}
	*to = n
	return nil
}

// MayBegin reports whether another attempt is allowed after so many finished ones.
func (s Settings) MayBegin(finished int) bool { return s.Attempts == 0 || finished < s.Attempts }

// Over returns s where it says something, else the settings below it: a bank's
// over its page's, a page's over the course's.
func (s Settings) Over(below Settings) Settings {
	if s.Shuffle == "" {
		s.Shuffle = below.Shuffle
	}
	if s.Pool == 0 {
		s.Pool = below.Pool
	}
	if s.Attempts == 0 {
		s.Attempts = below.Attempts
	}
	if s.Reveal == "" {
		s.Reveal = below.Reveal
	}
	if s.Pass == 0 {
		s.Pass = below.Pass
	}
	return s
}
