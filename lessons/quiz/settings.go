package quiz

import (
	"errors"
	"fmt"
	"slices"
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

// SettingNames returns the names of all settings, in the order in which they are written.
func SettingNames() []string { return []string{"shuffle", "pool", "attempts", "reveal", "pass"} }

// shuffles and reveals list the values that the settings of those names may have.
var (
	shuffles = []string{"choices", "questions", "both", "none"}
	reveals  = []string{"at-once", "at-end", "after-pass", "never"}
)

// SettingError says that a setting has a value that it cannot have.
type SettingError struct {
	Name, Value string
	May         []string // what it may be, where that is a list of words
}

// Error words the fault in English.
func (e *SettingError) Error() string {
	switch {
	case len(e.May) > 0:
		return fmt.Sprintf("%s is one of %s, not %q", e.Name, strings.Join(e.May, ", "), e.Value)
	case e.Name == "pass":
		return fmt.Sprintf("%s is a percentage from 0 to 100, not %q", e.Name, e.Value)
	}
	return fmt.Sprintf("%s is a whole number, 0 or more, not %q", e.Name, e.Value)
}

// Set takes one setting as a bank writes it, as Set("pool", "5"). Known is
// false when there is no setting of that name; err is a *SettingError.
func (s *Settings) Set(name, value string) (known bool, err error) {
	switch name {
	case "shuffle":
		return true, oneOf(&s.Shuffle, name, value, shuffles)
	case "reveal":
		return true, oneOf(&s.Reveal, name, value, reveals)
	case "pool":
		return true, atLeastZero(&s.Pool, name, value)
	case "attempts":
		return true, atLeastZero(&s.Attempts, name, value)
	case "pass":
		p, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(value, "%")), 64)
		if err != nil || !(p >= 0 && p <= 100) {
			return true, &SettingError{Name: name, Value: value}
		}
		s.Pass = p
		return true, nil
	}
	return false, nil
}

func oneOf(to *string, name, value string, may []string) error {
	if !slices.Contains(may, value) {
		return &SettingError{Name: name, Value: value, May: may}
	}
	*to = value
	return nil
}

func atLeastZero(to *int, name, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return &SettingError{Name: name, Value: value}
	}
	*to = n
	return nil
}

// Said returns the settings that are set, in the order in which they are
// written, each as Set takes it.
func (s Settings) Said() []Setting {
	var out []Setting
	say := func(name, value string, said bool) {
		if said {
			out = append(out, Setting{name, value})
		}
	}
	say("shuffle", s.Shuffle, s.Shuffle != "")
	say("pool", strconv.Itoa(s.Pool), s.Pool != 0)
	say("attempts", strconv.Itoa(s.Attempts), s.Attempts != 0)
	say("reveal", s.Reveal, s.Reveal != "")
	say("pass", strconv.FormatFloat(s.Pass, 'g', -1, 64), s.Pass != 0)
	return out
}

// Setting is one setting as a bank writes it.
type Setting struct{ Name, Value string }

// Usable returns the settings without those that have impossible values, and says
// which those are.
func (s Settings) Usable() (usable Settings, faults []*SettingError) {
	for _, said := range s.Said() {
		var fault *SettingError
		if _, err := usable.Set(said.Name, said.Value); errors.As(err, &fault) {
			faults = append(faults, fault)
		}
	}
	return usable, faults
}

// MayBegin reports whether another attempt is allowed when this many were begun already.
func (s Settings) MayBegin(begun int) bool { return s.Attempts == 0 || begun < s.Attempts }

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
