package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

// TestNeededCLibrary: this test's own program needs the C library where it was linked to one.
func TestNeededCLibrary(t *testing.T) {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(exe)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := debug.ReadBuildInfo()
	withC := false
	for _, s := range info.Settings {
		withC = withC || s.Key == "CGO_ENABLED" && s.Value == "1"
	}
	got := neededCLibrary(f)
	if wants := withC && runtime.GOOS == "linux"; wants != (got != "") {
		t.Errorf("built with C: %v, on %s: needs %q", withC, runtime.GOOS, got)
	}
	if strings.HasPrefix(got, "glibc ") && !strings.HasPrefix(got, "glibc 2.") {
		t.Errorf("needs %q", got)
	}
	if got := neededCLibrary(strings.NewReader("MZ, no program of Linux")); got != "" {
		t.Errorf("what is no ELF needs %q", got)
	}
}

func TestLaterVersion(t *testing.T) {
	for _, c := range [][2]string{{"2.34", "2.4"}, {"2.2.5", "2.2"}, {"3.0", "2.99"}} {
		if !laterVersion(c[0], c[1]) || laterVersion(c[1], c[0]) || laterVersion(c[0], c[0]) {
			t.Errorf("%s is later than %s", c[0], c[1])
		}
	}
}
