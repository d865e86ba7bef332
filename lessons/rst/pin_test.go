package rst

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unsafe"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/text"
)

// TestSourceIsLetGo: no string of a document lies in the memory of its page,
// which would keep the whole of it for as long as the document lives.
func TestSourceIsLetGo(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	pages := map[string][]byte{}
	for _, f := range files {
		ar, err := txtar.ParseFile(f)
		if err != nil {
			t.Fatal(err)
		}
		pages[f] = ar.Files[0].Data
	}
	for _, f := range []string{"testdata/sample.rst"} {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		pages[f] = src
	}
	for name, src := range pages {
		p := newParser(Options{}, usualLimits())
		page := string(text.Normalize(src))
		d := p.finish(p.body(splitLines(page, 8), body{titles: true}))
		from := uintptr(unsafe.Pointer(unsafe.StringData(page)))
		eachString(reflect.ValueOf(d), func(path, s string) {
			at := uintptr(unsafe.Pointer(unsafe.StringData(s)))
			if s != "" && at >= from && at < from+uintptr(len(page)) {
				t.Errorf("%s: %s = %.40q lies in the page", name, path, s)
			}
		}, "")
	}
}

// eachString calls visit for every string below v.
func eachString(v reflect.Value, visit func(path, s string), path string) {
	switch v.Kind() {
	case reflect.String:
		visit(path, v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachString(v.Elem(), visit, path)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachString(v.Field(i), visit, path+"/"+v.Type().Name()+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachString(v.Index(i), visit, path)
		}
	}
}
