package embed

import (
	"bytes"
	"strings"
	"testing"
)

func TestReleaseOf(t *testing.T) {
	mark := "lectern-" + strings.ToLower("RELEASE:")
	for _, c := range []struct{ program, want string }{
		{"", ""},
		{"no mark here", ""},
		{"abc" + mark + "1.2.3;def", "1.2.3"},
		{strings.Repeat("x", 1<<20-10) + mark + "1.2.3-rc.1+7;", "1.2.3-rc.1+7"},
		{strings.Repeat("x", 3<<20) + mark + "1.2.3;", "1.2.3"},
		{mark + "two words;" + mark + "2.0;", "2.0"},
		{mark + "1.2.3", ""},
		{mark + ";", ""},
	} {
		if got := ReleaseOf(bytes.NewReader([]byte(c.program))); got != c.want {
			t.Errorf("a program of %d bytes: %q, want %q", len(c.program), got, c.want)
		}
	}
	if got := ReleaseOf(ownProgram(t)); got != Release() {
		t.Errorf("this test's program is stamped %q, and says that it is %q", got, Release())
	}
}
