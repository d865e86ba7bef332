package lessons

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// A book opens as the file that it is, or says why it cannot.
func TestBook(t *testing.T) {
	ar, err := txtar.ParseFile("testdata/epub.txtar")
	if err != nil {
		t.Fatal(err)
	}
	const locked = `<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><CipherReference URI="a.xhtml"/></EncryptedData></encryption>`
	for want, change := range map[string]func(name string) (as, data string){
		"The Sea": func(name string) (string, string) { return name, "" },
		"a protected book (DRM)": func(name string) (string, string) {
			if name == "mimetype" {
				return "META-INF/encryption.xml", locked
			}
			return name, ""
		},
		"not an EPUB book": func(name string) (string, string) { return strings.ReplaceAll(name, "META-INF", "META"), "" },
	} {
		file := filepath.Join(t.TempDir(), "Book.EPUB")
		out, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		z := zip.NewWriter(out)
		for _, f := range ar.Files {
			name, data := change(f.Name)
			if data == "" {
				data = string(f.Data)
			}
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(data)); err != nil {
				t.Fatal(err)
			}
		}
		z.Close()
		out.Close()
		c, err := OpenPath(file)
		if err != nil {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%v, want %s", err, want)
			}
			continue
		}
		defer c.Close()
		if c.Manifest.Title != want || c.Manifest.Author != "Ada Reed" || len(c.Pages()) != 5 {
			t.Errorf("the book %q by %q has %d pages, want %s", c.Manifest.Title, c.Manifest.Author, len(c.Pages()), want)
		}
		// Its record is found again when it has another name.
		renamed := filepath.Join(t.TempDir(), "other.epub")
		if err := os.Rename(file, renamed); err != nil {
			t.Fatal(err)
		}
		again, err := OpenPath(renamed)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if id := again.Manifest.ID; id != c.Manifest.ID || id != "book-d104518063ce9c6f" {
			t.Errorf("the book is %s, and %s under another name", c.Manifest.ID, id)
		}
		// A note of another page opens beside the line: its block is a footnote.
		d := c.Resolve(c.Lesson("OEBPS/Text/one/one--only"), "../notes.xhtml#n1", "")
		if d.Kind != Inside || d.Place.Lesson != "OEBPS/notes" {
			t.Errorf("the note leads to %+v", d)
		}
	}
}
