package bank

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"lectern/lessons/text"
)

// foreign is a kind of file that people take for a bank and that is not read as
// one: a row of the table of them.
type foreign struct {
	title  string
	advice string // what to do instead
	// suffixes tell a file that no format of banks claims by its own suffix.
	suffixes []string
	// is tells it by its content, whatever the file is called.
	is func(f *head) bool
}

// head is a file of which it is asked what it is.
type head struct {
	raw  []byte // all of it that is there
	text string // its beginning, decoded, without white space in front
}

// headOf prepares a file to be asked what it is.
func headOf(src []byte) *head {
	if bytes.HasPrefix(src, []byte("PK\x03\x04")) {
		return &head{raw: src} // an archive is no text
	}
	start, _ := text.DecodeStart(src[:min(len(src), 64<<10)])
	return &head{raw: src, text: strings.TrimLeft(string(start), " \t\r\n")}
}

const giftInstead = "export GIFT where it comes from"

// foreigns is the table; the first row that fits names the file.
var foreigns = [...]foreign{
	{"an HTML page", giftInstead, []string{".html", ".htm"}, func(f *head) bool {
		start := strings.ToLower(f.text[:min(len(f.text), 200)])
		return strings.HasPrefix(start, "<!doctype html") || strings.HasPrefix(start, "<html")
	}},
	{"XML", giftInstead, []string{".xml"}, func(f *head) bool { return strings.HasPrefix(f.text, "<?xml") }},
	{"a package of a school's system without questions", "export its questions from that system", []string{".imscc"}, func(f *head) bool {
		return f.isZip() && bytes.Contains(f.raw, []byte("imsmanifest.xml"))
	}},
	{"a document of an office program", "save it as plain text in one of the formats of banks", []string{".docx", ".xlsx", ".odt", ".doc"}, func(f *head) bool {
		return f.isZip() && (bytes.Contains(f.raw, []byte("[Content_Types].xml")) || bytes.Contains(f.raw, []byte("opendocument"))) ||
			bytes.HasPrefix(f.raw, []byte("\xd0\xcf\x11\xe0")) || bytes.HasPrefix(f.raw, []byte(`{\rtf`))
	}},
	{"a .zip archive", "unpack it and name the bank inside", []string{".zip"}, (*head).isZip},
	{"a PDF", giftInstead, []string{".pdf"}, func(f *head) bool { return bytes.HasPrefix(f.raw, []byte("%PDF-")) }},
	{"a picture", giftInstead, []string{".png", ".jpg", ".jpeg", ".gif", ".svg"}, func(f *head) bool {
		return bytes.HasPrefix(f.raw, []byte("\x89PNG")) || bytes.HasPrefix(f.raw, []byte("\xff\xd8\xff")) || bytes.HasPrefix(f.raw, []byte("GIF8"))
	}},
	{"JSON", giftInstead, []string{".json"}, func(f *head) bool {
		return f.text != "" && (f.text[0] == '[' && !strings.HasPrefix(f.text, "[[") || f.text[0] == '{') && json.Valid(bytes.TrimSpace(f.raw))
	}},
	{"YAML", giftInstead, []string{".yaml", ".yml"}, func(f *head) bool { return strings.HasPrefix(f.text, "- Class: ") }},
	{"a table of values, CSV", "give it a first row such as: question, a, b, c, correct", []string{".csv", ".tsv", ".tab"}, nil},
	{"Blackboard's text with tabs", giftInstead, nil, func(f *head) bool {
		return f.eachLine(func(line string) bool {
			kind, _, tabbed := strings.Cut(line, "\t")
			return tabbed && slices.Contains(blackboardKinds, kind)
		})
	}},
	{"a page without questions of mkdocs-quiz or LiaScript", "name the bank that stands beside it", []string{".md", ".markdown", ".rst"}, nil},
	{"no text", "name a bank of questions", nil, func(f *head) bool {
		return text.Binary([]byte(f.text)) || strings.Count(f.text, "\uFFFD") > len(f.text)/50
	}},
}

// blackboardKinds begin the lines of Blackboard's upload format
// (help.blackboard.com, "Upload Questions").
var blackboardKinds = []string{"MC", "MA", "TF", "ESS", "ORD", "MAT", "FIB", "FIL", "NUM", "SR", "OP", "JUMBLED_SENTENCE", "QUIZ_BOWL"}

// foreignTo returns what a file is that is no bank; nil for what may be one. Where
// somebody named its format, its suffix does not count.
func foreignTo(src []byte, file, format string) *foreign {
	f := headOf(src)
	if certain(f) != nil {
		return nil
	}
	for i := range foreigns {
		if is := foreigns[i].is; is != nil && is(f) {
			return &foreigns[i]
		}
	}
	if named := ForFile(file); format != "" || named != nil && (named.Owns(file) || Holds(src, file)) {
		return nil
	}
	if in := likely(f.text, file); in != nil && in.Suffix == "" {
		return nil // a page with questions
	}
	for i := range foreigns {
		if slices.ContainsFunc(foreigns[i].suffixes, func(s string) bool { return strings.HasSuffix(strings.ToLower(file), s) }) {
			return &foreigns[i]
		}
	}
	return nil
}

func (f *head) isZip() bool { return bytes.HasPrefix(f.raw, []byte("PK\x03\x04")) }

// eachLine reports whether is holds for each line that is not blank, and there is one.
func (f *head) eachLine(is func(line string) bool) bool {
	found := false
	for line := range strings.Lines(f.text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if found = is(line); !found {
			return false
		}
	}
	return found
}
