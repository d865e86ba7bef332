package cli

import (
	"runtime/debug"
	"testing"
)

// A build that is no release names its commit where the compiler noted one.
func TestBuiltFrom(t *testing.T) {
	for want, settings := range map[string][]debug.BuildSetting{
		"built from 0123456789ab": {{Key: "-ldflags", Value: "-s -w -X main.x=1"}, {Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.modified", Value: "false"}},
		"built from fedcba987654": {{Key: "vcs.revision", Value: "fedcba987654"}},
		"built from source":       {{Key: "-ldflags", Value: "-s -w -X main.x=1"}, {Key: "vcs.revision", Value: "012345"}, {Key: "vcs.time", Value: "2026-11-27T06:00:00Z"}},
	} {
		if got := builtFrom(settings); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
