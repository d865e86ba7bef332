package embed

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// readAll reads everything that a program with a course offers.
func readAll(p *Payload) error {
	return fs.WalkDir(p.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, err = fs.ReadFile(p.FS(), name)
		return err
	})
}

// TestCutCourse cuts a program with a course at every place that differs.
func TestCutCourse(t *testing.T) {
	course, names := sample()
	base := ownProgram(t)
	whole := attach(t, base, course, names, Info{ID: "tides"})
	start := int(base.Size())
	name := save(t, whole)
	for _, left := range []int{start + 8, start + headerSize, start + headerSize + 1, start + 500, len(whole) - trailerSize - 30, len(whole) - trailerSize, len(whole) - 95, len(whole) - 1} {
		if err := os.Truncate(name, int64(left)); err != nil {
			t.Fatal(err)
		}
		if p, err := Find(name); !errors.Is(err, ErrDamaged) {
			t.Errorf("%d bytes of the course left: Find = %v, %v", left-start, p, err)
		}
		if err := os.WriteFile(name, whole, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// With nothing of it left there is none.
	if err := os.Truncate(name, int64(start)); err != nil {
		t.Fatal(err)
	}
	if p, err := Find(name); p != nil || err != nil {
		t.Errorf("the bare base: Find = %v, %v", p, err)
	}
}

// TestFlippedBit flips one bit after the other, in a course that is hashed when
// it is found.
func TestFlippedBit(t *testing.T) {
	base := ownProgram(t)
	whole := attach(t, base, fstest.MapFS{"a.md": {Data: []byte("# A\n\nText.\n")}}, []string{"a.md"}, Info{ID: "a"})
	name := save(t, whole)
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at := base.Size(); at < int64(len(whole)); at++ {
		flip(t, f, at, whole[at]^1<<(at%8))
		if _, err := Find(name); err == nil {
			t.Errorf("byte %d of the course changed, and nobody noticed", at-base.Size())
		}
		flip(t, f, at, whole[at])
	}
}

func flip(t *testing.T, f *os.File, at int64, to byte) {
	t.Helper()
	if _, err := f.WriteAt([]byte{to}, at); err != nil {
		t.Fatal(err)
	}
}

// TestForgedTrailer: numbers that do not fit the file are refused, though the sum
// of the trailer is right.
func TestForgedTrailer(t *testing.T) {
	const size = 1000
	rest := int64(size - trailerSize - headerSize)
	for name, bad := range map[string]trailer{
		"header before the file":        {header: -1, length: rest + 1},
		"header behind the file":        {header: rest + 1, length: -1},
		"zip too long":                  {header: 100, length: rest - 99},
		"zip too short":                 {header: 100, length: rest - 101},
		"directory of negative length":  {header: 100, length: rest - 100, dirSize: -1},
		"directory longer than the zip": {header: 100, length: rest - 100, dirSize: rest - 99},
	} {
		file := append(make([]byte, size-trailerSize), bad.bytes()...)
		if got, err := readTrailer(bytes.NewReader(file), size); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	sound := trailer{header: 100, length: rest - 100, dirSize: rest - 100}
	file := append(make([]byte, size-trailerSize), sound.bytes()...)
	if got, err := readTrailer(bytes.NewReader(file), size); err != nil || *got != sound {
		t.Errorf("a sound trailer: %+v, %v", got, err)
	}
}

// TestFlippedBitOfLargeCourse: such a course is found unread, and the bit at
// the latest when its file is read.
func TestFlippedBitOfLargeCourse(t *testing.T) {
	noise := make([]byte, hashAtStart+1000)
	r := rand.NewChaCha8([32]byte{1})
	r.Read(noise)
	course := fstest.MapFS{
		"moon.png": {Data: noise}, "a.md": {Data: []byte("# A\n\n" + strings.Repeat("Text. ", 2000))},
	}
	whole := attach(t, bytes.NewReader([]byte("base")), course, []string{"moon.png", "a.md"}, Info{ID: "a"})
	for _, at := range []int{4 + headerSize + 45, hashAtStart / 2, len(whole) / 2} {
		broken := bytes.Clone(whole)
		broken[at] ^= 4
		p, err := Find(save(t, broken))
		if err != nil {
			t.Fatalf("byte %d: Find = %v; a large course is not read when it is found", at, err)
		}
		if err := readAll(p); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d changed; reading says %v", at, err)
		}
		if err := p.Verify(); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d changed; Verify says %v", at, err)
		}
		p.Close()
	}
}

// TestForeignPrograms attaches a course to programs of other systems, cuts it,
// and expects the cut to be seen by the end that their headers state.
func TestForeignPrograms(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("no go command: ", err)
	}
	dir := filepath.Join(strings.TrimSpace(string(goroot)), "src", "debug")
	for _, name := range []string{
		"pe/testdata/gcc-amd64-mingw-exec", "pe/testdata/gcc-386-mingw-exec",
		"macho/testdata/gcc-amd64-darwin-exec.base64", "macho/testdata/fat-gcc-386-amd64-darwin-exec.base64",
		"elf/testdata/gcc-amd64-linux-exec", "elf/testdata/gcc-386-freebsd-exec",
	} {
		t.Run(name, func(t *testing.T) {
			base, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Skip("this Go has no such file: ", err)
			}
			if strings.HasSuffix(name, ".base64") {
				if base, err = base64.StdEncoding.DecodeString(string(base)); err != nil {
					t.Fatal(err)
				}
			}
			if end := imageEnd(bytes.NewReader(base), int64(len(base))); end != int64(len(base)) {
				t.Fatalf("the program ends at %d, its headers say %d", len(base), end)
			}
			course, names := sample()
			whole := attach(t, bytes.NewReader(base), course, names, Info{ID: "tides"})
			p, err := Find(save(t, whole))
			if err != nil || p == nil {
				t.Fatalf("Find = %v, %v", p, err)
			}
			defer p.Close()
			if err := readAll(p); err != nil {
				t.Error(err)
			}
			if _, err := Find(save(t, whole[:len(whole)-200])); !errors.Is(err, ErrDamaged) {
				t.Errorf("a cut course: %v", err)
			}
		})
	}
}

// TestForeignProgramWithoutSymbols: a release for Windows has no symbols, so it
// ends with its last section.
func TestForeignProgramWithoutSymbols(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("no go command: ", err)
	}
	base, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "src/debug/pe/testdata/gcc-386-mingw-exec"))
	if err != nil {
		t.Skip("this Go has no such file: ", err)
	}
	// PE format, "COFF File Header": behind the signature, whose place is at
	// 0x3c, stand NumberOfSections at 2, PointerToSymbolTable at 8 and
	// NumberOfSymbols at 12. The sections for debuggers go as well, as their
	// names stand behind the symbols; the last that stays is .tls.
	const sections, end = 7, 7680
	coff := binary.LittleEndian.Uint32(base[0x3c:]) + 4
	binary.LittleEndian.PutUint16(base[coff+2:], sections)
	clear(base[coff+8 : coff+16])
	for _, behind := range []int64{0, 5, 100} {
		if got := imageEnd(bytes.NewReader(base), end+behind); got != end {
			t.Errorf("with %d bytes behind it the program ends at %d, want %d", behind, got, end)
		}
	}
}

// FuzzFind feeds files of any content: Find may refuse them, but not panic, and
// what it opens must read or fail in order.
func FuzzFind(f *testing.F) {
	course, names := sample()
	whole := attach(f, bytes.NewReader([]byte("\x7fELF")), course, names, Info{ID: "tides"})
	f.Add(whole)
	f.Add(whole[:len(whole)-10])
	f.Add([]byte("MZ" + strings.Repeat("\x00", 100)))
	name := filepath.Join(f.TempDir(), fmt.Sprintf("program-%d", os.Getpid()))
	f.Fuzz(func(t *testing.T, content []byte) {
		if err := os.WriteFile(name, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if n, err := BaseSize(bytes.NewReader(content)); err == nil && (n < 0 || n > int64(len(content))) {
			t.Errorf("BaseSize = %d of %d", n, len(content))
		}
		p, err := Find(name)
		if p == nil || err != nil {
			return
		}
		defer p.Close()
		_ = readAll(p)
		if _, err := io.Copy(io.Discard, io.NewSectionReader(p.file, p.Start, p.Length)); err != nil {
			t.Error(err)
		}
	})
}
