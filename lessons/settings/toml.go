// Package settings reads settings files, which are TOML, within bounds: they
// come with a course, and nothing in a course is trusted.
package settings

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// The decoder looks through all keys of a table for each of them, so that a
// hostile file could keep it busy for hours. Real files are far below these.
const (
	maxKeys  = 4000 // keys of one table, and names of tables
	maxParts = 64   // parts of one dotted key
)

// Decode decodes a TOML file into v, unless it is out of bounds. Its error is a *Fault.
func Decode(src []byte, v any) error {
	if err := bound(src); err != nil {
		return &Fault{Text: err.Error(), err: err}
	}
	if err := toml.Unmarshal(src, v); err != nil {
		return faultOf(err)
	}
	return nil
}

// bound goes over the expressions of a file, as far as it parses, and
// refuses one whose tables or keys are out of bounds. It takes linear time.
func bound(src []byte) error {
	var p unstable.Parser
	p.Reset(src)
	tables := map[string]bool{}
	keys := 0
	for p.NextExpression() {
		e := p.Expression()
		parts := keyParts(e.Key())
		if len(parts) > maxParts {
			return fmt.Errorf("a key has %d parts; the limit is %d", len(parts), maxParts)
		}
		widest := 0
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			tables[strings.Join(parts, "\x00")] = true
			keys = 0
		case unstable.KeyValue:
			keys++
			widest = widestTable(e.Value())
		}
		if max(keys, widest, len(tables)) > maxKeys {
			return fmt.Errorf("a table has more than %d keys", maxKeys)
		}
	}
	return nil
}

// widestTable returns how many keys the largest inline table of a value has. The parser bounds how deep they go.
func widestTable(v *unstable.Node) int {
	if v == nil || v.Kind != unstable.InlineTable && v.Kind != unstable.Array {
		return 0
	}
	keys, widest := 0, 0
	for it := v.Children(); it.Next(); {
		child := it.Node()
		if child.Kind == unstable.KeyValue {
			keys += len(keyParts(child.Key()))
			child = child.Value()
		}
		widest = max(widest, widestTable(child))
	}
	return max(widest, keys)
}

// keyParts returns the parts of a dotted key.
func keyParts(key unstable.Iterator) []string {
	var parts []string
	for key.Next() {
		parts = append(parts, string(key.Node().Data))
	}
	return parts
}

// Lines tells the lines of offsets that only grow, in linear time for all of them.
type Lines struct {
	src      []byte
	at, line int
}

// NewLines returns the Lines of a file.
func NewLines(src []byte) *Lines { return &Lines{src: src, line: 1} }

// Of returns the line of an offset, from 1.
func (c *Lines) Of(offset int) int {
	if offset > c.at && offset <= len(c.src) {
		c.line += bytes.Count(c.src[c.at:offset], []byte{'\n'})
		c.at = offset
	}
	return c.line
}
