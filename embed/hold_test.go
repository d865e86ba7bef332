package embed

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
)

// forge makes a program with an archive that Attach did not write, but whose sums are all right.
func forge(t testing.TB, archive []byte) []byte {
	t.Helper()
	end := bytes.LastIndex(archive, []byte("PK\x05\x06"))
	dir := archive[bytes.Index(archive, []byte("PK\x01\x02")):]
	if end < 0 {
		t.Fatal("no archive")
	}
	tr := trailer{header: 4, length: int64(len(archive)), dirSize: int64(len(dir)), dirCRC: crc32.Checksum(dir, castagnoli()), sum: sha256.Sum256(archive)}
	return bytes.Join([][]byte{[]byte("base"), []byte(headerMagic), archive, tr.bytes()}, nil)
}

// entry is one entry of a forged archive.
type entry struct {
	name, text string
	mode       fs.FileMode
}

// archived packs entries, and an Info that says what the forger likes.
func archived(t testing.TB, info string, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range append(entries, entry{metaFolder + "/" + infoName, info, 0o644}) {
		h := header(e.name)
		h.SetMode(e.mode)
		w, err := z.CreateHeader(h)
		if err == nil && !strings.HasSuffix(e.name, "/") {
			_, err = io.WriteString(w, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestForgedCourse: what Attach does not write is refused before any of it is read, with the reason.
func TestForgedCourse(t *testing.T) {
	deep := strings.Repeat("d/", 64)
	for _, c := range []struct {
		entries []string // names; one that ends in @ is a link
		why     string
	}{
		{[]string{".git/config"}, `".git/config", has a part that begins with a dot`},
		{[]string{"a/.envrc"}, "begins with a dot"},
		{[]string{"a.md", "b/.vscode/tasks.json"}, "begins with a dot"},
		{[]string{"\u200c.git/config"}, "begins with a dot"},
		{[]string{"e\x1b[31337m\n.md"}, `"e\x1b[31337m\n.md", has control characters`},
		{[]string{"\u009b1m.md"}, "control characters"},
		{[]string{"/etc/x"}, "is absolute"},
		{[]string{"C:/x"}, "is absolute"},
		{[]string{"../up.md"}, "leads out"},
		{[]string{"a/../../up.md"}, "leads out"},
		{[]string{`a\..\..\up.md`}, "backslash"},
		{[]string{`a\.git\config`}, "backslash"},
		{[]string{"a/./b.md"}, "idle part"},
		{[]string{"a//b.md"}, "idle part"},
		{[]string{"a/"}, "idle part"},
		{[]string{"a\xff.md"}, "not UTF-8"},
		{[]string{deep + "x.md"}, "too deep"},
		{[]string{strings.Repeat("x/", 30000) + "x.md"}, "too long"},
		{[]string{"b.md", "a.md"}, `not in order at "a.md"`},
		{[]string{"a.md", "a.md"}, `not in order at "a.md"`},
		{[]string{"a", "a!", "a/b.md"}, `"a" in it is a file and a folder`},
		{[]string{"a.md@"}, `"a.md" in it is no file`},
	} {
		var entries []entry
		for _, name := range c.entries {
			e := entry{name, "text", 0o644}
			if link, ok := strings.CutSuffix(name, "@"); ok {
				e = entry{link, "/etc/passwd", fs.ModeSymlink | 0o777}
			}
			entries = append(entries, e)
		}
		p, err := Find(save(t, forge(t, archived(t, `{"id":"x"}`, entries...))))
		if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%.80q: Find = %v, %v; want %q", c.entries, p, err, c.why)
		}
		if err != nil && len(err.Error()) > 300 {
			t.Errorf("%.80q: the reason has %d bytes", c.entries, len(err.Error()))
		}
	}
}

// TestForgedCourseOpens: what the table above refuses is not refused because it is forged.
func TestForgedCourseOpens(t *testing.T) {
	deepest := strings.Repeat("d/", 63) + "x.md"
	p, err := Find(save(t, forge(t, archived(t, `{"id":"x"}`, entry{"a.md", "a", 0o644}, entry{"a.md.txt", "b", 0o644}, entry{deepest, "c", 0o644}))))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if b, err := fs.ReadFile(p.FS(), deepest); string(b) != "c" {
		t.Errorf("%q, %v", b, err)
	}
}

// TestForgedInfo: what a builder says of the files is held against them when all of them are read.
func TestForgedInfo(t *testing.T) {
	files := []entry{{"a.md", "# A\n", 0o644}, {"b.md", "# B\n", 0o644}}
	hash := "4a38b5dd1a9a75b3f6ba9b8ebcd3c1ab"
	for _, info := range []string{`{}`, `{"hash":"00","files":2,"bytes":8}`, fmt.Sprintf(`{"hash":%q,"files":2,"bytes":8}`, hash)} {
		p, err := Find(save(t, forge(t, archived(t, info, files...))))
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Unpack(discard); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: Unpack = %v", info, err)
		}
		p.Close()
	}
	if _, err := Find(save(t, forge(t, archived(t, `{"id":"`+strings.Repeat("x", maxInfo)+`"}`, files...)))); !errors.Is(err, ErrRefused) {
		t.Errorf("an Info of 1 MB: %v", err)
	}
	course, names := sample()
	p, err := Find(save(t, attach(t, bytes.NewReader([]byte("base")), course, names, Info{ID: "tides"})))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if err := p.Unpack(discard); err != nil {
		t.Errorf("an honest course: %v", err)
	}
}

func discard(_ string, in io.Reader) error {
	_, err := io.Copy(io.Discard, in)
	return err
}

// TestPayloadBomb: a course that unpacks to far more than it is, is refused when it says so, and
// stopped while it is unpacked when it does not.
func TestPayloadBomb(t *testing.T) {
	const each, files = 64 << 20, 20
	packed := archived(t, `{}`, entry{"a.bin", strings.Repeat("\x00", each), 0o644})
	r, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	one := r.File[0]
	for name, says := range map[string]uint64{"says so": each, "says less": 10} {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := range files {
			h := one.FileHeader
			h.Name, h.UncompressedSize64 = fmt.Sprintf("f%02d.bin", i), says
			w, err := z.CreateRaw(&h)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := one.OpenRaw()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.Copy(w, raw); err != nil {
				t.Fatal(err)
			}
		}
		w, err := z.CreateHeader(header(metaFolder + "/" + infoName))
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, "{}")
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		p, err := Find(save(t, forge(t, b.Bytes())))
		if name == "says so" {
			if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "would unpack to 1280 MB, more than 50 times its size") {
				t.Errorf("%s: Find = %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		written := int64(0)
		err = p.Unpack(func(_ string, in io.Reader) error {
			n, err := io.Copy(io.Discard, in)
			written += n
			return err
		})
		if err == nil || written > 1<<20 {
			t.Errorf("%s: %d bytes were unpacked, %v", name, written, err)
		}
		p.Close()
	}
	// Whatever package zip lets through is counted.
	c := counter{in: zeros{}, sum: sha256.New(), n: 1 << 30, packed: 20 << 20}
	if n, err := io.CopyN(io.Discard, &c, 1<<20); !errors.Is(err, ErrRefused) || n > 1<<20 {
		t.Errorf("%d bytes were counted, %v", n, err)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }

// TestPayloadOfManyEntries: a million entries are refused before they are read into memory.
func TestPayloadOfManyEntries(t *testing.T) {
	const n = 1_000_000
	one := archived(t, `{}`)
	start, end := bytes.Index(one, []byte("PK\x01\x02")), bytes.LastIndex(one, []byte("PK\x05\x06"))
	many := append(bytes.Clone(one[:start]), bytes.Repeat(one[start:end], n)...)
	last := bytes.Clone(one[end:])
	for i := range 4 { // the directory's length; the number of entries stays 1
		last[12+i] = byte((end - start) * n >> (8 * i))
	}
	name := save(t, forge(t, append(many, last...)))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Find(name)
	runtime.ReadMemStats(&after)
	if !errors.Is(err, ErrRefused) || !strings.Contains(err.Error(), "more than 200000 files") {
		t.Errorf("Find = %v", err)
	}
	// Some hundred KB; read into memory the entries would take more than 300 MB.
	if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
		t.Errorf("%d MB were allocated", used>>20)
	}
}

// TestAttachHolds: nothing is attached that Find would refuse.
func TestAttachHolds(t *testing.T) {
	course, _ := sample()
	for _, name := range []string{".hidden.md", "a/.git/x", "tab\t.md", `back\slash.md`, strings.Repeat("d/", 64) + "x.md", ".lectern/info.json"} {
		if _, err := Attach(io.Discard, bytes.NewReader(nil), course, []string{name}, Info{}, nil, nil); err == nil || !strings.Contains(err.Error(), "a program can carry no file of this name: it ") {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := Attach(io.Discard, bytes.NewReader(nil), course, nil, Info{Title: strings.Repeat("x", maxInfo)}, nil, nil); err == nil {
		t.Error("a title of 1 MB was attached")
	}
}
