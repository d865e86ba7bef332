package lessons

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
	maxTOMLKeys  = 4000 // keys of one table, and names of tables
	maxTOMLParts = 64   // parts of one dotted key
)

// decodeTOML decodes a file of the course into v, unless it is out of bounds.
func decodeTOML(src []byte, v any) error {
	if err := boundTOML(src); err != nil {
		return err
	}
	return toml.Unmarshal(src, v)
}

// boundTOML goes over the expressions of a file, as far as it parses, and
// refuses one whose tables or keys are out of bounds. It takes linear time.
func boundTOML(src []byte) error {
	var p unstable.Parser
	p.Reset(src)
	tables := map[string]bool{}
	keys := 0
	for p.NextExpression() {
		e := p.Expression()
		parts := keyParts(e.Key())
		if len(parts) > maxTOMLParts {
			return fmt.Errorf("a key has %d parts; the limit is %d", len(parts), maxTOMLParts)
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
		if max(keys, widest, len(tables)) > maxTOMLKeys {
			return fmt.Errorf("a table has more than %d keys", maxTOMLKeys)
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

// lineCounter tells the lines of offsets that only grow, in linear time for all of them.
type lineCounter struct {
	src      []byte
	at, line int
}

func newLineCounter(src []byte) *lineCounter { return &lineCounter{src: src, line: 1} }

// of returns the line of an offset, from 1.
func (c *lineCounter) of(offset int) int {
	if offset > c.at && offset <= len(c.src) {
		c.line += bytes.Count(c.src[c.at:offset], []byte{'\n'})
		c.at = offset
	}
	return c.line
}
