package lessons

import (
	"fmt"
	"strings"
)

// Fault says what stands against reading a course or a file of it. Its sentence is
// in English and has verbs for its facts, so that whoever shows it can word both
// in another language.
type Fault struct {
	key   string
	facts []any
	cause error // that errors.Is and errors.As find; nil for none
}

func fault(cause error, key string, facts ...any) error { return &Fault{key, facts, cause} }

func (f *Fault) Error() string { return fmt.Sprintf(f.key, f.facts...) }
func (f *Fault) Unwrap() error { return f.cause }

// Fact returns the sentence and what goes into it.
func (f *Fault) Fact() (key string, facts []any) { return f.key, f.facts }

// Reason says why a link is not followed: a sentence in English, and the name
// that goes into it where it has a verb.
type Reason struct{ key, name string }

// Fact returns the sentence and what goes into it.
func (r Reason) Fact() (key string, facts []any) {
	if strings.Contains(r.key, "%s") {
		return r.key, []any{r.name}
	}
	return r.key, nil
}

func (r Reason) String() string {
	key, facts := r.Fact()
	return fmt.Sprintf(key, facts...)
}
