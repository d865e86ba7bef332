package bank

import "lectern/lessons/text"

// In most functions here text is a piece of a bank, so the package goes by these names.

// oneLine makes every run of white space one space.
func oneLine(s string) string { return text.OneLine(s) }

// clip shortens a text for a message.
func clip(s string, n int) string { return text.ClipLine(s, n) }
