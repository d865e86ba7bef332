package cli

import "os"

// die ends the process with the exit code that shells elsewhere show for the signal.
func die(sig os.Signal) { os.Exit(signalCode(sig)) }
