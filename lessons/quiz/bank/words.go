package bank

// clip shortens a text for a message.
func clip(s string, n int) string {
	s = oneLine(s)
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}
