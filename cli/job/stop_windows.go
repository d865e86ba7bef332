package job

import "os"

// Die ends the process with the exit code that shells elsewhere show for the signal.
func Die(sig os.Signal) { os.Exit(Code(sig)) }
