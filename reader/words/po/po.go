// Package po reads and writes the .po files of GNU gettext (GNU gettext manual, "The Format of PO
// Files"): the sentences of a program with their translations. It is a small part of that format,
// read in one pass over the text, because a file is read while a student waits for the first screen.
package po

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Entry is a sentence with its translation.
type Entry struct {
	Comments []string // lines of # that a translator reads, without what stands in front of them
	File     string   // in which the sentence stands; it is written for translators, and not read
	Context  string   // msgctxt: tells one sense of a word from others
	ID       string   // msgid: the English sentence
	Many     string   // msgid_plural: the sentence for many; "" where there is one alone
	Texts    []string // msgstr, or one for each form of the plural
	Fuzzy    bool     // the translator, or a tool, is not sure: it is not to be used
}

// Key is what an entry is looked up by. The sign between is that of the .mo files of gettext.
func (e Entry) Key() string { return Key(e.Context, e.ID) }

// Key is the key of a sentence in a context, "" for none.
func Key(context, id string) string {
	if context == "" {
		return id
	}
	return context + "\x04" + id
}

// Parse calls take with each entry of a file, the first of which, with the ID "", is its header. It fails
// where a line is none of the format, and says which.
func Parse(text string, take func(Entry)) error {
	var e Entry
	var into *string
	began, number := false, 0
	flush := func() {
		if began {
			take(e)
		}
		e, into, began = Entry{}, nil, false
	}
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		number++
		line = strings.TrimSpace(line)
		if line == "" {
			flush()
			continue
		}
		if line[0] == '#' {
			if len(e.Texts) > 0 {
				flush()
			}
			e.comment(line)
			continue
		}
		word, quoted := "", line
		if line[0] != '"' {
			word, quoted, _ = strings.Cut(line, " ")
			if (word == "msgid" || word == "msgctxt") && len(e.Texts) > 0 {
				flush()
			}
			if into = e.place(word); into == nil {
				return fmt.Errorf("line %d: %q is not known", number, word)
			}
			began = true
		}
		value, err := unquote(strings.TrimSpace(quoted))
		if err == nil && into == nil {
			err = errors.New("a text without msgid or msgstr before it")
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", number, err)
		}
		*into += value
	}
	flush()
	return nil
}

// comment takes in a line of #.
func (e *Entry) comment(line string) {
	switch {
	case strings.HasPrefix(line, "#,"):
		e.Fuzzy = e.Fuzzy || strings.Contains(line, "fuzzy")
	case line == "#" || strings.HasPrefix(line, "# "):
		e.Comments = append(e.Comments, strings.TrimPrefix(line[1:], " "))
	}
}

// maxForms bounds the forms of the plural: Arabic has six.
const maxForms = 8

// place returns where the text behind a word of the format goes, nil for another word.
func (e *Entry) place(word string) *string {
	switch word {
	case "msgid":
		return &e.ID
	case "msgid_plural":
		return &e.Many
	case "msgctxt":
		return &e.Context
	case "msgstr":
		e.Texts = append(e.Texts, "")
		return &e.Texts[len(e.Texts)-1]
	}
	in, ok := strings.CutPrefix(word, "msgstr[")
	n, err := strconv.Atoi(strings.TrimSuffix(in, "]"))
	if !ok || err != nil || n != len(e.Texts) || n >= maxForms {
		return nil
	}
	e.Texts = append(e.Texts, "")
	return &e.Texts[n]
}

// unquote reads a text between quotation marks, with the escapes of C that the format has.
func unquote(s string) (string, error) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return "", errors.New("a text stands between quotation marks")
	}
	s = s[1 : len(s)-1]
	if !strings.ContainsAny(s, `\"`) {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"', s[i] == '\\' && i+1 == len(s):
			return "", errors.New(`a quotation mark or \ inside a text has a \ before it`)
		case s[i] != '\\':
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 't':
			b.WriteByte('\t')
		case '"', '\\':
			b.WriteByte(s[i])
		default:
			return "", fmt.Errorf(`\%c is not known`, s[i])
		}
	}
	return b.String(), nil
}

// Header returns the value of a line of the header, the text of the entry with the ID "".
func Header(header, name string) string {
	for line := range strings.Lines(header) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// Append appends an entry as a file has it.
func Append(b []byte, e Entry) []byte {
	for _, c := range e.Comments {
		b = append(b, strings.TrimRight("# "+c, " ")+"\n"...)
	}
	if e.File != "" {
		b = append(b, "#: "+e.File+"\n"...)
	}
	flags := ""
	if e.Fuzzy {
		flags += ", fuzzy"
	}
	if strings.Contains(e.ID+e.Many, "%") {
		flags += ", c-format"
	}
	if flags != "" {
		b = append(b, "#"+flags+"\n"...)
	}
	if e.Context != "" {
		b = appendText(b, "msgctxt", e.Context)
	}
	b = appendText(b, "msgid", e.ID)
	if e.Many == "" {
		return appendText(b, "msgstr", strings.Join(e.Texts[:min(1, len(e.Texts))], ""))
	}
	b = appendText(b, "msgid_plural", e.Many)
	for i, text := range e.Texts {
		b = appendText(b, "msgstr["+strconv.Itoa(i)+"]", text)
	}
	return b
}

// appendText appends a word of the format and its text, each line of it on a line of its own.
func appendText(b []byte, word, text string) []byte {
	b = append(b, word...)
	if i := strings.IndexByte(text, '\n'); i >= 0 && i < len(text)-1 || text != "" && i >= 0 && word == "msgstr" {
		b = append(b, " \"\"\n"...)
		for line := range strings.Lines(text) {
			b = append(b, quote(line)+"\n"...)
		}
		return b
	}
	return append(b, " "+quote(text)+"\n"...)
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}
