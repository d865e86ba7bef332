package lessons

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// A file that someone names, or that a link beside a page opened alone leads to, may
// have a name that tells no format: README, LICENSE, notes.text. Then its first bytes
// tell: a binary file is refused with what it is; a text with the signs of one format
// is read as that, and any other as it stands.

// maxSniff is how many bytes at the beginning of a file are looked at.
const maxSniff = 8 << 10

// sniff returns the format of a text by its beginning. Ties, as a title that is
// underlined with equals signs, are reStructuredText; no sign at all is plain text.
func sniff(start []byte) *format {
	if isHTML(start) {
		return formatOf(".html")
	}
	start, _ = text.DecodeStart(start)
	s := string(text.Normalize(start))
	if strings.HasPrefix(s, "#!") { // a script, whose comments look like headings
		return plainText()
	}
	rst, markdown := 0, 0
	for _, sign := range signs {
		if sign.pattern().MatchString(s) {
			rst, markdown = rst+sign.rst, markdown+sign.markdown
		}
	}
	switch {
	case markdown > rst && markdown > 1:
		return formatOf(".md")
	case rst > 0 && rst >= markdown:
		return formatOf(".rst")
	}
	return plainText()
}

// signs are what texts of the two formats have, and how much each proves. Of what
// both have (emphasis, lists with hyphens) none is here; a heading with a number sign
// has blank lines around it, because a comment of many languages looks like one.
var signs = []struct {
	pattern       func() *regexp.Regexp
	rst, markdown int
}{
	{text.Pattern(`(?m)^\.\. ([a-zA-Z:_-]+::|_[^_\n]+:|\[[^\]\n]+\] |\|[^|\n]+\| )`), 3, 0}, // directive, target, footnote
	{text.Pattern(`(?m)^:[A-Za-z][A-Za-z -]*: `), 1, 0},                                     // field
	{text.Pattern(`:[a-z:]+:\x60[^\x60\n]+\x60`), 3, 0},                                     // role
	{text.Pattern(`\x60[^\x60\n]+\x60__?\b`), 3, 0},                                         // link
	{text.Pattern(`(?m)^(\S.*)?\S::\n\n[ \t]`), 2, 0},                                       // literal block
	{text.Pattern(`(?m)^\S.{2,}\n([~^"'*+#.:_]{4,}|[=-]{4,})\n`), 1, 0},                     // section
	{text.Pattern(`(?m)^(={4,}|-{4,}|\*{4,}|#{4,})\n ?\S.*\n(={4,}|-{4,}|\*{4,}|#{4,})\n`), 2, 0},
	{text.Pattern(`(?m)^={2,}( +={2,})+$|^\+[-=]+\+([-=]+\+)*$`), 3, 0}, // tables
	{text.Pattern(`(?m)(\A|\n\n)#{1,6} \S.*\n(\n|\z)`), 0, 2},
	{text.Pattern("(?m)^(```|~~~)[^`\\n]*$"), 0, 2},
	{text.Pattern(`(^|[\s(*!])\[[^\]\n]+\]\([^)\s]+\)`), 0, 2},
	{text.Pattern(`(?m)^\[[^\]\n]+\]: \S`), 0, 2},
	{text.Pattern(`(?m)^ *[-*+] \[[ xX]\] `), 0, 2},
	{text.Pattern(`(?m)^\|?( *:?-{3,}:? *\|)+ *(:?-{3,}:? *)?$`), 0, 3},
	{text.Pattern(`\A---\n(\w+:.*\n)+---\n`), 0, 3}, // front matter
	{text.Pattern(`(?m)(^|[^\x60:])\x60[^\x60\n]+\x60([^\x60_]|$)`), 0, 1},
}

// plainText is the format of a text that is shown as it stands: its lines stay lines,
// and what is indented keeps its columns. No suffix leads to it.
func plainText() *format {
	return &format{
		name: "plain text", word: "text",
		parse:     parsePlain,
		peek:      func([]byte) string { return "" },
		peekField: func([]byte, string) string { return "" },
	}
}

// maxPlainLines is how many lines one block of a plain text may have: a lesson is
// divided between blocks.
const maxPlainLines = 20

func parsePlain(src []byte, from origin) *doc.Document {
	src, note := text.Decode(src)
	d := &doc.Document{}
	if note != nil {
		d.Problems = append(d.Problems, encodingProblem(from.path, note))
	}
	var part []string
	n := 0
	flush := func() {
		if len(part) > 0 {
			d.Blocks = append(d.Blocks, plainBlock(part, doc.At(n-len(part)+1)))
			part = nil
		}
	}
	for line := range strings.Lines(string(text.Normalize(src))) {
		line = strings.TrimRight(line, " \t\n\f")
		if line == "" || len(part) == maxPlainLines {
			flush()
		}
		n++
		if line != "" {
			part = append(part, line)
		}
	}
	flush()
	return d
}

// plainBlock makes a block of lines of a plain text: where something stands in
// columns, one that keeps them; prose that an editor wrapped is a paragraph; all else
// stays in lines, which a narrow window may wrap.
func plainBlock(lines []string, at doc.At) doc.Block {
	if wrappedProse(lines) {
		return &doc.Paragraph{At: at, Text: []doc.Inline{&doc.Text{Value: strings.Join(lines, " ")}}}
	}
	verse := &doc.LineBlock{At: at}
	for _, line := range lines {
		if line[0] == ' ' || line[0] == '\t' || strings.Contains(line, "   ") {
			return &doc.Code{At: at, Text: strings.Join(lines, "\n")}
		}
		verse.Lines = append(verse.Lines, doc.VerseLine{Text: []doc.Inline{&doc.Text{Value: line}}})
	}
	return verse
}

// wrappedProse reports whether lines are those of one paragraph: all but the last are
// about full, and at least half of them go on in small letters, or all is in capitals.
// Lines of verse, lists and logs begin otherwise.
func wrappedProse(lines []string) bool {
	const full, wide = 55, 100
	small := 0
	for i, line := range lines {
		r, _ := utf8.DecodeRuneInString(line)
		n := utf8.RuneCountInString(line)
		if !unicode.IsLetter(r) && !unicode.IsPunct(r) || n > wide || i < len(lines)-1 && n < full || strings.Contains(line, "   ") {
			return false
		}
		if i > 0 && (unicode.IsLower(r) || strings.ToUpper(line) == line) {
			small++
		}
	}
	return len(lines) > 1 && 2*small >= len(lines)-1
}

// plainZip is what is said of a .zip archive of files of any kind.
const plainZip = "%s: a zip archive; save it under a name that ends in .zip"

// binaryKind returns what is said of a file of a kind that is known and is no text, "" for others.
func binaryKind(start []byte) string {
	for _, k := range binaries {
		if bytes.HasPrefix(start, []byte(k.magic)) && bytes.Contains(start, []byte(k.inside)) {
			return k.said
		}
	}
	return ""
}

// refuse returns why a file that begins so is no page, nil if it is a text.
func refuse(name string, start []byte) error {
	if said := binaryKind(start); said != "" {
		return fault(nil, said, name)
	}
	if decoded, _ := text.DecodeStart(start); text.Binary(decoded) {
		return fault(nil, "%s: not a text, but a binary file of an unknown kind", name)
	}
	return nil
}

// isHTML reports whether a text begins as a whole HTML page does, of XML too.
func isHTML(start []byte) bool {
	s := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf"))))
	for _, open := range [][2]string{{"<?xml", "?>"}, {"<!--", "-->"}} {
		if _, rest, ok := bytes.Cut(s, []byte(open[1])); ok && bytes.HasPrefix(s, []byte(open[0])) {
			s = bytes.TrimSpace(rest)
		}
	}
	return bytes.HasPrefix(s, []byte("<!doctype html")) || bytes.HasPrefix(s, []byte("<html"))
}

// binaries are the kinds of files that people take for pages, or name by mistake: how
// each begins, what else its beginning holds, and what is said.
var binaries = []struct{ magic, inside, said string }{
	{"%PDF-", "", "%s: a PDF file, which Lectern does not read; `pdftotext` makes a text of it"},
	{"PK\x03\x04", "application/epub+zip", "%s: an EPUB book; save it under a name that ends in .epub"},
	{"PK\x03\x04", "opendocument", "%s: an OpenDocument file, which Lectern does not read; save it as Markdown or plain text"},
	{"PK\x03\x04", "[Content_Types].xml", "%s: an Office file, which Lectern does not read; save it as Markdown or plain text"},
	{"PK\x03\x04", "", plainZip},
	{"\xd0\xcf\x11\xe0", "", "%s: an old Office file, which Lectern does not read; save it as Markdown or plain text"},
	{"{\\rtf", "", "%s: an RTF file, which Lectern does not read; save it as Markdown or plain text"},
	{"\x89PNG", "", "%s: a picture (PNG), not a page"},
	{"\xff\xd8\xff", "", "%s: a picture (JPEG), not a page"},
	{"GIF8", "\x00", "%s: a picture (GIF), not a page"},
	{"RIFF", "WEBP", "%s: a picture (WebP), not a page"},
	{"\x1f\x8b", "", "%s: an archive packed with gzip; unpack it first"},
	{"BZh", "", "%s: an archive packed with bzip2; unpack it first"},
	{"\xfd7zXZ", "", "%s: an archive packed with xz; unpack it first"},
	{"7z\xbc\xaf", "", "%s: a 7z archive; unpack it first"},
	{"\x7fELF", "", "%s: a program, not a page"},
	{"MZ", "\x00", "%s: a program for Windows, not a page"},
	{"\xcf\xfa\xed\xfe", "", "%s: a program for macOS, not a page"},
	{"SQLite format 3", "", "%s: an SQLite database, not a page"},
	{"RIFF", "", "%s: sound or film, not a page"},
	{"OggS", "\x00", "%s: sound or film, not a page"},
	{"ID3", "\x00", "%s: sound or film, not a page"},
}
