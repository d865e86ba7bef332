// Lectern reads a course in the terminal: pages as lesson screens with quiz
// questions between them, and a record of the way through.
package main

import (
	"os"

	"lectern/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:], cli.System()))
}
