package lessons

import (
	"fmt"
	"strings"
)

// Fault says why a course, or a file of it, cannot be read. Its sentence is
// in English, with formatting verbs for its facts, so that a caller can say both in
// another language.
type Fault struct {
	key   string
	facts []any
	cause error // that errors.Is and errors.As find; nil for none
}

func fault(cause error, key string, facts ...any) error { return &Fault{key, facts, cause} }

func (f *Fault) Error() string { return fmt.Sprintf(f.key, f.facts...) }
func (f *Fault) Unwrap() error { return f.cause }

// Fact returns the English sentence and the values for its formatting verbs.
func (f *Fault) Fact() (key string, facts []any) { return f.key, f.facts }

// Reason says why a link is not followed: a sentence in English, and the name
// that goes into it where it has a formatting verb.
type Reason struct{ key, name string }

// Fact returns the English sentence and the values for its formatting verbs.
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
