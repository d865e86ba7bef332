package rights

import (
	"path/filepath"

	"lectern/progress"
	"lectern/reader/desktop"
)

// Own are the rights of whoever starts the program: the environment and the user's own folders count. data says
// the folder of the record that a flag names, "" if none does.
func Own(getenv func(string) string, data func() string) Rights {
	return Rights{
		Getenv:   getenv,
		Programs: func() desktop.Programs { return desktop.System(getenv) },
		Keys:     func() string { return filepath.Join(environment(getenv).config(), "lectern", "keys.toml") },
		Record:   func() string { return progress.DefaultPath(data(), getenv("LECTERN_DATA"), environment(getenv).data()) },
		HandsIn:  true,
		Unsaved:  true,
		Follows:  true,
		Batch:    true,
	}
}
