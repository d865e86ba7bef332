package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds on the path of a file: what a deeper or longer one costs to look up grows with the
// square of its depth, and systems refuse most of them.
const (
	maxPath  = 4096 // bytes
	maxParts = 64   // components
)

// Unfit says why no file of a course can have a path, inside a folder, an archive or a program: it
// is absolute, leads out, is absurdly long or deep, or has characters that systems take for
// something else. It returns "" for a path that one can have. The reason reads after the path.
func Unfit(name string) string {
	switch {
	case name == "":
		return "is empty"
	case len(name) > maxPath:
		return "is too long"
	case !utf8.ValidString(name):
		return "is not UTF-8"
	case strings.ContainsFunc(name, unicode.IsControl):
		return "has control characters"
	case strings.Contains(name, `\`):
		return "has a backslash, which parts folders on Windows"
	case strings.HasPrefix(name, "/"), len(name) > 1 && name[1] == ':':
		return "is absolute"
	case strings.Count(name, "/") >= maxParts:
		return "lies too deep"
	}
	for part := range strings.SplitSeq(name, "/") {
		switch part {
		case "..":
			return "leads out"
		case "", ".":
			return "has an empty or idle part"
		}
	}
	return ""
}

// Hidden reports whether a component of a path begins with a dot, which no file of a course has:
// such names mean something to other programs. Some file systems pass over characters that are not
// seen, such as a zero width joiner, so those before the dot do not count.
func Hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if part != "" && part[0] < utf8.RuneSelf {
			if part[0] == '.' {
				return true
			}
			continue
		}
		if strings.HasPrefix(strings.TrimLeftFunc(part, func(r rune) bool { return unicode.Is(unicode.Cf, r) }), ".") {
			return true
		}
	}
	return false
}
