package folder

import (
	"cmp"
	"path"
	"strings"

	"go.yaml.in/yaml/v3"
)

// mkdocsKind is a MkDocs site (https://www.mkdocs.org/user-guide/configuration/), with the
// plugins that say the order of pages elsewhere: awesome-pages, awesome-nav, literate-nav.
type mkdocsKind struct {
	f     *Folder
	file  string
	conf  *yaml.Node
	items []item
	r     *ranking        // of all pages, for folders that a row names; nil as long as none did
	open  map[string]bool // folders whose own lists are read
}

// mkdocsRoots are the folders that mkdocs.yml may lie in.
var mkdocsRoots = []string{".", "docs", "doc", "website", "site", "documentation", "docs/en"}

func (k *mkdocsKind) start(f *Folder) string {
	k.f, k.open = f, map[string]bool{}
	for _, dir := range mkdocsRoots {
		for _, name := range []string{"mkdocs.yml", "mkdocs.yaml"} {
			if k.file == "" && f.there(path.Join(dir, name)) {
				k.file = path.Join(dir, name)
			}
		}
	}
	if k.file == "" {
		return ""
	}
	nav := k.settings()
	out := f.newRows(k.file)
	switch {
	case nav != nil:
		k.sequence(nav, "", 0, out)
		k.items = out.items
	case k.plugin("literate-nav") != nil && f.files.Has(k.summary(f.Root)):
		k.literate(f.Root, 0, out)
		k.items = out.items
	case k.awesomeFile() != "":
		k.awesome(k.all().top, k.awesomeFile(), 0, out)
		k.items = out.items
	default: // the order is that of the folder
		r := k.all()
		r.starting = true
		k.items = r.items(r.top, 0)
	}
	return f.firstPage(k.items)
}

func (k *mkdocsKind) list(*Folder) []item { return k.items }

// settings takes from mkdocs.yml what matters to a reader, and returns its nav, nil if it has none.
func (k *mkdocsKind) settings() (nav *yaml.Node) {
	f := k.f
	f.Root = path.Join(path.Dir(k.file), "docs")
	k.conf = f.yaml(k.file)
	about, excluded := About{}, ""
	file, conf := k.file, k.conf
	for range maxInherited {
		if conf == nil {
			break
		}
		if nav == nil {
			if nav = cmp.Or(field(conf, "nav"), field(conf, "pages")); nav != nil && nav.Kind != yaml.SequenceNode {
				nav = nil
			}
		}
		if dir := textOf(conf, "docs_dir"); dir != "" {
			f.Root = path.Join(path.Dir(file), dir)
		}
		for _, key := range []string{"markdown_extensions", "theme"} {
			if n := field(conf, key); n != nil && pythonMarkdown(n, 0) {
				f.Dialects = []string{"pymdownx"}
			}
		}
		f.Programs = f.Programs || len(rowsOf(field(conf, "hooks"))) > 0
		about.Title = cmp.Or(about.Title, textOf(conf, "site_name"))
		about.Author = cmp.Or(about.Author, textOf(conf, "site_author"))
		about.BaseURL = cmp.Or(about.BaseURL, textOf(conf, "site_url"))
		excluded += "\n" + textOf(conf, "exclude_docs") + "\n" + textOf(conf, "draft_docs")
		base := textOf(conf, "INHERIT")
		if base == "" {
			break
		}
		file = path.Join(path.Dir(file), base)
		conf = f.yaml(file)
	}
	for _, name := range []string{"gen-files", "simple-hooks", "mkdocs-simple-hooks", "monorepo", "multirepo", "macros", "gallery", "api-autonav", "mkdoxy"} {
		f.Programs = f.Programs || k.plugin(name) != nil
	}
	if conf := k.plugin("mkdocs_quiz"); conf != nil {
		q := QuizzesOf(func(name string) string { return textOf(conf, name) }, nil)
		f.Quizzes = &q
	}
	f.tell(about)
	f.leaves = ignoring(f.Root, excluded)
	return nav
}

// Quizzes is what the plugin mkdocs-quiz is set to, in mkdocs.yml for all pages or on a page for its own.
type Quizzes struct {
	Off     bool `json:"off,omitempty"`     // questions are not asked
	Hidden  bool `json:"hidden,omitempty"`  // what is right is not shown after an answer
	Shuffle bool `json:"shuffle,omitempty"` // the choices come in any order
}

// QuizzesOf returns the settings of mkdocs-quiz that get tells by name ("" for one that is not set) over those below
// (mkdocs-quiz, docs/configuration.md).
func QuizzesOf(get func(name string) string, below *Quizzes) Quizzes {
	var q Quizzes
	if below != nil {
		q = *below
	}
	set := func(to *bool, name string, is bool) {
		switch strings.ToLower(get(name)) { // as YAML 1.1 writes them
		case "true", "yes", "on":
			*to = is
		case "false", "no", "off":
			*to = !is
		}
	}
	set(&q.Off, "enabled_by_default", false)
	set(&q.Off, "enabled", false)
	set(&q.Hidden, "show_correct", false)
	set(&q.Shuffle, "shuffle_answers", true)
	return q
}

// maxInherited is how many settings may take over from one another.
const maxInherited = 5

// plugin returns the settings of a plugin that the site uses, nil if it does not.
func (k *mkdocsKind) plugin(name string) *yaml.Node {
	plugins := field(k.conf, "plugins")
	if n := field(plugins, name); n != nil {
		return n
	}
	for _, row := range rowsOf(plugins) {
		if row.Value == name {
			return row
		}
		if n := field(row, name); n != nil {
			return n
		}
	}
	return nil
}

// all returns the tree of all pages. It lists the files of the folder.
func (k *mkdocsKind) all() *ranking {
	if k.r == nil {
		k.r = k.f.rank(mkdocsRule(), k.f.Root, k.f.pages())
	}
	return k.r
}

// mkdocsRule is that of a site without a nav: the index, then files, then folders.
func mkdocsRule() rule {
	return rule{
		index: func(f *Folder, name string) int {
			switch path.Base(f.files.Stem(name)) {
			case "index":
				return 1
			case "README", "readme":
				return 2
			}
			return 0
		},
		page:    func(*Folder, string, front) place { return place{} },
		dir:     func(*Folder, *branch) place { return place{} },
		natural: true,
	}
}

// sequence adds the rows of a nav. Where dir is not empty, they are of a list in that folder.
func (k *mkdocsKind) sequence(node *yaml.Node, dir string, depth int, out *rows) {
	defer out.close()
	if node == nil || !out.open(len(node.Content), depth) {
		return
	}
	for _, row := range rowsOf(node) {
		if out.cut {
			return
		}
		if row.Kind == yaml.ScalarNode {
			k.page("", row, dir, depth, out)
			continue
		}
		eachField(row, func(key, value *yaml.Node) {
			switch {
			case value == nil || out.cut:
			case value.Kind == yaml.SequenceNode && strings.TrimSpace(key.Value) == "":
				k.sequence(value, dir, depth, out) // a group without a title is none
			case value.Kind == yaml.SequenceNode:
				out.add(key.Value, "", depth, key.Line)
				k.sequence(value, dir, depth+1, out)
			case value.Kind == yaml.ScalarNode:
				k.page(key.Value, value, dir, depth, out)
			}
		})
	}
}

// page adds the row of a nav that names a page, a folder or a pattern of pages.
func (k *mkdocsKind) page(title string, value *yaml.Node, dir string, depth int, out *rows) {
	if value.Value == "" || strings.Contains(value.Value, "://") || strings.HasPrefix(value.Value, "mailto:") {
		return
	}
	name := path.Join(cmp.Or(dir, k.f.Root), value.Value)
	if strings.ContainsAny(value.Value, "*?") {
		if title != "" {
			out.add(title, "", depth, value.Line)
			depth++
		}
		out.addFitting(k.matching(name, out.listed, out), depth, value.Line)
		return
	}
	if strings.HasSuffix(value.Value, "/") || path.Ext(name) == "" && !k.f.files.Has(name) {
		if k.folder(title, name, depth, value.Line, out) {
			return
		}
	}
	out.add(title, name, depth, value.Line)
}

// folder adds a folder as a group: its index, then its files. It is false if there is no such folder.
func (k *mkdocsKind) folder(title, dir string, depth, line int, out *rows) bool {
	b := k.all().find(dir)
	if b == nil {
		return false
	}
	if b == k.all().top {
		out.addAll(k.all().items(b, 0), depth, line)
		return true
	}
	out.add(cmp.Or(title, groupTitle(path.Base(dir))), "", depth, line)
	switch {
	case k.plugin("literate-nav") != nil && k.f.files.Has(k.summary(dir)):
		k.literate(dir, depth+1, out)
	case k.awesomeFile() != "":
		k.awesome(b, k.awesomeFile(), depth+1, out)
	default:
		out.addAll(k.all().items(b, 0), depth+1, line)
	}
	return true
}

// matching returns the pages and folders that fit a pattern and that are not listed yet.
func (k *mkdocsKind) matching(pattern string, listed map[string]bool, out *rows) []item {
	b := k.all().find(path.Dir(pattern[:strings.IndexAny(pattern, "*?")] + "x"))
	if b == nil {
		return nil
	}
	inside := k.all().items(b, 0)
	if !out.try(len(inside)) {
		return nil
	}
	if path.Base(pattern) == "*" && !strings.Contains(pattern, "**") {
		return inside // those that are listed are left out by addAll
	}
	var fit []item
	patterns := NewPatterns([]string{strings.ReplaceAll(pattern, "**", "*")})
	deep := strings.Contains(pattern, "**")
	for _, it := range inside {
		if it.Page == "" || listed[it.Page] {
			continue
		}
		if patterns.First(it.Page) >= 0 || deep && (path.Base(pattern) == "**" || patternFits(path.Base(pattern), path.Base(it.Page))) {
			fit = append(fit, item{Entry: Entry{Page: it.Page}})
		}
	}
	return fit
}

func patternFits(pattern, name string) bool {
	ok, err := path.Match(pattern, name)
	return err == nil && ok
}

// ignoring returns which files below a folder the lines of a .gitignore leave out; nil for none.
func ignoring(root, lines string) func(name string) bool {
	var names, paths []string
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || line[0] == '!' || len(names)+len(paths) >= maxIgnored {
			continue
		}
		if trimmed := strings.TrimSuffix(line, "/"); !strings.Contains(trimmed, "/") {
			names = append(names, trimmed)
			continue
		}
		paths = append(paths, path.Join(root, line))
	}
	if len(names)+len(paths) == 0 {
		return nil
	}
	whole := NewPatterns(paths)
	return func(name string) bool {
		if whole.First(name) >= 0 {
			return true
		}
		rest := strings.TrimPrefix(name, root+"/")
		for part := range strings.SplitSeq(rest, "/") {
			for _, p := range names {
				if p == part || strings.ContainsAny(p, signs) && patternFits(p, part) {
					return true
				}
			}
		}
		return false
	}
}

// maxIgnored is how many lines of a .gitignore count.
const maxIgnored = 200

// pythonMarkdown reports whether the extensions of Markdown, or the theme, that a setting names
// bring the marks of PyMdown.
func pythonMarkdown(n *yaml.Node, depth int) bool {
	switch n.Value {
	case "attr_list", "abbr", "material":
		return true
	}
	if strings.HasPrefix(n.Value, "pymdownx.") {
		return true
	}
	for _, child := range n.Content {
		if depth < maxNav && pythonMarkdown(child, depth+1) {
			return true
		}
	}
	return false
}
