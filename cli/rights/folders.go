package rights

import (
	"path/filepath"
	"strings"
)

// Where a user's own things lie, by the habit of each system. It is looked up when it is asked for and not before:
// a kiosk asks for none of it, and no other start has to wait for it.

// environment finds folders by variables.
type environment func(name string) string

// data is the folder in which programs keep what is the user's.
func (env environment) data() string { return env.folder("XDG_DATA_HOME", env.dataHome()) }

// config is the folder in which programs find what the user prefers.
func (env environment) config() string { return env.folder("XDG_CONFIG_HOME", env.configHome()) }

// Papers are the folders in which people look for a file that was made for them, the best first.
func Papers(getenv func(string) string) []string {
	env := environment(getenv)
	documents, desktop := env.userFolders()
	return []string{env.folder("XDG_DOCUMENTS_DIR", documents), env.folder("XDG_DESKTOP_DIR", desktop), env.home()}
}

// folder is the one that a variable names, if it names one whole, else otherwise.
func (env environment) folder(name, otherwise string) string {
	if dir := env.expand(env(name)); filepath.IsAbs(dir) {
		return dir
	}
	return otherwise
}

// expand puts the user's home in the place of its sign at the beginning of a path.
func (env environment) expand(path string) string {
	for _, sign := range homeSigns {
		if rest, ok := strings.CutPrefix(path, sign); ok {
			return filepath.Join(env.home(), rest)
		}
	}
	return path
}
