package lessons

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"lectern/lessons/doc"
)

// zipFile writes an archive and returns its path.
func zipFile(t *testing.T, write func(*zip.Writer)) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "course.zip")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	write(z)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// put writes a text as an entry.
func put(t *testing.T, z *zip.Writer, name, text string, mode fs.FileMode) {
	t.Helper()
	h := &zip.FileHeader{Name: name, Method: zip.Deflate}
	h.SetMode(mode)
	w, err := z.CreateHeader(h)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(name, "/") {
		return // a folder holds no text
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
}

// Names that lead out, absolute ones, links, devices, the same name twice, a
// file that is a folder too: nothing of the machine is read, and the rest opens.
func TestZipOfHostileNames(t *testing.T) {
	outside := write(t, t.TempDir(), "secret.md", "# "+secret+"\n")
	name := zipFile(t, func(z *zip.Writer) {
		put(t, z, "good.md", "# Good\n\nGood text. ![](../../../../../../"+outside+") {{#include link.md}}\n", 0o644)
		for _, n := range []string{"../up.md", "../../../../../etc/passwd.md", "/etc/abs.md", "C:\\win.md", "a\\..\\..\\b.md", "./dot.md", "a//b.md", "a/./b.md", "x/", "/", "nul\x00.md", strings.Repeat("d/", 5000) + "deep.md", strings.Repeat("n", 60000) + ".md"} {
			put(t, z, n, "# Odd\n\nOdd text.\n", 0o644)
		}
		put(t, z, "link.md", outside, fs.ModeSymlink|0o777)
		put(t, z, "device.md", "x", fs.ModeDevice|0o666)
		put(t, z, "pipe.md", "x", fs.ModeNamedPipe|0o666)
	})
	c, err := OpenPath(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	good := false
	for _, l := range c.Lessons() {
		good = good || strings.Contains(l.Text(), "Good text.")
		if strings.Contains(l.Text(), secret) {
			t.Errorf("%s shows a file outside the archive", l.ID)
		}
	}
	if !good {
		t.Error("the good page is not there")
	}
	for _, n := range []string{"link.md", "device.md", "pipe.md"} {
		if _, err := c.files.read(n); err == nil {
			t.Errorf("%s was read", n)
		}
	}
}

// Where a name is there twice, or is none, the first counts, and the author is told of the other.
func TestZipOfNamesTwice(t *testing.T) {
	for _, second := range []string{"good.md", "./good.md", "../good.md", "good.md/in.md", "", ".."} {
		name := zipFile(t, func(z *zip.Writer) {
			put(t, z, "good.md", "# Good\n\nText.\n", 0o644)
			put(t, z, second, "# Bad\n\nText.\n", 0o644)
		})
		c, err := OpenPath(name)
		if err != nil {
			t.Errorf("%q: %v", second, err)
			continue
		}
		if title := c.First().Title; len(c.Pages()) != 1 || title != "Good" || !slices.ContainsFunc(c.Problems(), func(p doc.Problem) bool { return p.Code == "left-out" }) {
			t.Errorf("%q: %d pages, the first is %q; %v", second, len(c.Pages()), title, c.Problems())
		}
		c.Close()
	}
}

// zeros is size bytes of zeros, packed, without packing them: a packed block of
// zeros repeats as it is.
func zeros(t *testing.T, size int64) []byte {
	t.Helper()
	const block = 1 << 20
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	var ends []int
	for range 3 {
		if _, err := w.Write(make([]byte, block)); err != nil {
			t.Fatal(err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		ends = append(ends, b.Len())
	}
	again := b.Bytes()[ends[1]:ends[2]]
	out := append(bytes.Clone(b.Bytes()[:ends[1]]), bytes.Repeat(again, int(size/block)-2)...)
	return append(out, 1, 0, 0, 0xff, 0xff) // an empty last block, stored
}

// 10 GB of zeros in one page: said openly, the archive or the page is refused;
// where the archive says less, no more than that is unpacked.
func TestZipBomb(t *testing.T) {
	const size = 10 << 30
	packed := zeros(t, size)
	for name, stated := range map[string]uint64{"open": size, "below the limits": maxFile - 1, "tiny": 10} {
		t.Run(name, func(t *testing.T) {
			archive := zipFile(t, func(z *zip.Writer) {
				put(t, z, "a.md", "# A\n\nText.\n", 0o644)
				w, err := z.CreateRaw(&zip.FileHeader{
					Name: "b.md", Method: zip.Deflate, UncompressedSize64: stated, CompressedSize64: uint64(len(packed)),
				})
				if err != nil {
					t.Fatal(err)
				}
				if _, err := w.Write(packed); err != nil {
					t.Fatal(err)
				}
			})
			before := allocated()
			c, err := OpenPath(archive)
			if name == "open" {
				if err == nil || !strings.Contains(err.Error(), "would unpack to 10240 MB") {
					t.Errorf("opened: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			c.Lessons()
			found := false
			for _, p := range c.Problems() {
				found = found || p.Code == "unreadable-page"
			}
			if !found {
				t.Errorf("no Problem: %v", c.Problems())
			}
			// Twice the largest file at most; unbounded it would be more than 10 GB.
			if used := allocated() - before; used > 8*maxFile {
				t.Errorf("%d MB were allocated", used>>20)
			}
		})
	}
}

// allocated is how many bytes were allocated so far.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// A million entries are refused before they are read into memory, whatever the archive says of their number.
func TestZipOfManyEntries(t *testing.T) {
	const n = 1_000_000
	name := zipFile(t, func(z *zip.Writer) { put(t, z, "a.md", "# A\n\nText.\n", 0o644) })
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	start := bytes.Index(b, []byte("PK\x01\x02"))
	end := bytes.Index(b, []byte("PK\x05\x06"))
	entry, last := b[start:end], bytes.Clone(b[end:])
	many := append(bytes.Clone(b[:start]), bytes.Repeat(entry, n)...)
	length := len(entry) * n
	for i := range 4 { // the directory's length; the number of entries stays 1
		last[12+i] = byte(length >> (8 * i))
	}
	if err := os.WriteFile(name, append(many, last...), 0o666); err != nil {
		t.Fatal(err)
	}
	before := allocated()
	_, err = OpenPath(name)
	if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("holds more than %d files", maxFiles)) {
		t.Errorf("opened: %v", err)
	}
	// Some hundred KB; read into memory the entries would take more than 300 MB.
	if used := allocated() - before; used > 32<<20 {
		t.Errorf("%d MB were allocated", used>>20)
	}
}

// A small archive can have millions of folders, which nobody lists.
func TestZipOfManyFolders(t *testing.T) {
	const n = maxFiles/60 + 1
	name := zipFile(t, func(z *zip.Writer) {
		for i := range n {
			put(t, z, fmt.Sprint(i, "/", strings.Repeat("a/", 60), "x.md"), "", 0o644)
		}
	})
	if _, err := OpenPath(name); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("holds more than %d folders", maxFiles)) {
		t.Errorf("opened: %v", err)
	}
}

// An honest archive of many files opens.
func TestZipOfManyFilesOpens(t *testing.T) {
	name := zipFile(t, func(z *zip.Writer) {
		for i := range 3000 {
			put(t, z, fmt.Sprintf("p%04d.md", i), strings.Repeat("Some words. ", 100), 0o644)
		}
	})
	c, err := OpenPath(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if len(c.Pages()) != 3000 {
		t.Errorf("%d pages", len(c.Pages()))
	}
}
