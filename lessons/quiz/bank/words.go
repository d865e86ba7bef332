package bank

import "lectern/lessons/text"

// oneLine makes every run of white space one space.
func oneLine(s string) string { return text.OneLine(s) }

// clip shortens a text for a message.
func clip(s string, n int) string { return text.Clip(text.OneLine(s), n) }
