package cli

import (
	"strings"

	"lectern/progress"
	"lectern/reader/words"
)

// Which language a student is spoken to in: that of --language, else the one that the student chose in
// the program, else that of the environment or system, else English.

// chooseLanguage has all that is said in the language of a command line, or else in that of the
// environment. It is known before the commands are made, because their help is in it too.
func (a *app) chooseLanguage(args []string) {
	words.Speak(words.Preferred(a.Getenv))
	for i, arg := range args {
		switch value, glued := strings.CutPrefix(arg, "--language="); {
		case arg == "--":
			return
		case glued:
			words.Speak(words.Match(value))
		case arg == "--language" && i+1 < len(args):
			words.Speak(words.Match(args[i+1]))
		}
	}
}

// checkLanguage finds a --language that Lectern does not speak.
func (a *app) checkLanguage() error {
	if a.speaks == "" || words.Match(a.speaks) != "" {
		return nil
	}
	return oneOf("language", a.speaks, languageCodes()...)
}

// rememberLanguage goes over to the language that a student chose in the program.
func (a *app) rememberLanguage(store *progress.Store) {
	if a.speaks != "" {
		return
	}
	if code, found, err := store.Setting(a.studentName(), words.Setting); err == nil && found {
		words.Speak(code)
	}
}

// languageCodes returns the values of --language.
func languageCodes() []string {
	var codes []string
	for _, l := range words.Languages() {
		codes = append(codes, l.Code)
	}
	return codes
}
