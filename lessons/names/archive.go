package names

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// RenameEntries gives the entries of an archive the names that its author saw, and takes
// out those that can be no file of a course. What it had to assume, and what it took
// out, are Problems.
//
// A name is UTF-8 if the entry says so (PKWARE, APPNOTE.TXT, appendix D) or has
// Info-ZIP's field for it (4.6.9). Else it is in the charset of the system that
// made the archive, which is not stated: that is guessed from all of them, and from
// the files that may name others, which holdsLinks tells.
func RenameEntries(z *zip.Reader, holdsLinks func(name string) bool) []doc.Problem {
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
	if renamed := rename(z, unknown, names, holdsLinks); renamed.count > 0 {
		problems = append(problems, doc.Problem{
			Severity: doc.Info, Code: "archive-names", Text: plural(renamed.count,
				"%d name in the archive is not UTF-8; it was read as "+renamed.charset.Name,
				"%d names in the archive are not UTF-8; they were read as "+renamed.charset.Name),
		})
	}
	return append(problems, keepEntries(z, names)...)
}

// guessed is how names were read whose charset is not stated.
type guessed struct {
	charset text.Charset
	count   int
}

// rename reads the names of the unknown entries in the charset that fits best those that
// are not UTF-8. One that is UTF-8 stays, as macOS writes it and says nothing, unless it is so by
// chance only: an archive that two programs wrote has both.
func rename(z *zip.Reader, unknown []int, names []string, holdsLinks func(name string) bool) (g guessed) {
	var raw []string
	for _, i := range unknown {
		if !utf8.ValidString(names[i]) {
			raw = append(raw, names[i])
		}
	}
	if len(raw) == 0 {
		return guessed{}
	}
	var links linkTexts
	for _, f := range z.File {
		if holdsLinks(f.Name) {
			links.add(func() (io.ReadCloser, error) { return f.Open() })
		}
	}
	g.charset = guess(raw, links.text())
	for _, i := range unknown {
		if own := []byte(names[i]); !utf8.Valid(own) || !isASCII(names[i]) && g.charset.Likelier(own) {
			names[i] = string(g.charset.Decode(own))
			g.count++
		}
	}
	return g
}

// keepEntries leaves in the archive the entries that can be files of a course, under these names.
func keepEntries(z *zip.Reader, names []string) []doc.Problem {
	kept := z.File[:0]
	files := map[string]bool{} // false for a folder
	var out []string           // the names that are left out
	for i, f := range z.File {
		name, ok := entryName(names[i])
		isDir := strings.HasSuffix(name, "/")
		plain := strings.TrimSuffix(name, "/")
		if ok && plain == "." {
			continue // the folder that was packed, as bsdtar writes it
		}
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

// entryName returns the path of an entry, with a slash at the end for a folder, in the one way to
// write it. ok is false for one that no file of a course can have.
func entryName(name string) (clean string, ok bool) {
	name = strings.ReplaceAll(name, `\`, "/") // as older programs of Windows write it
	folder := strings.HasSuffix(name, "/")
	// Clean would take a deep name apart at a cost, and the root off an absolute one.
	if len(name) > maxPath || strings.Count(name, "/") > maxParts || strings.HasPrefix(name, "/") {
		return "", false
	}
	name = path.Clean(name)
	if name == "." {
		return "./", folder
	}
	if Unfit(name) != "" {
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

// plural returns the sentence for n things.
func plural(n int, one, many string) string {
	if n == 1 {
		return fmt.Sprintf(one, n)
	}
	return fmt.Sprintf(many, n)
}

func quoted(name string) string {
	return `"` + text.ClipLine(strings.ToValidUTF8(name, "\uFFFD"), 60) + `"`
}
