package embed

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// sample is a small course, a file that no course may have left out.
func sample() (fstest.MapFS, []string) {
	return fstest.MapFS{
		"course.toml":     {Data: []byte("title = \"Tides\"\n")},
		"tides.rst":       {Data: []byte("Tides\n=====\n\n" + strings.Repeat("The moon pulls. ", 400) + "\n")},
		"img/moon.png":    {Data: []byte("\x89PNG not compressed twice")},
		"img/größe.txt":   {Data: []byte("o\n")},
		"empty.md":        {Data: nil},
		"deep/a/b/c.md":   {Data: []byte("# C\n")},
		"not-attached.md": {Data: []byte("# No\n")},
	}, []string{"tides.rst", "course.toml", "img/moon.png", "img/größe.txt", "empty.md", "deep/a/b/c.md", "tides.rst"}
}

// ownProgram is this test's own program, a real one of this system.
func ownProgram(t testing.TB) Base {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(exe)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return io.NewSectionReader(f, 0, st.Size())
}

func attach(t testing.TB, base Base, course fs.FS, names []string, info Info) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := Attach(&b, base, course, names, info, map[string][]byte{"contents": []byte("a\nb\n")}, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func save(t testing.TB, content []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(name, content, 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestAttachAndFind(t *testing.T) {
	course, names := sample()
	want := Info{
		ID: "tides", Title: "Tides", Version: "2", Pages: 3, Lessons: 4, Questions: 5,
		Builder: "1.0", Base: "1.0",
	}
	p, err := Find(save(t, attach(t, ownProgram(t), course, names, want)))
	if err != nil || p == nil {
		t.Fatalf("Find: %v, %v", p, err)
	}
	defer p.Close()
	want.Files = 6
	for _, name := range []string{"course.toml", "tides.rst", "img/moon.png", "img/größe.txt", "empty.md", "deep/a/b/c.md"} {
		data := course[name].Data
		want.Bytes += int64(len(data))
		if got, err := fs.ReadFile(p.FS(), name); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s reads as %q, %v", name, got, err)
		}
	}
	if want.Hash, err = ContentHash(course, names); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, p.Info); diff != "" {
		t.Errorf("Info (-want +got):\n%s", diff)
	}
	if err := fstest.TestFS(p.FS(), "course.toml", "img/moon.png", "deep/a/b/c.md"); err != nil {
		t.Error(err)
	}
	if note, err := p.Meta("contents"); err != nil || string(note) != "a\nb\n" {
		t.Errorf("the note reads as %q, %v", note, err)
	}
	if _, err := p.Meta("absent"); !errors.Is(err, ErrDamaged) {
		t.Errorf("an absent note: %v", err)
	}
	if _, err := fs.Stat(p.FS(), metaFolder+"/"+infoName); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a note is a file of the course: %v", err)
	}
	if _, err := fs.Stat(p.FS(), "not-attached.md"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that was not named is attached: %v", err)
	}
	if err := p.Verify(); err != nil {
		t.Error(err)
	}
}

// Every plain build carries a course and the tour.
func TestInside(t *testing.T) {
	for name, course := range map[string]fs.FS{"course": Default(), "tour": Tour("en")} {
		if _, err := fs.Stat(course, "course.toml"); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNoCourse(t *testing.T) {
	base := ownProgram(t)
	plain, err := io.ReadAll(io.NewSectionReader(base, 0, base.Size()))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"program": plain, "empty": nil, "short": []byte("x"), "text": bytes.Repeat([]byte("words "), 99),
		"program and a newline": append(bytes.Clone(plain), '\n'),
	} {
		if p, err := Find(save(t, content)); p != nil || err != nil {
			t.Errorf("%s: Find = %v, %v; want nothing", name, p, err)
		}
	}
	if _, err := Find(filepath.Join(t.TempDir(), "absent")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an absent file: %v", err)
	}
}

func TestSameInputSameBytes(t *testing.T) {
	course, names := sample()
	base := ownProgram(t)
	one := attach(t, base, course, names, Info{ID: "tides"})
	turned := append([]string(nil), names...)
	for i, j := 0, len(turned)-1; i < j; i, j = i+1, j-1 {
		turned[i], turned[j] = turned[j], turned[i]
	}
	if two := attach(t, base, course, turned, Info{ID: "tides"}); !bytes.Equal(one, two) {
		t.Error("two builds of one course differ")
	}
	// A base that has a course gets it replaced, whatever that course was.
	other := attach(t, base, fstest.MapFS{"a.md": {Data: []byte("# A\n")}}, []string{"a.md"}, Info{ID: "a"})
	if two := attach(t, bytes.NewReader(other), course, names, Info{ID: "tides"}); !bytes.Equal(one, two) {
		t.Error("a course on a base with a course differs from the same on the plain base")
	}
	// So does one whose course was cut off.
	if two := attach(t, bytes.NewReader(other[:len(other)-50]), course, names, Info{ID: "tides"}); !bytes.Equal(one, two) {
		t.Error("a course on a base with half a course differs from the same on the plain base")
	}
	if n, err := BaseSize(bytes.NewReader(one)); err != nil || n != base.Size() {
		t.Errorf("BaseSize = %d, %v; want %d", n, err, base.Size())
	}
}

// What stands behind a program and is no course, as a signature, stays with it.
func TestBaseWithSomethingBehindIt(t *testing.T) {
	base := ownProgram(t)
	whole, err := io.ReadAll(io.NewSectionReader(base, 0, base.Size()))
	if err != nil {
		t.Fatal(err)
	}
	whole = append(whole, "a signature"...)
	if n, err := BaseSize(bytes.NewReader(whole)); err != nil || n != int64(len(whole)) {
		t.Errorf("BaseSize = %d, %v; want %d, all of it", n, err, len(whole))
	}
}

// A record names the course that a student saw by this hash, so it is the same
// in every version of the program.
func TestContentHashStays(t *testing.T) {
	course := fstest.MapFS{"a.md": {Data: []byte("# A\n")}, "b/ö.png": {Data: []byte("\x89PNG")}}
	got, err := ContentHash(course, []string{"b/ö.png", "a.md"})
	const want = "b266fcc223991f103d1e4e471a34e86f48171cd651fac4d735617312b1d72b01"
	if err != nil || got != want {
		t.Errorf("ContentHash = %s, %v; want %s", got, err, want)
	}
}

// The folder of a course without files is listed as empty, all at once and bit by bit.
func TestCourseWithoutFiles(t *testing.T) {
	p, err := Find(save(t, attach(t, ownProgram(t), fstest.MapFS{}, nil, Info{ID: "nothing"})))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, n := range []int{-1, 0, 1} {
		root, err := p.FS().Open(".")
		if err != nil {
			t.Fatal(err)
		}
		list, err := root.(fs.ReadDirFile).ReadDir(n)
		if n > 0 && err == io.EOF {
			err = nil // that is how a folder ends
		}
		if len(list) > 0 || err != nil {
			t.Errorf("ReadDir(%d) = %v, %v", n, list, err)
		}
	}
}

func TestNamesThatNoCourseMayHave(t *testing.T) {
	for _, name := range []string{"../up.md", "/etc/passwd", ".lectern/info.json", "a//b", "", "absent.md"} {
		_, err := Attach(io.Discard, bytes.NewReader(nil), fstest.MapFS{".lectern/info.json": {}}, []string{name}, Info{}, nil, nil)
		if err == nil {
			t.Errorf("%q was attached", name)
		}
	}
}

// limited fails after some bytes, as a full disk does.
type limited struct{ left int }

var errFull = errors.New("no space left")

func (l *limited) Write(b []byte) (int, error) {
	if l.left -= len(b); l.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestAttachTellsOfAFullDisk(t *testing.T) {
	course, names := sample()
	var b bytes.Buffer
	if _, err := Attach(&b, bytes.NewReader([]byte("base")), course, names, Info{}, nil, nil); err != nil {
		t.Fatal(err)
	}
	whole := b.Len()
	for _, room := range []int{0, 3, 10, whole / 2, whole - 1} {
		_, err := Attach(&limited{room}, bytes.NewReader([]byte("base")), course, names, Info{}, nil, nil)
		if !errors.Is(err, errFull) {
			t.Errorf("room for %d of %d bytes: %v", room, whole, err)
		}
	}
}

func TestAttachStops(t *testing.T) {
	course, names := sample()
	stop := errors.New("stop")
	var last int64
	_, err := Attach(io.Discard, bytes.NewReader(nil), course, names, Info{}, nil, func(done int64) error {
		if done < last {
			t.Errorf("progress went back from %d to %d", last, done)
		}
		if last = done; done > 1000 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) {
		t.Errorf("Attach = %v; want what step returned", err)
	}
}

func BenchmarkFind(b *testing.B) {
	course, names := sample()
	built := save(b, attach(b, ownProgram(b), course, names, Info{ID: "tides"}))
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, file string }{{"attached", built}, {"none", exe}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				p, err := Find(c.file)
				if err != nil {
					b.Fatal(err)
				}
				if p != nil {
					p.Close()
				}
			}
		})
	}
}
