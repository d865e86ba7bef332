package lessons

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// renameEntries gives the entries of an archive the names that its author saw, and takes
// out those that can be no file of a course. What it had to assume, and what it took
// out, are Problems.
//
// A name is UTF-8 if the entry says so (PKWARE, APPNOTE.TXT, appendix D) or has
// Info-ZIP's field for it (4.6.9). Else it is in the charset of the system that
// made the archive, which is not stated.
func renameEntries(z *zip.ReadCloser) []doc.Problem {
	var problems []doc.Problem
	names := make([]string, len(z.File))
	var unknown []int // entries whose charset is not stated
	for i, f := range z.File {
		names[i] = f.Name
		if stated := unicodePath(f); stated != "" {
			names[i] = stated
		} else if f.NonUTF8 {
			unknown = append(unknown, i)
		}
	}
	if !slices.ContainsFunc(unknown, func(i int) bool { return !utf8.ValidString(names[i]) }) {
		unknown = nil // as macOS writes them: UTF-8, and nothing says so
	}
	if len(unknown) > 0 {
		raw := make([]string, len(unknown))
		for k, i := range unknown {
			raw[k] = names[i]
		}
		charset := guessNames(raw, linkTexts(z))
		for k, i := range unknown {
			names[i] = string(charset.Decode([]byte(raw[k])))
		}
		problems = append(problems, doc.Problem{
			Severity: doc.Info, Code: "archive-names", Text: plural(len(unknown),
				"%d name in the archive is not UTF-8; it was read as "+charset.Name,
				"%d names in the archive are not UTF-8; they were read as "+charset.Name),
		})
	}
	return append(problems, keepEntries(z, names)...)
}

// keepEntries leaves in the archive the entries that can be files of a course, under these names.
func keepEntries(z *zip.ReadCloser, names []string) []doc.Problem {
	kept := z.File[:0]
	files := map[string]bool{} // false for a folder
	var out []string           // the names that are left out
	for i, f := range z.File {
		name, ok := entryName(names[i])
		isDir := strings.HasSuffix(name, "/")
		plain := strings.TrimSuffix(name, "/")
		if ok && !isDir {
			_, taken := files[plain]
			ok = !taken && !underFile(files, plain)
		}
		if !ok {
			out = append(out, names[i])
			continue
		}
		files[plain] = !isDir
		for dir := path.Dir(plain); dir != "." && !files[dir]; dir = path.Dir(dir) {
			files[dir] = false // even if the archive has no entry for it
		}
		f.Name = name
		kept = append(kept, f)
	}
	z.File = kept
	if len(out) == 0 {
		return nil
	}
	return []doc.Problem{{
		Severity: doc.Warning, Code: "left-out", Text: plural(len(out),
			"%d entry of the archive is left out, because no file of a course can have its name or another has it: ",
			"%d entries of the archive are left out, because no file of a course can have their names or others have them; the first is ") +
			quoted(out[0]),
	}}
}

// The bounds on the name of an entry.
const (
	maxEntryName = 4096 // bytes
	maxEntryPath = 64   // folders
)

// entryName returns the path of an entry, with a slash at the end for a folder. ok is false for
// one that leads out of the archive, is absurdly long, or has characters that no name has.
func entryName(name string) (clean string, ok bool) {
	name = strings.ReplaceAll(name, `\`, "/") // as older programs of Windows write it
	folder := strings.HasSuffix(name, "/")
	if len(name) > maxEntryName || !utf8.ValidString(name) || strings.Count(name, "/") > maxEntryPath ||
		strings.HasPrefix(name, "/") || strings.ContainsFunc(name, unicode.IsControl) || len(name) > 1 && name[1] == ':' {
		return "", false
	}
	name = path.Clean(name)
	if name == "." || name == ".." || strings.HasPrefix(name, "../") {
		return "", false
	}
	if folder {
		name += "/"
	}
	return name, true
}

// underFile reports whether a folder of the path is a file.
func underFile(files map[string]bool, name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if files[dir] {
			return true
		}
	}
	return false
}

// unicodePath returns the name in an entry's Info-ZIP Unicode Path field, "" if it has
// none or the field is of another name (APPNOTE.TXT 4.6.9).
func unicodePath(f *zip.File) string {
	const id, fixed = 0x7075, 5 // of its body: version, and the CRC of the other name
	for extra := f.Extra; len(extra) >= 4; {
		kind, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		if extra = extra[4:]; size > len(extra) {
			return ""
		}
		body := extra[:size]
		extra = extra[size:]
		if kind == id && size > fixed && body[0] == 1 &&
			binary.LittleEndian.Uint32(body[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) && utf8.Valid(body[fixed:]) {
			return string(body[fixed:])
		}
	}
	return ""
}

// guessNames returns the charset of names: the one in which most of them are asked for
// by the links of the pages; of those, that in which they look most like names.
func guessNames(names []string, links string) text.Charset {
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

// maxLinkTexts is how many bytes of an archive's pages are looked through for the names
// that they ask for.
const maxLinkTexts = 4 << 20

// linkTexts returns the text of an archive's pages and lists, with what is written in percent
// signs as it is read.
func linkTexts(z *zip.ReadCloser) string {
	var b strings.Builder
	for _, f := range z.File {
		if room := maxLinkTexts - b.Len(); room > 0 && holdsLinks(f.Name) {
			r, err := f.Open()
			if err != nil {
				continue
			}
			src, err := io.ReadAll(io.LimitReader(r, int64(room)))
			r.Close()
			if err == nil {
				src, _ = text.Decode(src)
				b.Write(src)
				b.Write(escaped().ReplaceAllFunc(src, unescape))
			}
		}
	}
	return norm.NFC.String(b.String())
}

var escaped = text.Pattern(`(?:%[0-9A-Fa-f]{2})+`)

func unescape(signs []byte) []byte {
	plain, err := url.PathUnescape(string(signs))
	if err != nil {
		return signs
	}
	return []byte(plain)
}

// plural returns the sentence for n things.
func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf(one, n)
	}
	return fmt.Sprintf(many, n)
}

// holdsLinks reports whether a file may name other files of the course.
func holdsLinks(name string) bool {
	return IsPageName(name) || strings.HasSuffix(name, ".toml") || strings.HasSuffix(name, ".yml")
}

func quoted(name string) string {
	return `"` + text.ClipLine(strings.ToValidUTF8(name, "\uFFFD"), 60) + `"`
}
