//go:build unix

package desktop

import (
	"strings"
	"testing"
)

// $BROWSER that names no program, or one that fails at once, is told by its name.
func TestOpenerThatFails(t *testing.T) {
	opener := func(browser string) Opener {
		return SystemOpener(func(name string) string {
			if name == "BROWSER" {
				return browser
			}
			return ""
		})
	}
	if o := opener("no-such-browser --new"); o.Missing() != "no-such-browser" {
		t.Errorf("the missing program is %q", o.Missing())
	}
	if o := opener("no-such-browser:false"); o.Missing() != "" || !o.Ready() {
		t.Errorf("another one is there, and %q is missing", o.Missing())
	}
	told := make(chan error)
	if err := opener("false").Open("https://example.org", func(err error) { told <- err }); err != nil {
		t.Fatal(err)
	}
	if err := <-told; !strings.Contains(err.Error(), "false: exit status 1") {
		t.Errorf("told: %v", err)
	}
}
