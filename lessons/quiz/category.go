package quiz

import "strings"

// Category makes a section of a category's path as Moodle writes it, without the parts that name a place in
// Moodle: `$course$/top/Unit 3` is "Unit 3".
func Category(path string) string {
	parts := SectionParts(path)
	if len(parts) > 0 && (parts[0] == "$course$" || parts[0] == "$system$" || parts[0] == "$module$" || strings.HasPrefix(parts[0], "$cat")) {
		parts = parts[1:]
		if len(parts) > 0 && parts[0] == "top" {
			parts = parts[1:]
		}
	}
	return JoinSection(parts)
}

// JoinSection is the inverse of SectionParts.
func JoinSection(parts []string) string {
	escaped := make([]string, len(parts))
	for i, p := range parts {
		escaped[i] = strings.ReplaceAll(p, "/", "//")
	}
	return strings.Join(escaped, "/")
}

// SectionParts cuts a category's path at each "/"; "//" is a slash inside a
// name. Parts are trimmed, and empty ones left out.
func SectionParts(path string) []string {
	const slash = "\x00"
	var parts []string
	for p := range strings.SplitSeq(strings.ReplaceAll(path, "//", slash), "/") {
		if p = strings.TrimSpace(strings.ReplaceAll(p, slash, "/")); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}
