package settings

import (
	"fmt"
	"strings"
	"testing"
)

// A file at a bound is read, one key or table above it is refused, wherever the keys stand.
func TestBounds(t *testing.T) {
	each := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, of := range map[string]struct {
		limit int
		text  func(n int) string
	}{
		"keys":             {maxKeys, func(n int) string { return each(n, "k%d = 1\n") }},
		"keys of a table":  {maxKeys, func(n int) string { return "a = 1\n[t]\n" + each(n, "k%d = 1\n") }},
		"tables":           {maxKeys, func(n int) string { return each(n, "[t%d]\n") }},
		"lists":            {maxKeys, func(n int) string { return each(n, "[[t%d]]\n") }},
		"inline":           {maxKeys, func(n int) string { return "a = {" + each(n-1, "k%d = 1, ") + "z = 1}\n" }},
		"inline in a list": {maxKeys, func(n int) string { return "a = [1, {" + each(n-1, "k%d = 1, ") + "z = 1}, 2]\n" }},
		"inline in inline": {maxKeys, func(n int) string { return "a = {b = {" + each(n-1, "k%d = 1, ") + "z = 1}, c = 1}\n" }},
		"dotted inline":    {maxKeys, func(n int) string { return "a = {" + each(n/2-1, "k%d.a = 1, ") + "z.a = 1}\n" }},
		"parts of a key":   {maxParts, func(n int) string { return strings.Repeat("k.", n-1) + "k = 1\n" }},
		"parts of a table": {maxParts, func(n int) string { return "[" + strings.Repeat("k.", n-1) + "k]\n" }},
	} {
		if err := Decode([]byte(of.text(of.limit)), &struct{}{}); err != nil {
			t.Errorf("%s: %d are refused: %v", name, of.limit, err)
		}
		if err := Decode([]byte(of.text(of.limit+2)), &struct{}{}); err == nil {
			t.Errorf("%s: %d are read", name, of.limit+2)
		}
	}
	// What is many tables' together is no table's.
	many := each(10, "[t%d]\n"+each(500, "k%d = 1\n"))
	if err := Decode([]byte(many), &struct{}{}); err != nil {
		t.Errorf("many keys in several tables: %v", err)
	}
}
