package words

import (
	"compress/gzip"
	"embed"
	"io"
	"strings"
	"sync/atomic"

	"lectern/reader/words/po"
)

// To add a language: write its catalogue po/CODE.po, and a row of languages.
// docs/translating.md says how.

// Setting is the name under which a record keeps the language that a student chose.
const Setting = "language"

// Language is a language that Lectern speaks.
type Language struct {
	Code    string // ISO 639, as locales begin with it
	Name    string // what those who speak it call it
	Decimal string // the sign between whole numbers and decimals
	Date    string // how a day is written, as package time has it
}

// languages is the table of languages, English first.
var languages = [...]Language{
	{"en", "English", ".", "2006-01-02"},
	{"de", "Deutsch", ",", "02.01.2006"},
	{"es", "Español", ",", "02/01/2006"},
	{"fr", "Français", ",", "02/01/2006"},
}

// Languages returns all languages, English first.
func Languages() []Language { return languages[:] }

// The catalogues are packed, which makes the program half a megabyte smaller. A test holds that they
// are those of the .po files, and packs them with -update.
//
//go:embed po/*.po.gz
var files embed.FS

// catalogue is a language that is spoken, read from its file.
type catalogue struct {
	Language
	texts  map[string]string   // by the key of an entry
	plural map[string][]string // its forms, by the key for a single thing
	rule   po.Plural
}

// spoken is the language that all sentences are in, nil for English, which costs nothing.
var spoken atomic.Pointer[catalogue]

// Spoken returns the language that all sentences are in.
func Spoken() Language {
	if c := spoken.Load(); c != nil {
		return c.Language
	}
	return languages[0]
}

// NextLanguage returns the language behind the one that is spoken, in the order of the table.
func NextLanguage() Language {
	for i, l := range languages {
		if l.Code == Spoken().Code {
			return languages[(i+1)%len(languages)]
		}
	}
	return languages[0]
}

// Speak chooses the language by its code. It reports whether it is one of Languages; the language
// stays as it is for another code, and English stands in for a catalogue that cannot be read.
func Speak(code string) bool {
	if Spoken().Code == code {
		return true
	}
	for _, l := range languages[1:] {
		if l.Code == code {
			spoken.Store(load(l))
			return true
		}
	}
	if code == languages[0].Code {
		spoken.Store(nil)
		return true
	}
	return false
}

// File returns the catalogue of a language as its .po file has it, "" for English.
func File(code string) string {
	packed, err := files.Open("po/" + code + ".po.gz")
	if err != nil {
		return ""
	}
	defer packed.Close()
	in, err := gzip.NewReader(packed)
	if err != nil {
		return ""
	}
	var text strings.Builder
	if _, err := io.Copy(&text, in); err != nil {
		return ""
	}
	return text.String()
}

// load reads the catalogue of a language, nil where that cannot be done.
func load(l Language) *catalogue {
	const entries = 1500 // about as many as there are
	c := &catalogue{Language: l, texts: make(map[string]string, entries), plural: map[string][]string{}}
	var ruleErr error
	err := po.Parse(File(l.Code), func(e po.Entry) {
		switch {
		case e.ID == "":
			c.rule, ruleErr = po.ParsePlural(po.Header(e.Texts[0], "Plural-Forms"))
		case e.Fuzzy, len(e.Texts) == 0, e.Texts[0] == "":
		case e.Many != "":
			c.plural[e.ID] = e.Texts
			c.texts[e.ID] = e.Texts[0]
		default:
			c.texts[e.Key()] = e.Texts[0]
		}
	})
	if err != nil || ruleErr != nil || c.rule.Forms == 0 {
		return nil
	}
	return c
}

// text returns the translation of a key, or the key where there is none.
func (c *catalogue) text(context, key string) string {
	if text, ok := c.texts[po.Key(context, key)]; ok {
		return text
	}
	return key
}

// form returns the translation of a key for one thing, in the form that the number n takes.
func (c *catalogue) form(one string, n int) (string, bool) {
	forms := c.plural[one]
	if at := c.rule.Form(n); at < len(forms) && forms[at] != "" {
		return forms[at], true
	}
	return "", false
}

// maxLocale bounds the name of a locale that is looked at.
const maxLocale = 100

// Match returns the code of the language that a locale is in, as "de_AT.UTF-8" or "fr-CA", "" where
// Lectern does not speak it. The locales C and POSIX are in English (POSIX, "Locale").
func Match(locale string) string {
	if len(locale) > maxLocale {
		return ""
	}
	name := locale
	if i := strings.IndexAny(locale, "_-.@:"); i >= 0 {
		name = locale[:i]
	}
	if name == "C" || name == "POSIX" {
		return languages[0].Code
	}
	for _, l := range languages {
		if strings.EqualFold(l.Code, name) {
			return l.Code
		}
	}
	return ""
}

// Preferred returns the code of the language that an environment asks for: of LC_ALL, LC_MESSAGES and LANG
// the first that is set counts (POSIX, "Internationalization Variables"). Where none is, it is the
// system's own. A language that Lectern does not speak gives English.
func Preferred(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			return orEnglish(Match(value))
		}
	}
	return orEnglish(Match(systemLocale()))
}

func orEnglish(code string) string {
	if code == "" {
		return languages[0].Code
	}
	return code
}
