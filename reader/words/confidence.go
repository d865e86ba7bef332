package words

// HowSure asks a student how sure they are of an answer.
func HowSure() string { return T("How sure are you?") }

// Sureness names how sure a student says to be: 1 sure, 2 not sure, 3 a guess.
func Sureness(c int) string {
	switch c {
	case 1:
		return T("sure")
	case 2:
		return T("not sure")
	}
	return T("a guess")
}

// Calibrated says how often answers were right that a student said to be so sure of.
func Calibrated(c, right, answers int) string {
	switch c {
	case 1:
		return N("%d of %d right when you were sure", "%d of %d right when you were sure", answers, right, answers)
	case 2:
		return N("%d of %d right when you were not sure", "%d of %d right when you were not sure", answers, right, answers)
	}
	return N("%d of %d right when you guessed", "%d of %d right when you guessed", answers, right, answers)
}

// Judgement puts a study.Judgement into words, "" for none.
func Judgement(overrated, underrated, well bool) string {
	switch {
	case overrated:
		return T("You are sure more often than you are right: look twice at what seems easy.")
	case underrated:
		return T("You know more than you think: your guesses are often right.")
	case well:
		return T("You know what you know: when you are sure, you are right.")
	}
	return ""
}
