package folder

import (
	"fmt"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"
)

// The bounds on the lists of other tools, which come with a course: bytes of a file, how
// deep a list may nest (aliases of YAML could make it endless), and how many rows it has.
const (
	maxList = 4 << 20
	maxNav  = 20
	maxRows = 50_000
	maxKeys = 2000 // keys of one map that are looked at
)

// settingsText reads a file of settings, nil if there is none or it is too large.
func (f *Folder) settingsText(name string) []byte {
	src, err := f.readList(name)
	if err == nil && len(src) > maxList {
		err = fmt.Errorf("it has %d MB; the limit is %d MB", len(src)>>20, maxList>>20)
		f.unreadable(name, err)
	}
	if err != nil {
		return nil
	}
	return src
}

// yaml reads a YAML file that holds a map or a list, nil if there is none or it cannot be read.
func (f *Folder) yaml(name string) *yaml.Node {
	src := f.settingsText(name)
	if src == nil {
		return nil
	}
	root, err := parseYAML(src)
	if err != nil {
		f.unreadable(name, err)
		return nil
	}
	return root
}

func parseYAML(src []byte) (*yaml.Node, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return plainNode(doc.Content[0]), nil
}

// yamlIn reads the first of some YAML files that there is.
func (f *Folder) yamlIn(names ...string) (root *yaml.Node, name string) {
	for _, name := range names {
		if f.there(name) {
			return f.yaml(name), name
		}
	}
	return nil, ""
}

// there reports whether there is a file, also one whose name begins with a dot: such are no
// files of the course, and only those that say the order of pages are ever asked for.
//
// Kinds of folder look for their settings in many places. A list of the names at the top
// shows at once that most of these are not there.
func (f *Folder) there(name string) bool {
	if first, _, _ := strings.Cut(name, "/"); !f.topHas(first) {
		return false
	}
	if !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.") {
		return f.files.Has(name)
	}
	_, err := f.files.ReadStart(name)
	return err == nil
}

// topHas reports whether a file or folder of that name lies in the folder itself.
func (f *Folder) topHas(name string) bool {
	if f.top == nil {
		f.top = map[string]bool{}
		for _, name := range f.files.Names() {
			f.top[name] = true
		}
	}
	return f.top[name]
}

// plainNode follows an alias to what it stands for.
func plainNode(n *yaml.Node) *yaml.Node {
	for range maxNav {
		if n == nil || n.Kind != yaml.AliasNode {
			return n
		}
		n = n.Alias
	}
	return nil
}

// field returns what stands under a key of a map, or of maps in maps; nil for nothing.
func field(n *yaml.Node, keys ...string) *yaml.Node {
	for _, key := range keys {
		var found *yaml.Node
		eachField(n, func(k, value *yaml.Node) {
			if k.Value == key && found == nil {
				found = value
			}
		})
		n = found
	}
	return n
}

// textOf returns the text under a key, "" for none.
func textOf(n *yaml.Node, keys ...string) string {
	if n = field(n, keys...); n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

// eachField calls f with the keys and values of a map.
func eachField(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n = plainNode(n); n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for i := 0; i+1 < min(len(n.Content), 2*maxKeys); i += 2 {
		f(n.Content[i], plainNode(n.Content[i+1]))
	}
}

// rowsOf returns the entries of a list.
func rowsOf(n *yaml.Node) []*yaml.Node {
	if n = plainNode(n); n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	out := make([]*yaml.Node, 0, len(n.Content))
	for _, row := range n.Content {
		if row = plainNode(row); row != nil {
			out = append(out, row)
		}
	}
	return out
}

// textsOf returns the texts of a list, or the one text that stands in its place.
func textsOf(n *yaml.Node) []string {
	if n != nil && n.Kind == yaml.ScalarNode && n.Value != "" {
		return []string{n.Value}
	}
	var out []string
	for _, row := range rowsOf(n) {
		if row.Kind == yaml.ScalarNode {
			out = append(out, row.Value)
		}
	}
	return out
}

// rows collects the rows of a list of pages, within bounds.
type rows struct {
	f     *Folder
	file  string // the list
	items []item
	left  int // how many rows may follow
	work  int // how many rows may be looked at: those that list nothing cost too
	tries int // how many pages may be held against patterns and folders
	level int // how many lists are open, also those that are no level of the contents
	cut   bool

	listed map[string]bool     // pages that a row names
	below  map[string][]string // all pages by each folder above them, in natural order; nil until asked for
}

// maxTries is for lists of patterns and folders, each of which may mean all pages: half a second.
const maxTries = 4_000_000

func (f *Folder) newRows(file string) *rows {
	return &rows{f: f, file: file, left: maxRows, work: 20 * maxRows, tries: maxTries, listed: map[string]bool{}}
}

// open begins a list of n rows, if there is room for it. It is to be closed by close.
func (r *rows) open(n, depth int) bool {
	r.level++
	if r.work -= n; r.work >= 0 && r.level <= 3*maxNav && depth <= maxNav && !r.cut {
		return true
	}
	r.left = 0
	return r.more(depth)
}

func (r *rows) close() { r.level-- }

// more reports whether there is room for a row at that depth.
func (r *rows) more(depth int) bool {
	if depth <= maxNav {
		if r.left--; r.left >= 0 {
			return true
		}
	}
	if !r.cut {
		r.cut = true
		r.f.unreadable(r.file, fmt.Errorf("it lists more than %d pages, or in more than %d levels; the rest of it is passed over", maxRows, maxNav))
	}
	return false
}

// try reports whether n more pages may be looked at.
func (r *rows) try(n int) bool {
	if r.tries -= n; r.tries >= 0 {
		return true
	}
	r.left = 0
	return r.more(0)
}

func (r *rows) add(title, page string, depth, line int) {
	if r.more(depth) {
		r.listed[page] = true
		r.items = append(r.items, item{Entry{Title: title, Page: page, Depth: depth}, r.file, line})
	}
}

// addAll adds rows that were found elsewhere, below a depth: the pages among them that no row names
// yet. The first that one does is added too, which tells the author.
func (r *rows) addAll(items []item, depth, line int) { r.addFound(items, depth, line, 1) }

// addFitting adds what fits a pattern, and says nothing of what is listed already.
func (r *rows) addFitting(items []item, depth, line int) { r.addFound(items, depth, line, 0) }

func (r *rows) addFound(items []item, depth, line, twice int) {
	if !r.try(len(items)) {
		return
	}
	for _, it := range items {
		if it.Page != "" && r.listed[it.Page] {
			if twice--; twice < 0 {
				continue
			}
		}
		if !r.more(depth) {
			return
		}
		r.listed[it.Page] = true
		it.Depth += depth
		it.file, it.line = r.file, line
		r.items = append(r.items, it)
	}
}

// fitting returns the pages that fit a pattern with or without their suffix and that no row names
// yet, in natural order. Only those in the folder that the pattern begins with are tried.
func (r *rows) fitting(pattern string) []item {
	if r.below == nil {
		r.below = map[string][]string{}
		for _, name := range r.f.pages() {
			for dir := path.Dir(name); ; dir = path.Dir(dir) {
				composed := norm.NFC.String(dir)
				r.below[composed] = append(r.below[composed], name)
				if dir == "." || dir == "/" {
					break
				}
			}
		}
	}
	pages := r.below[norm.NFC.String(beginning(pattern))]
	if !r.try(len(pages)) {
		return nil
	}
	var out []item
	flat := NewPatterns([]string{strings.ReplaceAll(pattern, "**/", "")})
	before, after, deep := strings.Cut(pattern, "**")
	last := path.Base(after)
	for _, name := range pages {
		if r.listed[name] {
			continue
		}
		stem := r.f.files.Stem(name)
		if flat.First(name) >= 0 || flat.First(stem) >= 0 ||
			deep && strings.HasPrefix(name, before) && (patternFits(last, path.Base(name)) || patternFits(last, path.Base(stem))) {
			out = append(out, item{Entry: Entry{Page: name}})
		}
	}
	return out
}

// beginning returns the folder that everything lies in that fits a pattern.
func beginning(pattern string) string {
	if at := strings.IndexAny(pattern, signs); at >= 0 {
		return path.Dir(pattern[:at] + "x")
	}
	return path.Dir(pattern)
}

// width returns how much stands in a node.
func width(n *yaml.Node) int {
	if n == nil {
		return 0
	}
	return 1 + len(n.Content)
}
