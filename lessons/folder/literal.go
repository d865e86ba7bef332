package folder

import (
	"path"
	"strings"
)

// Sidebars of Docusaurus and VitePress are programs in JavaScript or TypeScript that say
// nothing but data, mostly. They are read and never run: literals, what is called by a
// name that the same file, or one that it imports, gives a literal, and functions that do
// nothing but return one. All else is a value that is not known.

// value is a value of JavaScript.
type value struct {
	kind   byte // 's'tring, 'n'umber or word, 'l'ist, 'm'ap, 'r'eference to a name, 0 of what is not known
	text   string
	list   []*value
	keys   []string // of a map, in their order
	fields []*value // likewise; a key "" spreads its value into the map
	line   int
	module *module // of a reference: where the name is known
}

// module is a file of JavaScript as far as it was understood.
type module struct {
	names    map[string]*value
	exported *value // its default
	imports  map[string]imported
	path     string
	read     func(path string) *module // another file; nil if there is none
}

type imported struct{ from, name string }

// The bounds on programs: how deep literals nest, how many values there are, and how many names
// stand for one another.
const (
	maxNested = 60
	maxValues = 100_000
	maxNamed  = 30
)

// known follows names to what they stand for.
func (v *value) known() *value {
	for range maxNamed {
		if v == nil || v.kind != 'r' {
			return v
		}
		v = v.meant()
	}
	return nil
}

// meant returns what a reference stands for, nil if it is not known.
func (v *value) meant() *value {
	m := v.module
	if m == nil {
		return nil
	}
	if named := m.names[v.text]; named != nil {
		return named
	}
	if in, ok := m.imports[v.text]; ok && m.read != nil {
		from := in.from
		if strings.HasPrefix(from, ".") {
			from = path.Join(path.Dir(m.path), from)
			other := m.read(from)
			switch {
			case other == nil:
			case in.name == "default" || in.name == "*":
				return other.exported
			default:
				return other.names[in.name]
			}
			return nil
		}
	}
	if len(v.list) > 0 { // defineConfig({…}) and its like give back what they are given
		return v.list[0]
	}
	return nil
}

// get returns what stands under a key of a map, or of maps in maps; nil for nothing.
func (v *value) get(keys ...string) *value {
	for _, key := range keys {
		var found *value
		v.each(func(k string, e *value) {
			if k == key {
				found = e
			}
		})
		v = found
	}
	return v.known()
}

// each calls f with the keys and values of a map, in their order.
func (v *value) each(f func(key string, e *value)) {
	left := maxKeys
	v.eachOf(f, &left)
}

func (v *value) eachOf(f func(key string, e *value), left *int) {
	if v = v.known(); v == nil || v.kind != 'm' {
		return
	}
	for i, key := range v.keys {
		if *left--; *left < 0 {
			return
		}
		if key == "" {
			v.fields[i].eachOf(f, left)
			continue
		}
		f(key, v.fields[i])
	}
}

// rows returns the entries of a list, with those of lists that are spread into it. Each that is
// looked at costs some of work.
func (v *value) rows(work *int) []*value { return v.rowsAt(work, 0) }

func (v *value) rowsAt(work *int, depth int) []*value {
	if v = v.known(); v == nil || v.kind != 'l' || depth > maxNamed {
		return nil
	}
	var out []*value
	for _, e := range v.list {
		if *work--; *work < 0 {
			break
		}
		if e.kind == 'r' && e.text == "..." {
			out = append(out, e.list[0].rowsAt(work, depth+1)...)
			continue
		}
		if e = e.known(); e != nil {
			out = append(out, e)
		}
	}
	return out
}

// str returns the text of a string under some keys, "" for anything else.
func (v *value) str(keys ...string) string {
	if v = v.get(keys...); v == nil || v.kind != 's' {
		return ""
	}
	return v.text
}
