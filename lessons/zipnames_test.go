package lessons

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// rawZip writes an archive whose names are these bytes, and whose entries do not say in
// which charset they are.
func rawZip(t *testing.T, entries ...zip.FileHeader) string {
	t.Helper()
	return zipFile(t, func(z *zip.Writer) {
		for _, h := range entries {
			h.NonUTF8 = true
			w, err := z.CreateHeader(&h)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(h.Name, "/") && !strings.HasSuffix(h.Name, `\`) {
				if _, err := w.Write([]byte("# Page " + h.Comment + "\n\n[x](sub/%C3%BCbung.md)\n")); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// pathsIn opens an archive and returns the paths of its pages and the texts of its Problems.
func pathsIn(t *testing.T, name string) (paths []string, said string) {
	t.Helper()
	c, err := OpenPath(name)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, p := range c.Pages() {
		paths = append(paths, p.Path)
	}
	slices.Sort(paths)
	for _, p := range c.Problems() {
		if p.Code == "archive-names" || p.Code == "left-out" {
			said += p.Severity.String() + ": " + p.Text + "\n"
		}
	}
	return paths, said
}

// Archives of many systems show the pages that their authors saw.
func TestNamesInArchives(t *testing.T) {
	for name, c := range map[string]struct {
		charset encoding.Encoding
		names   []string
	}{
		"CP437":        {charmap.CodePage437, []string{"photo-tür.md", "sub/übung.md"}},
		"CP850":        {charmap.CodePage850, []string{"Ação.md", "São João.md"}},
		"CP852":        {charmap.CodePage852, []string{"Wstęp do usług.md", "Ćwiczenie żółw.md"}},
		"CP866":        {charmap.CodePage866, []string{"Приливы.md", "Урок 1.md"}},
		"Shift-JIS":    {japanese.ShiftJIS, []string{"レッスン/表.md", "第一章.md"}},
		"GB18030":      {simplifiedchinese.GB18030, []string{"平台.md", "第一课.md"}},
		"EUC-KR":       {korean.EUCKR, []string{"수업.md", "조석.md"}},
		"Windows-1252": {charmap.Windows1252, []string{"Ça va.md", "été.md"}},
		"":             {encoding.Nop, []string{"Übung.md", "été.md"}},
	} {
		var entries []zip.FileHeader
		for _, n := range c.names {
			raw, err := c.charset.NewEncoder().String(n)
			if err != nil {
				t.Fatal(err)
			}
			entries = append(entries, zip.FileHeader{Name: raw})
		}
		paths, said := pathsIn(t, rawZip(t, entries...))
		slices.Sort(c.names)
		if !slices.Equal(paths, c.names) || name != "" && !strings.Contains(said, "2 names in the archive are not UTF-8; they were read as "+name) || name == "" && said != "" {
			t.Errorf("%s: %q, %s", name, paths, said)
		}
	}
}

// Info-ZIP states the name in a field of its own; where that is of another name it does not count.
func TestUnicodePathOfArchives(t *testing.T) {
	field := func(of, name string) []byte {
		body := append([]byte{1}, binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(of)))...)
		body = append(body, name...)
		return append(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(nil, 0x7075), uint16(len(body))), body...)
	}
	paths, said := pathsIn(t, rawZip(t,
		zip.FileHeader{Name: "Grenze?.md", Extra: field("Grenze?.md", "Größe.md")},
		zip.FileHeader{Name: "a.md", Extra: field("b.md", "c.md")}))
	if !slices.Equal(paths, []string{"Größe.md", "a.md"}) || said != "" {
		t.Errorf("%q, %s", paths, said)
	}
}

// Backslashes part folders. A name that no file of a course can have costs one entry,
// and is told.
func TestOddNamesInArchives(t *testing.T) {
	paths, said := pathsIn(t, rawZip(t, zip.FileHeader{Name: "index.md"}, zip.FileHeader{Name: `sub\`}, zip.FileHeader{Name: `sub\b.md`},
		zip.FileHeader{Name: "../up.md"}, zip.FileHeader{Name: "con\x01trol.md"}, zip.FileHeader{Name: "index.md"}, zip.FileHeader{Name: "index.md/under.md"},
		zip.FileHeader{Name: `C:\win.md`}, zip.FileHeader{Name: strings.Repeat("d/", 100) + "deep.md"}))
	if !slices.Equal(paths, []string{"index.md", "sub/b.md"}) || !strings.HasPrefix(said, "warning: 6 entries") || !strings.Contains(said, `"../up.md"`) {
		t.Errorf("%q, %s", paths, said)
	}
}
