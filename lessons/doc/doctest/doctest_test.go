package doctest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/doc"
)

// TestAllKinds: package doc has no kind that is not here.
func TestAllKinds(t *testing.T) {
	var blocks, inlines []string
	for _, b := range Blocks() {
		blocks = append(blocks, name(b))
	}
	for _, in := range Inlines() {
		inlines = append(inlines, name(in))
	}
	for method, have := range map[string][]string{"block": blocks, "inline": inlines} {
		slices.Sort(have)
		if diff := cmp.Diff(typesWith(t, method), have); diff != "" {
			t.Errorf("the types of doc with a method %s, and the values here (-doc +here):\n%s", method, diff)
		}
	}
}

func name(v any) string { return reflect.TypeOf(v).Elem().Name() }

// typesWith reads the types of package doc that have a method, in the order of their names.
func typesWith(t *testing.T, method string) (types []string) {
	t.Helper()
	files, err := filepath.Glob("../*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source of package doc: ", err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == method && f.Recv != nil && f.Type.Params.NumFields() == 0 {
				if p, ok := f.Recv.List[0].Type.(*ast.StarExpr); ok {
					types = append(types, p.X.(*ast.Ident).Name)
				}
			}
		}
	}
	slices.Sort(types)
	return slices.Compact(types)
}

// TestFull: the values hold all that their kinds may hold, so that a test that
// looks for what is lost finds it. Fields of which only one may be set are left out.
func TestFull(t *testing.T) {
	may := map[string]bool{
		"Code.Kind": true, "Toctree.Glob": true, "Toctree.Hidden": true, "Toctree.Reversed": true, "QuizRef.Content": true,
		"Cell.RowSpan": true, "Cell.ColSpan": true, "VerseLine.Indent": true, "ListItem.Task": true, "FootnoteRef.Citation": true, "Link.Ref": true,
		"Column.Align": true, "Paragraph.At": true,
	}
	var check func(v reflect.Value)
	check = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			check(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				check(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if field := v.Type().Name() + "." + v.Type().Field(i).Name; v.Field(i).IsZero() && !may[field] {
					t.Errorf("%s is not set in a value", field)
				}
				check(v.Field(i))
			}
		}
	}
	for _, b := range Blocks() {
		check(reflect.ValueOf(b))
	}
}

// TestParts: Parts, IDs, Walk, WalkInlines and PlainText reach everything that the
// fields of a kind hold.
func TestParts(t *testing.T) {
	for _, b := range Blocks() {
		t.Run(name(b), func(t *testing.T) {
			var held held
			held.read(reflect.ValueOf(b).Elem())
			texts, runs := map[*doc.Inline]bool{}, map[*doc.Block]bool{}
			doc.Parts(b, func(text *[]doc.Inline) { texts[&(*text)[0]] = true }, func(blocks *[]doc.Block) { runs[&(*blocks)[0]] = true })
			for _, text := range held.texts {
				if !texts[&text[0]] {
					t.Errorf("Parts does not give the text %q", doc.InlineText(text))
				}
			}
			for _, run := range held.blocks {
				if !runs[&run[0]] {
					t.Errorf("Parts does not give the blocks %q", doc.PlainText(run))
				}
			}
			if diff := cmp.Diff(held.ids, doc.IDs(b)); diff != "" {
				t.Errorf("IDs (-fields +got):\n%s", diff)
			}
			plain := doc.PlainText([]doc.Block{b})
			for _, want := range held.words {
				if !strings.Contains(plain, want) {
					t.Errorf("PlainText lacks %q: %q", want, plain)
				}
			}
			seen := map[string]bool{}
			doc.WalkInlines([]doc.Block{b}, func(in doc.Inline) { seen[doc.InlineText([]doc.Inline{in})] = true })
			for _, text := range held.all {
				for _, in := range text {
					if !seen[doc.InlineText([]doc.Inline{in})] {
						t.Errorf("WalkInlines does not visit %q", doc.InlineText([]doc.Inline{in}))
					}
				}
			}
			dump := doc.Dump([]doc.Block{b})
			for _, text := range held.all {
				for _, in := range text {
					if in, ok := in.(*doc.Text); ok && !strings.Contains(dump, strconv.Quote(in.Value)) {
						t.Errorf("Dump lacks %q:\n%s", in.Value, dump)
					}
				}
			}
		})
	}
}

// held is what the fields of a block hold, found by their types.
type held struct {
	texts  [][]doc.Inline // of the block itself
	all    [][]doc.Inline // and of the blocks inside it
	blocks [][]doc.Block
	ids    []string
	words  []string // what the block and those inside it say
}

func (h *held) read(v reflect.Value) {
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch x := f.Interface().(type) {
		case []doc.Inline:
			h.texts = append(h.texts, x)
			h.all = append(h.all, x)
			h.words = append(h.words, strings.TrimSpace(doc.InlineText(x)))
		case [][]doc.Inline:
			for _, text := range x {
				h.texts, h.all = append(h.texts, text), append(h.all, text)
				h.words = append(h.words, doc.InlineText(text))
			}
		case []doc.Block:
			h.blocks = append(h.blocks, x)
			for _, b := range x {
				var in held
				in.read(reflect.ValueOf(b).Elem())
				h.words, h.all = append(h.words, in.words...), append(h.all, in.all...)
			}
		case string:
			if name == "ID" {
				h.ids = append(h.ids, x)
			}
		case []string:
			if name == "IDs" {
				h.ids = append(h.ids, x...)
			}
		case doc.Image:
			h.words = append(h.words, x.Alt)
		default:
			switch {
			case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.Struct:
				for j := range f.Len() {
					h.read(f.Index(j))
				}
			case f.Kind() == reflect.Struct:
				h.read(f)
			}
		}
	}
}

// TestEveryInline: an inline has a form in Dump, and its words are in InlineText.
func TestEveryInline(t *testing.T) {
	silent := map[string]bool{"Target": true, "LineBreak": true}
	for _, in := range Inlines() {
		dump := doc.Dump([]doc.Block{&doc.Paragraph{Text: []doc.Inline{in}}})
		if strings.Contains(dump, "doc."+name(in)) {
			t.Errorf("Dump has no form for %s: %s", name(in), dump)
		}
		if got := strings.TrimSpace(doc.InlineText([]doc.Inline{in})); got == "" && !silent[name(in)] {
			t.Errorf("InlineText of %s is empty", name(in))
		}
	}
}
