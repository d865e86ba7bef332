//go:build unix && !darwin

package rights

import (
	"bufio"
	"cmp"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// XDG Base Directory Specification.

func (env environment) dataHome() string { return filepath.Join(env.home(), ".local", "share") }

func (env environment) configHome() string { return filepath.Join(env.home(), ".config") }

// maxUserDirs bounds how many bytes of the file of user folders are read; it has a line a folder.
const maxUserDirs = 64 << 10

// userFolders are the folders of documents and of the desktop, which have names in the user's language: xdg-user-dirs
// writes them down.
func (env environment) userFolders() (documents, desktop string) {
	file := filepath.Join(env.config(), "user-dirs.dirs")
	if st, err := os.Stat(file); err == nil && st.Mode().IsRegular() {
		if f, err := os.Open(file); err == nil {
			documents, desktop = env.named(io.LimitReader(f, maxUserDirs))
			f.Close()
		}
	}
	return cmp.Or(documents, filepath.Join(env.home(), "Documents")), cmp.Or(desktop, filepath.Join(env.home(), "Desktop"))
}

// named reads lines like XDG_DESKTOP_DIR="$HOME/Desktop".
func (env environment) named(r io.Reader) (documents, desktop string) {
	for lines := bufio.NewScanner(r); lines.Scan(); {
		name, value, _ := strings.Cut(strings.TrimSpace(lines.Text()), "=")
		value, ok := strings.CutPrefix(strings.TrimSpace(value), `"`)
		value, _, closed := strings.Cut(value, `"`)
		if value = env.expand(value); !ok || !closed || !filepath.IsAbs(value) {
			continue
		}
		switch strings.TrimSpace(name) {
		case "XDG_DOCUMENTS_DIR":
			documents = value
		case "XDG_DESKTOP_DIR":
			desktop = value
		}
	}
	return documents, desktop
}
