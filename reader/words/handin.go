package words

// What screen, line mode and the command `results` say alike of handing in.

// Ask is the label of a field that a student is asked for.
func Ask(field string) string {
	switch field {
	case "name":
		return T("Your name")
	case "id":
		return T("Your ID number")
	case "email":
		return T("Your e-mail address")
	case "class":
		return T("Your class or group")
	}
	return T("Today's word")
}

// Asked names a field inside a sentence.
func Asked(field string) string {
	switch field {
	case "name":
		return T("your name")
	case "id":
		return T("your ID number")
	case "email":
		return T("your e-mail address")
	case "class":
		return T("your class or group")
	}
	return T("the word of the day that the instructor says")
}

// Inside says what a results file has inside.
func Inside(lessons, attempts, answers int, course string) string {
	return T("Inside is what you did in %s: %s, %s, %s. Nothing else: no notes, no other course.", course,
		N("%d lesson read", "%d lessons read", lessons, lessons), N("%d attempt", "%d attempts", attempts, attempts),
		N("%d answer", "%d answers", answers, answers))
}

// WhoReads says who can read a results file.
func WhoReads(sealed bool) string {
	if sealed {
		return T("Only your instructor can read it.")
	}
	return T("It is not sealed: whoever has it can read it.")
}

// Handed says where a results file is, and what to do with it.
func Handed(path, receipt, how string, sealed bool) []string {
	receipt = T("Receipt: %s. Write it down; it tells this file from any other.", receipt)
	if path == "" {
		return []string{T("Your results are handed in."), receipt, WhoReads(sealed)}
	}
	lines := []string{T("Your results are in %s", path)}
	if how != "" {
		lines = append(lines, T("What to do with it: %s", how))
	} else {
		lines = append(lines, T("Give the file to your instructor."))
	}
	return append(lines, receipt, WhoReads(sealed))
}

// ExamPage is the text of the page that an exam without pages of its own begins with.
func ExamPage(minutes int) string {
	if minutes > 0 {
		return N("This is an exam of %d minute. It begins when you begin it, and your answers are saved as you give them.",
			"This is an exam of %d minutes. It begins when you begin it, and your answers are saved as you give them.", minutes, minutes)
	}
	return T("This is an exam. Your answers are saved as you give them.")
}
