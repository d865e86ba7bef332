package reader

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"lectern/reader/desktop"
)

// A text is handed to each clipboard that there is, through the first of its
// programs that works.
func TestClipboardPrograms(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("the programs of this test are those of other systems")
	}
	dir := t.TempDir()
	t.Setenv("DIR", dir)
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	for name, script := range map[string]string{
		"tmux":  `[ "$2" = -w ] && exit 1; cat >$DIR/tmux.out`, // an old one, which does not know -w
		"xclip": "exit 1",
		"xsel":  "cat >$DIR/xsel.out",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	r := begin(t, harbour(), 80, 24)
	r.app.cfg.Programs.Copy = func(text string) {
		desktop.Copy(func(name string) string { return map[string]string{"TMUX": "x", "DISPLAY": ":0"}[name] }, text)
	}
	r.keys("Tab y")
	for _, name := range []string{"tmux.out", "xsel.out"} {
		if got, _ := os.ReadFile(filepath.Join(dir, name)); string(got) != "https://tides.example/today" {
			t.Errorf("%s has %q", name, got)
		}
	}
}
