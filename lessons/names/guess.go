package names

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/text"
)

// Readable returns a name as its author saw it, as far as it alone can tell: a name that
// is not UTF-8 is read in the charset in which it looks most like a name.
func Readable(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	return decoded(guess([]string{name}, ""), name)
}

// Path returns the path on the machine that somebody means who types one: the one that is
// there, else the only one with the same letters, composed or not, in any charset.
func Path(typed string) string {
	if isASCII(typed) {
		return typed
	}
	if _, err := os.Lstat(typed); !errors.Is(err, fs.ErrNotExist) {
		return typed
	}
	dir, last := filepath.Split(filepath.Clean(typed))
	if dir != "" {
		if parent := filepath.Clean(dir); parent != filepath.Clean(typed) {
			dir = Path(parent)
		}
	}
	entries, _ := os.ReadDir(cmp.Or(dir, ".")) // what is not there has none
	found := ""
	for _, e := range entries {
		if norm.NFC.String(Readable(e.Name())) != norm.NFC.String(last) {
			continue
		}
		if found != "" {
			return typed
		}
		found = filepath.Join(dir, e.Name())
	}
	return cmp.Or(found, typed)
}

// decoded returns a name in a charset, without what no name has.
func decoded(c text.Charset, name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '/' {
			return utf8.RuneError
		}
		return r
	}, string(c.Decode([]byte(name))))
}

// guess returns the charset of names: the one in which most of them are asked for
// by the links of the pages; of those, that in which they look most like names.
func guess(names []string, links string) text.Charset {
	all := text.NameCharsets()
	most := 0
	var asked []text.Charset
	for _, c := range all {
		n := 0
		for _, raw := range names {
			base := lastPart(string(c.Decode([]byte(raw))))
			if !isASCII(base) && !strings.Contains(base, "\uFFFD") && strings.Contains(links, norm.NFC.String(base)) {
				n++
			}
		}
		if n > most {
			most, asked = n, nil
		}
		if n == most {
			asked = append(asked, c)
		}
	}
	return text.Guess([]byte(strings.Join(names, "\n")), asked)
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func lastPart(name string) string {
	return path.Base(strings.TrimSuffix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// maxLinkTexts is how many bytes of pages and lists are looked through for the names
// that they ask for.
const maxLinkTexts = 4 << 20

// linkTexts collects the texts of pages and lists, with what is written in percent signs
// as it is read.
type linkTexts struct {
	b    strings.Builder
	read int // bytes of files
}

// add takes the text of one file, as far as there is room.
func (l *linkTexts) add(open func() (io.ReadCloser, error)) {
	room := maxLinkTexts - l.read
	if room <= 0 {
		return
	}
	r, err := open()
	if err != nil {
		return
	}
	defer r.Close()
	src, err := io.ReadAll(io.LimitReader(r, int64(room)))
	l.read += len(src)
	if err == nil {
		src, _ = text.Decode(src)
		l.b.Write(src)
		l.b.Write(escaped().ReplaceAllFunc(src, unescape))
	}
}

func (l *linkTexts) text() string { return norm.NFC.String(l.b.String()) }

var escaped = text.Pattern(`(?:%[0-9A-Fa-f]{2})+`)

func unescape(signs []byte) []byte {
	plain, err := url.PathUnescape(string(signs))
	if err != nil {
		return signs
	}
	return []byte(plain)
}
