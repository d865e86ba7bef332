package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"flag"
	"go/ast"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"lectern/reader/words"
	"lectern/reader/words/po"
)

var update = flag.Bool("update", false, "write the catalogues of all languages anew: missing keys come in, stale ones go")

// complete are the languages whose catalogue must have a translation of every key, and nothing stale. Of the
// others it is only told how many there are: what is not translated is said in English.
var complete = []string{"de", "es", "fr"}

const catalogues = "reader/words/po"

// entries returns an entry without a translation for every key that a student sees, in the order of the
// source: room by room, file by file.
func (f *finder) entries(t *testing.T) []po.Entry {
	pairs := f.pairs()
	seen := map[string]int{}
	var out []po.Entry
	slices.SortStableFunc(f.keys, func(a, b key) int {
		x, y := f.set.Position(a.pos), f.set.Position(b.pos)
		return cmp.Or(strings.Compare(x.Filename, y.Filename), cmp.Compare(x.Offset, y.Offset))
	})
	for _, k := range f.keys {
		if f.english(k) || pairs[k.pos] == "" && f.isMany(k, pairs) {
			continue
		}
		e := po.Entry{Context: k.context, ID: k.text, Many: pairs[k.pos]}
		if k.by == "Command" {
			e.Context = words.CommandContext
		}
		at, known := seen[e.Key()]
		switch {
		case !known:
			seen[e.Key()] = len(out)
			e.File, _, _ = strings.Cut(f.at(k.pos), ":")
			out = append(out, e)
		case out[at].Many == "":
			out[at].Many = e.Many
		case e.Many != "" && out[at].Many != e.Many:
			t.Errorf("%s: words.N(%q, ...) has %q for many here and %q elsewhere: a catalogue has one of them", f.at(k.pos), k.text, e.Many, out[at].Many)
		}
	}
	return out
}

// pairs returns the keys for many by where their keys for one stand.
func (f *finder) pairs() map[token.Pos]string {
	pairs := map[token.Pos]string{}
	f.each(func(r *room, n ast.Node) {
		if call, ok := n.(*ast.CallExpr); ok && r.called(call) == "N" {
			if many, ok := r.constant(call.Args[1]); ok {
				pairs[call.Args[0].Pos()] = many
			}
		}
	})
	return pairs
}

// isMany reports whether a key is the one for many of a pair.
func (f *finder) isMany(k key, pairs map[token.Pos]string) bool {
	if k.by != "N" {
		return false
	}
	for _, many := range pairs {
		if many == k.text {
			return true
		}
	}
	return false
}

// english reports whether a key stays English: it is said to those who make courses and exams, but for
// what a command does in a few words, which everybody reads in the list of commands.
func (f *finder) english(k key) bool {
	name := f.at(k.pos)
	file, _, _ := strings.Cut(name, ":")
	switch dir := filepath.Dir(file); dir {
	case "cli":
		return slices.Contains(forInstructors, filepath.Base(file)) && !f.shorts[k.pos]
	default:
		return slices.ContainsFunc(forInstructorsRooms, func(room string) bool { return dir == room || strings.HasPrefix(dir, room+"/") })
	}
}

// forInstructorsRooms are the rooms whose sentences stay English, as those of forInstructors.
var forInstructorsRooms = []string{"cli/marker", "cli/watch", "lessons/check", "progress/class"}

// read returns the entries of a catalogue by their keys, and its header.
func read(t *testing.T, code string) (header po.Entry, all map[string]po.Entry) {
	all = map[string]po.Entry{}
	text, err := os.ReadFile(filepath.Join(catalogues, code+".po"))
	if err != nil {
		t.Fatal(err)
	}
	if err := po.Parse(string(text), func(e po.Entry) {
		if e.ID == "" {
			header = e
			return
		}
		if _, twice := all[e.Key()]; twice {
			t.Errorf("%s.po: %q stands there twice", code, e.ID)
		}
		all[e.Key()] = e
	}); err != nil {
		t.Fatalf("%s.po: %v", code, err)
	}
	return header, all
}

// TestCatalogues holds the catalogues against the source: nothing missing, nothing stale, every placeholder
// in its place. With -update it writes them anew and keeps what is translated.
func TestCatalogues(t *testing.T) {
	entries := loadFinder(t).entries(t)
	for _, l := range words.Languages()[1:] {
		header, have := read(t, l.Code)
		rule, err := po.ParsePlural(po.Header(strings.Join(header.Texts, ""), "Plural-Forms"))
		if err != nil {
			t.Errorf("%s.po: %v", l.Code, err)
			continue
		}
		if *update {
			write(t, l.Code, rule.Forms, header, have, entries)
			_, have = read(t, l.Code)
		}
		whole, missing, stale, empty := slices.Contains(complete, l.Code), 0, 0, 0
		for _, want := range entries {
			e, ok := have[want.Key()]
			switch {
			case !ok || e.Many != want.Many:
				missing++
				if !whole {
					break
				}
				t.Errorf("%s.po: %q is missing, or its plural is another: go test -run TestCatalogues . -update", l.Code, want.ID)
			case e.Fuzzy || slices.Contains(e.Texts, ""):
				empty++
				if whole {
					t.Errorf("%s.po: %q is not translated", l.Code, want.ID)
				}
			default:
				holdTranslation(t, l.Code, e, rule.Forms)
			}
			delete(have, want.Key())
		}
		for _, key := range slices.Sorted(maps.Keys(have)) {
			if stale++; whole {
				t.Errorf("%s.po: %q is no key any more: go test -run TestCatalogues . -update", l.Code, key)
			}
		}
		if text, err := os.ReadFile(filepath.Join(catalogues, l.Code+".po")); err != nil || string(text) != words.File(l.Code) && !*update {
			t.Errorf("%s.po.gz, which the program holds, is not %[1]s.po: go test -run TestCatalogues . -update", l.Code)
		}
		t.Logf("%s: %d of %d keys are translated, %d are missing, %d stale", l.Code, len(entries)-empty-missing, len(entries), missing, stale)
		holdCommands(t, l.Code)
	}
}

// write writes a catalogue anew, and packed for the program.
func write(t *testing.T, code string, forms int, header po.Entry, have map[string]po.Entry, entries []po.Entry) {
	out := po.Append(nil, header)
	for _, e := range entries {
		if e.Texts = []string{""}; e.Many != "" {
			e.Texts = make([]string, forms)
		}
		if old, ok := have[e.Key()]; ok && old.Many == e.Many && len(old.Texts) == len(e.Texts) {
			e.Texts, e.Fuzzy, e.Comments = old.Texts, old.Fuzzy, old.Comments
		}
		out = po.Append(append(out, '\n'), e)
	}
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write(out); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{code + ".po": out, code + ".po.gz": packed.Bytes()} {
		if err := os.WriteFile(filepath.Join(catalogues, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// holdTranslation holds a translation against its sentence: verbs, what stands at its ends, and that
// nothing in it could reach the terminal as a command.
func holdTranslation(t *testing.T, code string, e po.Entry, forms int) {
	if want := 1; e.Many != "" && len(e.Texts) != forms || e.Many == "" && len(e.Texts) != want {
		t.Errorf("%s.po: %q has %d forms", code, e.ID, len(e.Texts))
		return
	}
	for i, text := range e.Texts {
		of := e.ID
		if i > 0 {
			of = e.Many
		}
		want, _ := arguments(of)
		got, indexed := arguments(text)
		if e.Many != "" && len(got) == 0 || e.Many != "" && i == 0 && len(want) == 0 {
			want, _ = arguments(e.Many) // a form may name its number or not
			if len(got) == 0 {
				want = got
			}
		}
		if !maps.Equal(want, got) && !(indexed && maps.Equal(want, got)) {
			t.Errorf("%s.po: the placeholders of %q are others in %q; where their order changes they are written %%[1]s, %%[2]d", code, of, text)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			t.Errorf("%s.po: %q has a control character", code, text)
		}
		if strings.Count(text, "{") != strings.Count(of, "{") {
			t.Errorf("%s.po: the keys in braces of %q are others in %q", code, of, text)
		}
		for _, space := range []string{" ", "\n"} {
			if strings.HasPrefix(of, space) != strings.HasPrefix(text, space) || strings.HasSuffix(of, space) != strings.HasSuffix(text, space) {
				t.Errorf("%s.po: %q begins or ends with a space or line end as %q does not, or the other way round", code, text, of)
			}
		}
	}
}

// holdCommands holds that no two commands of line mode are called alike.
func holdCommands(t *testing.T, code string) {
	_, have := read(t, code)
	called := map[string]string{}
	for _, e := range have {
		if e.Context != words.CommandContext {
			continue
		}
		text := strings.Join(e.Texts, "")
		if strings.ContainsFunc(text, unicode.IsSpace) || strings.ToLower(text) != text {
			t.Errorf("%s.po: the command %q is one word in small letters", code, text)
		}
		if other, twice := called[text]; text != "" && twice {
			t.Errorf("%s.po: %q and %q are both called %q", code, e.ID, other, text)
		}
		if other, taken := have[po.Key(words.CommandContext, text)]; taken && other.ID != e.ID {
			t.Errorf("%s.po: %q is called %q, which is the English word of another command", code, e.ID, text)
		}
		called[text] = e.ID
	}
}
