package cli

import "os"

// stopSignals are the signals that end a long job in order.
func stopSignals() []os.Signal { return []os.Signal{os.Interrupt} }
