package words

// NoOpener says that no program opens addresses here; missing is the one that $BROWSER
// names and that is not there, "" for none.
func NoOpener(missing string) string {
	if missing == "" {
		return T("No program that opens addresses was found here. Set $BROWSER to name one.")
	}
	return T("No program that opens addresses was found here: $BROWSER names %s, which is not there.", missing)
}

// LinkState says what became of the address of a link, by its state in links.toml, and
// since when, 0 where that is not known.
func LinkState(state string, year int) string {
	if year == 0 {
		switch state {
		case "gone":
			return T("gone")
		case "moved":
			return T("moved")
		}
		return T("changed")
	}
	switch state {
	case "gone":
		return T("gone since %d", year)
	case "moved":
		return T("moved in %d", year)
	}
	return T("changed in %d", year)
}

// LinkSaid is LinkState with the note on the address, if there is one.
func LinkSaid(state string, year int, note string) string {
	if note == "" {
		return LinkState(state, year)
	}
	return T("%s: %s", LinkState(state, year), note)
}

// LinkInstead says where to look instead of at an address in that state.
func LinkInstead(state, replacement string) string {
	if state == "moved" {
		return T("now at %s", replacement)
	}
	return T("instead: %s", replacement)
}
