// Package attached holds the pictures that come inside a bank. Each gets an address beside the bank,
// `BANK-files/NAME`, under which the texts of the questions name it from then on: `import` writes it there, and
// a course shows it from memory.
package attached

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"path"
	"strconv"
	"strings"

	"lectern/lessons/quiz"
)

// The bounds on the pictures of one bank.
const (
	maxBytes    = 16 << 20
	maxPictures = 2000
	maxName     = 100
)

// suffixes are those of files that are kept.
var suffixes = []string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp"}

// Files are the pictures of a bank.
type Files struct {
	bank   *quiz.Bank
	folder string
	bytes  int
	byName map[string]int // index in bank.Pictures
}

// New returns the pictures of a bank that stands in a file of that name: none yet.
func New(file string, b *quiz.Bank) *Files {
	return &Files{bank: b, folder: Folder(file), byName: map[string]int{}}
}

// Folder returns the name of the folder for the pictures of a bank.
func Folder(file string) string {
	stem := path.Base(file)
	for range 2 { // NAME.qti.zip
		if ext := path.Ext(stem); len(ext) > 1 && len(ext) <= 6 && ext != stem {
			stem = strings.TrimSuffix(stem, ext)
		}
	}
	return safe(stem) + "-files"
}

// safe makes a name one that every system can have as a file's.
func safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|%#`, r) {
			return '_'
		}
		return r
	}, name)
	name = strings.Trim(name, ". ")
	if len(name) > maxName {
		ext := path.Ext(name)
		if len(ext) > 10 {
			ext = ""
		}
		name = strings.ToValidUTF8(name[:maxName-len(ext)], "") + ext
	}
	if name == "" {
		name = "picture"
	}
	return name
}

// Base64 adds a picture that is written in letters; see Add.
func (f *Files) Base64(name, data string) (address, why string) {
	if len(data) > 2*maxBytes {
		return "", "it is too large"
	}
	data = strings.Map(func(r rune) rune {
		if r <= ' ' || r == '=' {
			return -1
		}
		return r
	}, data)
	raw, err := base64.RawStdEncoding.DecodeString(data)
	if err != nil {
		return "", "it is no base64"
	}
	return f.Add(name, raw)
}

// Add adds a picture and returns its address, or says why it is left out. The same picture is kept once; another
// one of the same name gets a number.
func (f *Files) Add(name string, data []byte) (address, why string) {
	name = safe(path.Base(strings.ReplaceAll(name, `\`, "/")))
	ext := path.Ext(name)
	known := false
	for _, s := range suffixes {
		known = known || strings.EqualFold(ext, s)
	}
	if !known {
		return "", "it is no picture"
	}
	stem := strings.TrimSuffix(name, ext)
	for n := 2; ; n++ {
		i, taken := f.byName[strings.ToLower(name)]
		if !taken {
			break
		}
		if bytes.Equal(f.bank.Pictures[i].Data, data) {
			return f.address(f.bank.Pictures[i].Name), ""
		}
		name = stem + "-" + strconv.Itoa(n) + ext
	}
	if f.bytes+len(data) > maxBytes || len(f.byName) >= maxPictures {
		return "", "the pictures of the bank are too many or too large"
	}
	f.bytes += len(data)
	f.byName[strings.ToLower(name)] = len(f.bank.Pictures)
	full := f.folder + "/" + name
	f.bank.Pictures = append(f.bank.Pictures, quiz.Picture{Name: full, Data: data})
	return f.address(full), ""
}

// address writes the name of a picture as an address.
func (f *Files) address(name string) string { return Address(name) }

// Address writes the path of a picture as the address that a text has for it.
func Address(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		p = url.PathEscape(p)
		for _, sign := range [...][2]string{{"'", "%27"}, {"(", "%28"}, {")", "%29"}} { // which end an address
			p = strings.ReplaceAll(p, sign[0], sign[1])
		}
		parts[i] = p
	}
	return strings.Join(parts, "/")
}

// Spellings returns how programs write a path in an address, a longer one before a shorter one that it begins with.
func Spellings(name string) []string {
	out := []string{name}
	add := func(s string) {
		for _, o := range out {
			if o == s {
				return
			}
		}
		out = append(out, s)
	}
	add(Address(name))
	add((&url.URL{Path: name}).EscapedPath())
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	add(strings.Join(parts, "/"))
	add(strings.ReplaceAll(name, " ", "%20"))
	add(strings.ReplaceAll(name, "&", "&amp;"))
	return out
}

// Replace puts new addresses in the place of old ones, given in pairs. What follows an address in the text
// (a `?` with settings of a page) goes with it.
func Replace(source string, pairs []string) string {
	if len(pairs) == 0 {
		return source
	}
	var b strings.Builder
	for i := 0; i < len(source); {
		best := -1
		for p := 0; p < len(pairs); p += 2 {
			if strings.HasPrefix(source[i:], pairs[p]) && (best < 0 || len(pairs[p]) > len(pairs[best])) {
				best = p
			}
		}
		if best < 0 {
			next := strings.IndexByte(source[i+1:], pairs[0][0])
			if next < 0 {
				b.WriteString(source[i:])
				break
			}
			b.WriteString(source[i : i+1+next])
			i += 1 + next
			continue
		}
		b.WriteString(pairs[best+1])
		i += len(pairs[best])
		if i < len(source) && source[i] == '?' {
			if end := strings.IndexAny(source[i:], "\"' )>\n"); end >= 0 {
				i += end
			}
		}
	}
	return b.String()
}

// DataAddresses takes the pictures that stand in the text itself, `data:image/png;base64,…`, out of it.
func (f *Files) DataAddresses(source string) (out, why string) {
	const mark = "data:image/"
	at := strings.Index(source, mark)
	if at < 0 {
		return source, ""
	}
	var b strings.Builder
	for ; at >= 0; at = strings.Index(source, mark) {
		b.WriteString(source[:at])
		source = source[at:]
		end := strings.IndexAny(source, "\"')> ")
		if end < 0 {
			end = len(source)
		}
		address, fault := f.dataAddress(source[len(mark):end])
		if fault != "" {
			why = fault
			address = ""
		}
		b.WriteString(address)
		source = source[end:]
	}
	return b.String() + source, why
}

// dataAddress adds a picture written as `png;base64,…`.
func (f *Files) dataAddress(s string) (address, why string) {
	head, data, ok := strings.Cut(s, ",")
	kind, encoding, _ := strings.Cut(head, ";")
	if !ok || !strings.HasSuffix(encoding, "base64") {
		return "", "its form is not known"
	}
	kind, _, _ = strings.Cut(kind, "+") // svg+xml
	if kind == "jpeg" {
		kind = "jpg"
	}
	if unescaped, err := url.PathUnescape(data); err == nil {
		data = unescaped
	}
	return f.Base64("picture."+kind, data)
}
