package markdown

import (
	"regexp"
	"sync"
)

// compiled returns what compiles a pattern when it is first used: most courses
// need few, and all of them at once would be a part of the time before the first screen.
func compiled(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
