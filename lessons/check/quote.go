package check

import "lectern/lessons/text"

// clip shortens a text that a message quotes.
func clip(s string) string { return text.Clip(s, 60) }
