package desktop

// Programs are what a session may start of the machine around its terminal. What is nil may not be
// started, and has no key: the zero value starts nothing at all.
type Programs struct {
	Opener Opener                  // of addresses
	Edit   func(file string) error // opens a file for the student to edit, and returns when it is closed
	Copy   func(text string)       // puts a text on clipboards beside the terminal's own; it may take its time
	Shell  bool                    // there may be a shell that takes the terminal while the program is suspended
}

// System returns the programs of this machine: those that the environment names, else the system's own.
func System(getenv func(string) string) Programs {
	return Programs{
		Opener: SystemOpener(getenv),
		Edit:   Edit,
		Copy:   func(text string) { Copy(getenv, text) },
		Shell:  true,
	}
}
