package reader

import (
	"os"
	"runtime/debug"
)

// garbagePercent is how much the heap may grow between two collections, in
// percent of what is in use. Most of what a key leaves behind is small and
// forgotten at once, so that a collection is quick; with Go's own 100 the program
// takes 3 MB more on a large terminal.
const garbagePercent = 50

// saveMemory is called once the first screen is drawn, which no collection should delay.
func saveMemory() {
	if os.Getenv("GOGC") == "" { // else it is as the user wants it
		debug.SetGCPercent(garbagePercent)
	}
}
