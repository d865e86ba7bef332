package cli

import (
	"bufio"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"unicode"

	"lectern/reader/typeset"
	"lectern/reader/words"
)

// defaultName is what the program is called where its own name cannot be said.
const defaultName = "lectern"

// calledAs returns what people type to start this program, by the first argument of
// its process: a course that is handed out as tides.exe has `tides progress`, and
// all sentences say so. A name that shells would take apart stands in quotes. One that
// holds what a shell or a terminal obeys even there is not repeated: whoever renamed
// the program so cannot be helped by it.
func calledAs(arg0 string) string {
	name := arg0[strings.LastIndexAny(arg0, `/\`)+1:]
	if suffix := len(name) - len(".exe"); suffix > 0 && strings.EqualFold(name[suffix:], ".exe") {
		name = name[:suffix]
	}
	const longest = 80 // characters
	switch {
	case name == "", len([]rune(name)) > longest, strings.HasPrefix(name, "-"), !all(name, inQuotes):
		return defaultName
	case !all(name, bare):
		return `"` + name + `"`
	}
	return name
}

// quoted returns a path as people can type it, in quotes where shells want them.
func quoted(path string) string {
	if all(path, func(r rune) bool { return bare(r) || r == filepath.Separator || r == '/' || r == ':' }) {
		return path
	}
	return `"` + path + `"`
}

// unquoted returns a name for what can hold no quotes: scripts for completion, the manual page.
func unquoted(program string) string {
	if all(program, bare) {
		return program
	}
	return defaultName
}

// bare reports whether every shell takes a character as it is.
func bare(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N) || strings.ContainsRune("-_.+", r)
}

// inQuotes reports whether the usual shells take a character as it is between double quotes.
func inQuotes(r rune) bool { return bare(r) || strings.ContainsRune(" ()[]{},;&'#@~=^", r) }

func all(s string, is func(rune) bool) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r == unicode.ReplacementChar || !is(r) })
}

// tell prints a line on standard error, behind the program's name.
func (a *app) tell(line string) {
	fmt.Fprintf(a.Stderr, "%s: %s\n", a.Program, typeset.Clean(line))
}

// holdWindow waits for Enter before the program ends where its window ends with it,
// so that what stands there can be read: an error, or the output of a command that
// a shortcut starts. Who read on the screen and left it has seen all.
func (a *app) holdWindow(code int) {
	if !a.OwnWindow || a.drawn && code == exitOK {
		return
	}
	fmt.Fprintf(a.Stderr, "\n%s ", words.T("Press Enter to close this window."))
	// However the wait ends, all that is left to do is to end.
	_, _ = bufio.NewReader(a.Stdin).ReadSlice('\n')
}

// canDraw reports whether a screen can be tried on a terminal of the type TERM. Windows
// knows no types: TERM is empty there, and its console draws all the same.
func canDraw(term, goos string) bool {
	return goos == "windows" || term != "" && term != "dumb"
}

// mayDraw is canDraw for this terminal and this system.
func (a *app) mayDraw() bool { return canDraw(a.Getenv("TERM"), runtime.GOOS) }
