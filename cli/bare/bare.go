// Package bare takes the environment of a kiosk away before any library has looked at it. That of the screen looks its
// terminal up before the program begins, and where TERM is one that it does not know it starts infocmp(1); over
// SSH the student's own machine says what TERM is.
//
// It is the one package that does something because it is imported. It comes first because it imports os alone: packages
// are initialized by their paths in alphabetical order, as far as what they import allows (The Go Programming Language
// Specification, "Program initialization"), and the screen also needs os/signal, which comes later.
package bare

import "os"

// Term, ColorTerm and NoColor are what a kiosk was given of the variables that say how to draw; "" elsewhere.
var Term, ColorTerm, NoColor = take()

// Kind is the terminal that a kiosk has until somebody looks at Term, and that it keeps if that is unknown.
const Kind = "xterm"

// flag makes the program a kiosk.
const flag = "--kiosk"

func take() (term, colorTerm, noColor string) {
	for i, arg := range os.Args {
		if i > 0 && (arg == flag || len(arg) > len(flag) && arg[:len(flag)+1] == flag+"=") {
			term, colorTerm, noColor = os.Getenv("TERM"), os.Getenv("COLORTERM"), os.Getenv("NO_COLOR")
			os.Clearenv()
			os.Setenv("TERM", Kind)
			break
		}
	}
	return term, colorTerm, noColor
}
