package rights

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/adrg/xdg"
)

// A record must be found again: the folders are where the library looks for them that found them before.
func TestFoldersAreTheUsual(t *testing.T) {
	home := t.TempDir()
	config := filepath.Join(home, "preferences")
	if err := os.MkdirAll(config, 0o777); err != nil {
		t.Fatal(err)
	}
	dirs := "# written by xdg-user-dirs-update\nXDG_DESKTOP_DIR=\"$HOME/Schreibtisch\"\nXDG_DOCUMENTS_DIR = \"/srv/papers\" # theirs\nXDG_MUSIC_DIR=\"x\"\nXDG_DESKTOP_DIR=unquoted\n"
	if err := os.WriteFile(filepath.Join(config, "user-dirs.dirs"), []byte(dirs), 0o666); err != nil {
		t.Fatal(err)
	}
	defer xdg.Reload()
	names := []string{"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DOCUMENTS_DIR", "XDG_DESKTOP_DIR"}
	for _, values := range [][]string{
		{home, "", "", "", ""},
		{home, filepath.Join(home, "d"), config, "", ""},
		{home, "relative", "~/preferences", "", filepath.Join(home, "desk")},
		{home, "$HOME/data", "relative", "relative", "~"},
		{"", "", "", "", ""},
	} {
		for i, name := range names {
			t.Setenv(name, values[i])
		}
		xdg.Reload()
		env, papers := environment(os.Getenv), Papers(os.Getenv)
		for _, is := range []struct{ what, got, want string }{
			{"data", env.data(), xdg.DataHome}, {"config", env.config(), xdg.ConfigHome}, {"home", papers[2], xdg.Home},
			{"documents", papers[0], xdg.UserDirs.Documents}, {"desktop", papers[1], xdg.UserDirs.Desktop},
		} {
			if is.got != is.want {
				t.Errorf("%q: %s is %s; it was %s", values, is.what, is.got, is.want)
			}
		}
	}
}
