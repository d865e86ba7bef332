package embed

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"testing/fstest"

	"lectern/embed/macho"
	"lectern/embed/macho/machotest"
)

// A program for macOS has its course inside what is signed, finds it there, and gets another in
// its place; what lies behind the signature of older ones goes.
func TestInsideProgramForMac(t *testing.T) {
	course, names := sample()
	other := fstest.MapFS{"a.md": {Data: []byte("# A\n")}}
	for _, signed := range []bool{true, false} {
		program := machotest.Program("... "+findsInside+" ...", signed)
		base := bytes.NewReader(program)
		if info, err := Attach(io.Discard, base, course, names, Info{}, nil, nil); err != nil || !info.Inside {
			t.Fatalf("the course does not lie inside: %v", err)
		}
		whole := attach(t, base, course, names, Info{ID: "tides"})
		if err := machotest.Verify(whole); err != nil {
			t.Error(err)
		}
		p, err := Find(save(t, whole))
		if err != nil || p == nil {
			t.Fatalf("Find = %v, %v", p, err)
		}
		if err := readAll(p); err != nil {
			t.Error(err)
		}
		p.Close()
		again := attach(t, bytes.NewReader(attach(t, bytes.NewReader(whole), other, []string{"a.md"}, Info{ID: "a"})), course, names, Info{ID: "tides"})
		if !bytes.Equal(again, whole) {
			t.Error("a course on a base with a course differs from the same on the plain base")
		}
		image, err := macho.Read(bytes.NewReader(whole), int64(len(whole)))
		if err != nil {
			t.Fatal(err)
		}
		for name, change := range map[string]func([]byte){
			"the course":  func(b []byte) { b[image.End()-200] ^= 1 },
			"the trailer": func(b []byte) { b[image.End()-trailerSize] ^= 1 },
		} {
			broken := bytes.Clone(whole)
			change(broken)
			if _, err := Find(save(t, broken)); !errors.Is(err, ErrDamaged) {
				t.Errorf("%s has changed: %v", name, err)
			}
		}
	}
	// What an older program was given lies behind its end, and its successor moves it inside.
	old := machotest.Program("an older program", true)
	behind := attach(t, bytes.NewReader(old), other, []string{"a.md"}, Info{ID: "a"})
	if info, err := Attach(io.Discard, bytes.NewReader(old), other, []string{"a.md"}, Info{}, nil, nil); err != nil || info.Inside || !bytes.HasPrefix(behind, old) {
		t.Error("an older program gets its course inside, where it does not look")
	}
	if p, err := Find(save(t, behind)); err != nil || p == nil {
		t.Errorf("a course behind a program for macOS: %v, %v", p, err)
	}
}
