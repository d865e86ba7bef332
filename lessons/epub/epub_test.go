package epub

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// from reads the files of a book that is written here.
func from(files map[string]string) Read {
	return func(name string, limit int) ([]byte, error) {
		s, ok := files[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return []byte(s[:min(len(s), limit)]), nil
	}
}

const (
	container = `<?xml version="1.1" encoding="UTF-16"?><c:container xmlns:c="x"><c:rootfiles><c:rootfile full-path="o/b.opf" media-type="application/oebps-package+xml"/></c:rootfiles></c:container>`
	pages     = `<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="t/b.xhtml" media-type="application/xhtml+xml"/>`
	spine     = `</manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`
)

func book(t *testing.T, files map[string]string) string {
	t.Helper()
	if files[Container] == "" {
		files[Container] = container
	}
	b, err := Open(from(files))
	if err != nil {
		return "error: " + err.Error()
	}
	out := b.Title + " by " + b.Author + "\n" + strings.Join(b.Pages, " ") + "\n"
	for _, r := range b.Contents {
		out += fmt.Sprintf("%s%s -> %s#%s\n", strings.Repeat(" ", r.Depth), r.Title, r.Page, r.Place)
	}
	for _, p := range b.Problems {
		out += p.Code + "\n"
	}
	return out
}

func TestOpen(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"no package": {map[string]string{Container: "<container/>"}, "error: META-INF/container.xml names no package document"},
		"no page":    {map[string]string{"o/b.opf": "<package><manifest/></package>"}, "error: o/b.opf lists no page"},
		"a navigation without links is none, NCX counts": {map[string]string{
			"o/b.opf": "<package><metadata><dc:title> The\nSea </dc:title><dc:creator opf:role=\"ill\">Ill</dc:creator></metadata>" + pages +
				`<item id="n" href="nav.xhtml" properties="scripted nav" media-type="application/xhtml+xml"/><item id="x" href="x.ncx" media-type="application/x-dtbncx+xml"/>` + spine,
			"o/nav.xhtml": `<html><body><nav epub:type="toc"><ol><li><span>Nothing</span></li></ol></nav></body></html>`,
			"o/x.ncx":     `<ncx><navMap><navPoint><navLabel><text>B &eacute;</text></navLabel><content src="t/b.xhtml#p%20q"/><navPoint><navLabel><text>Lost</text></navLabel><content src="../../etc/passwd"/></navPoint></navPoint></navMap></ncx>`,
		}, "The Sea by Ill\no/a.xhtml o/t/b.xhtml\nB é -> o/t/b.xhtml#p q\n Lost -> #\n"},
		"what is named twice, has no page, or leads in a circle": {map[string]string{
			"o/b.opf": "<package>" + pages + `<item id="f" href="f.pdf" media-type="application/pdf" fallback="g"/><item id="g" href="g.svg" media-type="image/svg+xml" fallback="f"/>
				<item id="d" href="d.pdf" media-type="application/pdf" fallback="b"/></manifest>
				<spine><itemref idref="d"/><itemref idref="a" linear="no"/><itemref idref="a"/><itemref idref="f"/><itemref idref="none"/><itemref idref="b"/></spine></package>`,
		}, " by \no/t/b.xhtml o/a.xhtml\nleft-out\nleft-out\n"},
		"no spine, and a fixed layout": {map[string]string{
			"o/b.opf": `<package><metadata><meta property="rendition:layout">pre-paginated</meta></metadata>` + pages + "</manifest><spine/></package>",
		}, " by \no/a.xhtml o/t/b.xhtml\nfixed-layout\nunreadable-list\n"},
		"entities that would grow": {map[string]string{
			"o/b.opf": `<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><package><metadata><dc:title>&b;</dc:title></metadata>` + pages + spine,
		}, "&b; by \no/a.xhtml o/t/b.xhtml\n"},
		"cut off": {map[string]string{
			"o/b.opf": "<package>" + pages + `</manifest><spine><itemref idref="a"/><itemref idr`,
		}, " by \no/a.xhtml\n"},
	} {
		if diff := cmp.Diff(c.want, book(t, c.files)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
}

func TestProtected(t *testing.T) {
	entry := func(algorithm, file string) string {
		return `<enc:EncryptedData><enc:EncryptionMethod Algorithm="` + algorithm + `"/><enc:CipherData><enc:CipherReference URI="` + file + `"/></enc:CipherData></enc:EncryptedData>`
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  bool
	}{
		"none":  {map[string]string{}, false},
		"fonts": {map[string]string{"META-INF/encryption.xml": "<encryption>" + entry("http://www.idpf.org/2008/embedding", "f.otf") + entry("http://x", "g.woff2") + "</encryption>"}, false},
		"pages": {map[string]string{"META-INF/encryption.xml": "<encryption>" + entry("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "a.xhtml") + "</encryption>"}, true},
		"Apple": {map[string]string{"META-INF/sinf.xml": "x"}, true},
	} {
		if got := Protected(from(c.files)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// FuzzOpen: whatever the files hold, the pages are files of the book, each once, and the rows lead to pages.
func FuzzOpen(f *testing.F) {
	f.Add(container, "<package>"+pages+`<item id="n" href="n" properties="nav"/>`+spine, `<nav epub:type="toc"><ol><li><a href="a.xhtml#x">A</a><ol><li>B</ol></ol></nav>`)
	f.Add("<rootfile full-path='b'>", "<item href='../x' id='a'><spine toc=a><itemref>", "<navMap><navPoint><content src='a'/>")
	f.Fuzz(func(t *testing.T, container, opf, nav string) {
		b, err := Open(func(name string, limit int) ([]byte, error) {
			switch {
			case name == Container:
				return []byte(container), nil
			case strings.HasSuffix(name, "b.opf"):
				return []byte(opf), nil
			case name == "":
				return nil, errors.New("no name")
			}
			return []byte(nav), nil
		})
		if err != nil {
			return
		}
		known := map[string]bool{"": true}
		for _, p := range b.Pages {
			if known[p] || strings.HasPrefix(p, "../") || p == ".." {
				t.Errorf("the page %q", p)
			}
			known[p] = true
		}
		for _, r := range b.Contents {
			if !known[r.Page] || r.Depth < 0 {
				t.Errorf("the row %+v", r)
			}
		}
	})
}
