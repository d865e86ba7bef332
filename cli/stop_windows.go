package cli

import "os"

// stopSignals are the signals on which a long job cleans up and ends.
func stopSignals() []os.Signal { return []os.Signal{os.Interrupt} }
