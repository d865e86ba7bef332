package settings

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// Fault says why a file could not be decoded.
type Fault struct {
	Line, Column int    // from 1; 0 if it is no one place
	Text         string // for the writer of the file: nothing of the decoder or of Go
	err          error
}

func (f *Fault) Error() string { return f.Text }

func (f *Fault) Unwrap() error { return f.err }

// faultOf makes a Fault of what the decoder says.
func faultOf(err error) *Fault {
	f := &Fault{Text: strings.TrimPrefix(err.Error(), "toml: "), err: err}
	var de *toml.DecodeError
	if !errors.As(err, &de) {
		return f
	}
	f.Line, f.Column = de.Position()
	for _, misfit := range misfits() {
		if m := misfit.FindStringSubmatch(f.Text); m != nil {
			f.Text = fmt.Sprintf("%s is %s where %s belongs", keyOf(de.Key(), m[2]), isText(m[1]), wantText(m[3]))
		}
	}
	return f
}

// keyOf is the key of a value that does not fit. Inside a list of tables the decoder knows only the
// list's key, and the field of Go that is like the key below.
func keyOf(path toml.Key, field string) string {
	alike := func(key string) string { return strings.ToLower(strings.ReplaceAll(key, "_", "")) }
	if field != "" && (len(path) == 0 || alike(path[len(path)-1]) != alike(field)) {
		path = append(path[:len(path):len(path)], strings.ToLower(field))
	}
	return strings.Join(path, ".")
}

// misfits are the decoder's sentences on a value of another type than the key's, with what was
// written, the field of Go that it is for, and Go's name of what is wanted.
var misfits = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^cannot decode TOML ([a-z ]+) into (?:struct field .*?([A-Za-z]+)|a Go value) of type (.+)$`),
		regexp.MustCompile(`^cannot store an? ((?:array )?table) in an?() (.+)$`),
		regexp.MustCompile(`^(?:negative )?(integer) value -?[0-9]+ cannot be stored in() (.+)$`),
	}
})

// isText names a type of TOML in plain words.
func isText(kind string) string {
	switch kind {
	case "string":
		return "a text"
	case "integer":
		return "a whole number"
	case "float":
		return "a number"
	case "boolean":
		return "true or false"
	case "array":
		return "a list"
	case "array table":
		return "a list of tables"
	case "table", "inline table":
		return "a table"
	}
	return "a date or a time"
}

// wantText says what is to be written for a type of Go.
func wantText(kind string) string {
	switch {
	case kind == "string":
		return `a text in quotes`
	case strings.HasPrefix(kind, "int"), strings.HasPrefix(kind, "uint"):
		return "a whole number"
	case strings.HasPrefix(kind, "float"):
		return "a number"
	case kind == "bool":
		return "true or false"
	case kind == "[]string":
		return `a list of texts, as ["a", "b"],`
	case strings.HasPrefix(kind, "[]"), kind == "slice":
		return "a list"
	}
	return "a table"
}
