package words

// What is said of reviews on the screen and line by line.

// Next says when a question of a review comes again. atEnd is for one that was not known: it is asked
// once more in the same sitting.
func Next(days int, atEnd bool) string {
	switch {
	case atEnd:
		return T("Next: once more at the end.")
	case days <= 0:
		return T("Next: today.")
	case days == 1:
		return T("Next: tomorrow.")
	}
	return N("Next: in %d day.", "Next: in %d days.", days, days)
}

// EasyNext says when a question comes again whose answer the student called easy.
func EasyNext(days int) string {
	return N("That was easy: it comes in %d day.", "That was easy: it comes in %d days.", days, days)
}

// Due says how many questions are due.
func Due(n int) string {
	if n == 0 {
		return T("No question is due.")
	}
	return N("One question is due.", "%d questions are due.", n, n)
}

// DueBy says how many questions are due, and by which key or command they are asked.
func DueBy(n int, by string) string {
	return N("One question is due: %[1]s", "%[2]d questions are due: %[1]s", n, by, n)
}

// NextDue says when the next question is due; days is 0 where none is.
func NextDue(days int) string {
	switch {
	case days <= 0:
		return T("No other question is waiting.")
	case days == 1:
		return T("The next question is due tomorrow.")
	}
	return N("The next question is due in %d day.", "The next question is due in %d days.", days, days)
}

// OnDay says how many questions are due in so many days.
func OnDay(days, n int) string {
	switch days {
	case 0:
		return T("today: %d", n)
	case 1:
		return T("tomorrow: %d", n)
	}
	return N("in %[1]d day: %[2]d", "in %[1]d days: %[2]d", days, days, n)
}

// Remembered says how a review went.
func Remembered(known, of int) string {
	return N("Remembered: %d of %d question.", "Remembered: %d of %d questions.", of, known, of)
}

// NotAsked says how many questions have no answer and are not reviewed before.
func NotAsked(n int) string {
	return N("One question has no answer yet; it is reviewed once it has one.",
		"%d questions have no answer yet; they are reviewed once they have one.", n, n)
}

// NothingToReview says that no question was answered that can be reviewed.
func NothingToReview() string {
	return T("Nothing to review yet: questions that you answer come back here when you are about to forget them.")
}
