package main

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// forInstructors are the files of cli that speak to those who make courses. Their
// texts stay English; new files of cli are for students until they are listed here.
var forInstructors = []string{
	"base_program.go", "build.go", "build_target.go", "check.go", "check_fix.go", "check_screens.go", "collect.go", "completion.go", "exam.go", "export.go", "fill.go",
	"import.go",
	"info.go", "key.go", "man.go", "new.go", "unpack.go", "watch.go",
}

// unsaid are literals that read like a sentence and are none that is said, by the
// file and how the literal begins, with the reason.
var unsaid = []struct{ file, begins, reason string }{
	{"cli/keeper.go", "an attempt's seed is", "a fault of the program, not of the student"},
	{"cli/links.go", "<", "markup of the HTML page; what it says is put in"},
	{"cli/meant.go", "progress ", "a command line"},
	{"cli/meant.go", "quiz ", "a command line"},
	{"cli/rights/folders_xdg.go", "Documents", "the name of a folder"},
	{"cli/rights/folders_xdg.go", "Desktop", "the name of a folder"},
	{"cli/version.go", "built from ", "the version of the program, which also goes into what it builds"},
	{"reader/desktop/editor.go", "no editor is named", "reader words it"},
	{"reader/desktop/opener.go", "no program opens addresses", "the screen and line mode ask before whether there is one"},
	{"reader/terminal/cells.go", " !", "one of each character that is drawn alone"},
	{"reader/keys/", "", "names of keys; what is said of a keys file goes through fault"},
	{"reader/picture/picture.go", "", "how the decoders of the library begin and end their errors, and errors that Decode words"},
	{"reader/picture/inspect.go", "", "how files of each kind begin, and names of the kinds"},
	{"reader/picture/svg.go", "whole ", "names in a map"},
	{"reader/line/ask.go", "not saved", "it was told with its reason"},
	{"reader/run.go", "the terminal cannot be used", "cli words it"},
	{"reader/run.go", "there is no course", "a fault of the program"},
	{"reader/terminal/gate.go", "\x1b", "what a terminal obeys"},
	{"reader/terminal/keyname.go", "", "names of keys"},
	{"reader/syntax/languages.go", "", "words of programming languages"},
}

var verb = regexp.MustCompile(`%[-+# 0]*(?:\[(\d+)\])?[\d*]*(?:\.[\d*]+)?([a-zA-Z%])`)

// prose reports whether a literal reads like something that is said to people.
func prose(text string) bool {
	text = verb.ReplaceAllString(text, "%")
	first := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.IsPunct(r) })
	switch {
	case !strings.ContainsFunc(text, unicode.IsLetter), strings.ToUpper(text) == text && !strings.Contains(text, " "):
		return false // signs, and names like TERM
	}
	return strings.ContainsAny(text, " \n") || unicode.IsUpper([]rune(text[first:])[0])
}

// takesNames reports whether the texts given to a call are names, not what is said.
func (r *room) takesNames(call *ast.CallExpr) bool {
	obj := r.callee(call)
	if obj == nil {
		return false
	}
	switch obj.Name() {
	case "panic", "Getenv", "getenv", "Cut", "CutPrefix", "CutSuffix", "HasPrefix", "HasSuffix", "TrimPrefix", "TrimSuffix", "Contains":
		return true
	case "k":
		return r.path == "lectern/reader/keys" // names of keys
	}
	return false
}

// literals calls visit with every literal of a file that could be said. shown says
// that what it stands in is certainly drawn or printed.
func (f *finder) literals(r *room, file *ast.File, visit func(lit *ast.BasicLit, text string, shown bool)) {
	var walk func(n ast.Node, shown bool)
	walk = func(n ast.Node, shown bool) {
		ast.Inspect(n, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok && f.is[ast.Unparen(e)] {
				return false
			}
			switch n := n.(type) {
			case *ast.ImportSpec, *ast.Field:
				return false
			case *ast.BinaryExpr:
				return n.Op != token.EQL && n.Op != token.NEQ
			case *ast.CaseClause:
				for _, s := range n.Body {
					walk(s, false)
				}
				return false
			case *ast.IndexExpr:
				walk(n.X, false)
				return false
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "say" && !shown {
					walk(n, true)
					return false
				}
				return !r.takesNames(n)
			case *ast.KeyValueExpr:
				id, ok := n.Key.(*ast.Ident)
				if !ok {
					break
				}
				if id.Name == "Use" && r.info.Uses[id].Pkg().Name() == "cobra" {
					return false // a command with its arguments
				}
				if id.Name == "Text" && r.info.Uses[id].Pkg().Name() == "typeset" && !shown {
					walk(n.Value, true)
					return false
				}
			case *ast.FuncDecl:
				if n.Name.Name == "title" && !shown {
					walk(n, true)
					return false
				}
			case *ast.BasicLit:
				if text, ok := r.constant(n); ok && n.Kind == token.STRING {
					visit(n, text, shown)
				}
			}
			return true
		})
	}
	walk(file, false)
}

// loadFinder parses the house and finds the keys.
func loadFinder(t *testing.T) *finder {
	f := &finder{house: loadHouse(t, "./cli/...", "./reader/...", "./lessons/...", "./progress/...", "./embed/...")}
	f.findKeys()
	return f
}

// speaks reports whether a file shows texts to students and readers.
func (f *finder) speaks(r *room, file *ast.File) bool {
	switch {
	case r.path == "lectern/cli":
		return !slices.Contains(forInstructors, filepath.Base(f.set.Position(file.Pos()).Filename))
	case r.path == wordsRoom, strings.HasPrefix(r.path, wordsRoom+"/"):
		return false
	}
	return strings.HasPrefix(r.path, "lectern/reader") || strings.HasPrefix(r.path, "lectern/cli/")
}

// TestSaid holds that every text that a student or reader sees goes through words,
// as a whole sentence. See package words for how a key is written.
func TestSaid(t *testing.T) {
	f := loadFinder(t)
	t.Run("literals", f.testLiterals)
	t.Run("pieces", f.testPieces)
	t.Run("plurals", f.testPlurals)
	t.Run("keys", f.testKeys)
}

// testLiterals finds what is said without words.
func (f *finder) testLiterals(t *testing.T) {
	used := make([]bool, len(unsaid))
	for _, r := range f.rooms {
		for _, file := range r.files {
			if !f.speaks(r, file) {
				continue
			}
			f.literals(r, file, func(lit *ast.BasicLit, text string, shown bool) {
				if !prose(text) && !(shown && strings.ContainsFunc(verb.ReplaceAllString(text, ""), unicode.IsLetter)) {
					return
				}
				at := f.at(lit.Pos())
				for i, u := range unsaid {
					if strings.HasPrefix(at, u.file) && strings.HasPrefix(text, u.begins) {
						used[i] = true
						return
					}
				}
				t.Errorf("%s: %q is said without words: make it words.T(%[2]q), words.N for a number, or English in a table and words.Text where the row is shown; "+
					"if nobody sees it, add it to unsaid with the reason", at, text)
			})
		}
	}
	for i, u := range unsaid {
		if !used[i] {
			t.Errorf("unsaid: nothing in %s begins with %q any more", u.file, u.begins)
		}
	}
}

// testPieces finds sentences that are joined out of pieces.
func (f *finder) testPieces(t *testing.T) {
	for _, r := range f.rooms {
		for _, file := range r.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.ADD && f.speaks(r, file) && r.glued(b) {
					t.Errorf("%s: a sentence is joined out of pieces: make it one key with verbs", f.at(b.Pos()))
				}
				return true
			})
		}
	}
}

// glued reports whether a sum of texts has a sentence and letters besides.
func (r *room) glued(sum ast.Expr) bool {
	sentences, pieces := 0, 0
	var count func(e ast.Expr)
	count = func(e ast.Expr) {
		switch e := ast.Unparen(e).(type) {
		case *ast.BinaryExpr:
			count(e.X)
			count(e.Y)
		case *ast.CallExpr:
			if len(r.keysOf(e)) > 0 {
				sentences++
			}
		case *ast.BasicLit:
			if text, ok := r.constant(e); ok && strings.ContainsFunc(text, unicode.IsLetter) {
				pieces++
			}
		}
	}
	count(sum)
	return sentences > 1 || sentences == 1 && pieces > 0
}

// arguments returns which argument each verb of a key takes, from 0, and whether it says so by an index.
func arguments(text string) (verbs map[int]string, indexed bool) {
	verbs = map[int]string{}
	at := 0
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[2] == "%" {
			continue
		}
		if n, err := strconv.Atoi(m[1]); err == nil {
			at, indexed = n-1, true
		}
		verbs[at] = m[2]
		at++
	}
	return verbs, indexed
}

// fits reports whether a verb can write a type.
func fits(verb string, t types.Type) bool {
	b, basic := t.Underlying().(*types.Basic)
	switch verb {
	case "v", "q":
		return true
	case "s":
		_, method, _ := types.LookupFieldOrMethod(t, true, nil, "Error")
		return basic && b.Info()&types.IsString != 0 || method != nil
	case "d", "c", "x":
		return basic && b.Info()&types.IsInteger != 0
	case "g", "f", "e":
		return basic && b.Info()&types.IsFloat != 0
	}
	return false
}

// testPlurals holds both sentences of N against one another and against their
// arguments, as go vet does for T.
func (f *finder) testPlurals(t *testing.T) {
	seen := 0
	f.each(func(r *room, n ast.Node) {
		call, ok := n.(*ast.CallExpr)
		if !ok || r.called(call) != "N" || call.Ellipsis.IsValid() {
			return
		}
		one, ok1 := r.constant(call.Args[0])
		many, ok2 := r.constant(call.Args[1])
		if !ok1 || !ok2 {
			return // a row of a table
		}
		seen++
		ones, _ := arguments(one)
		manys, _ := arguments(many)
		for i, v := range ones {
			if manys[i] != "" && manys[i] != v {
				t.Errorf("%s: argument %d is %%%s for one and %%%s for many", f.at(call.Pos()), i+1, v, manys[i])
			}
		}
		args := call.Args[3:]
		for _, text := range []string{one, many} {
			verbs, indexed := arguments(text)
			if len(verbs) < len(args) && !indexed && !(text == one && !strings.Contains(one, "%")) {
				t.Errorf("%s: %q has %d verbs for %d arguments", f.at(call.Pos()), text, len(verbs), len(args))
			}
			for i, v := range verbs {
				if i >= len(args) {
					t.Errorf("%s: %q has no argument %d", f.at(call.Pos()), text, i+1)
				} else if typ := r.info.Types[args[i]].Type; !fits(v, typ) {
					t.Errorf("%s: %%%s of %q cannot write a %s", f.at(args[i].Pos()), v, text, typ)
				}
			}
		}
	})
	if seen < 30 {
		t.Errorf("only %d plurals found; has their form changed?", seen)
	}
}

// testKeys lists the keys, as the catalogue of a language will need them.
func (f *finder) testKeys(t *testing.T) {
	for _, odd := range f.odd {
		t.Error(odd)
	}
	all := map[string]bool{}
	for _, k := range f.keys {
		if k.by == "Text" && strings.Contains(k.text, "%") {
			t.Errorf("%s: %q comes out of a table by words.Text, which puts nothing in", f.at(k.pos), k.text)
		}
		all[k.text] = true
	}
	if len(all) < 500 {
		t.Errorf("only %d keys found", len(all))
	}
	t.Logf("%d keys", len(all))
}

// What the test of sentences takes for prose.
func TestProse(t *testing.T) {
	for text, want := range map[string]bool{
		"Removed.": true, "no hits": true, "%d so far": true, " more": true, "lesson %d of %d": true, "(see x)": true,
		"": false, " · ": false, "%s, %s": false, "TERM": false, "text": false, "%-8s %5d": false, "%2d.": false, "dark": false,
	} {
		if got := prose(text); got != want {
			t.Errorf("prose(%q) = %v", text, got)
		}
	}
	for source, want := range map[string]bool{
		`"a" + b`: false, `x.T("a %d", 1) + "\n"`: false, `x.T("a") + " and more"`: true, `x.T("a") + ": " + x.N("b", "c", 2)`: true,
	} {
		e, err := parser.ParseExpr(source)
		if err != nil {
			t.Fatal(err)
		}
		r := &room{info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}}
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				r.info.Types[n] = types.TypeAndValue{Value: constant.MakeFromLiteral(n.Value, n.Kind, 0)}
			case *ast.SelectorExpr:
				r.info.Uses[n.Sel] = types.NewFunc(0, types.NewPackage(wordsRoom, "words"), n.Sel.Name, nil)
			}
			return true
		})
		if got := r.glued(e); got != want {
			t.Errorf("glued(%s) = %v", source, got)
		}
	}
}
