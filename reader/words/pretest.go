package words

// Gain says how the questions of a page or part went before it was read and after: of how many that were
// answered both times these were right, and how many are still to be answered again.
func Gain(title string, before, after, of, waiting int) string {
	switch {
	case of == 0:
		return N("%[2]s: %[1]d question answered; how it was comes after the text", "%[2]s: %[1]d questions answered; how they were comes after the text", waiting, waiting, title)
	case waiting > 0:
		return T("%s: %d of %d right before, %d after; %d to be answered again", title, before, of, after, waiting)
	}
	return T("%s: %d of %d right before, %d after", title, before, of, after)
}

// PretestAsks says what a pre-test is: how many questions it asks, and what becomes of the answers. told says that
// the lessons tell later how they were.
func PretestAsks(n int, told bool) string {
	if !told {
		return N("One question on what you are about to read. A guess is fine: it changes no score.",
			"%d questions on what you are about to read. Guesses are fine: they change no score.", n, n)
	}
	return N("One question on what you are about to read. A guess is fine: it changes no score, and how it was is told once you have read and answered again.",
		"%d questions on what you are about to read. Guesses are fine: they change no score, and how they were is told once you have read and answered again.", n, n)
}

// PretestKept says what was taken in a pre-test.
func PretestKept(n int, saved, told bool) string {
	switch {
	case !saved:
		return T("Your answers are not saved.")
	case !told:
		return N("Your answer is kept.", "Your %d answers are kept.", n, n)
	}
	return N("Your answer is kept. How it was is told once you have read the text and answered again.",
		"Your %d answers are kept. How they were is told once you have read the text and answered again.", n, n)
}
