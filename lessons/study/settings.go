package study

// StudentSetting is a choice of a student that no key of the screen makes.
type StudentSetting struct {
	Name   string
	Values []string // the first holds where nothing is chosen
}

// The names and values of the settings of a review.
const (
	ReviewSetting  = "review"   // what a review asks
	ReviewAll      = "all"      // everything that was answered
	ReviewWrong    = "wrong"    // only what was not known at least once
	DueLineSetting = "due-line" // whether the screen says once a day how many questions are due

	ConfidenceSetting = "confidence" // whether the student is asked how sure they are
	AsCourse          = "course"     // as the course says

	On  = "on"
	Off = "off"
)

// WrongOnly reports whether the student wants to review only what was not known at least once.
func WrongOnly(r Record) bool {
	return Chosen(r, ReviewSetting, ReviewWrong)
}

// Chosen reports whether a setting has a value in the record.
func Chosen(r Record, name, value string) bool {
	if r == nil {
		return false
	}
	got, err := r.Setting(name)
	return err == nil && got == value
}

// StudentSettings is the table of these choices.
func StudentSettings() []StudentSetting {
	return []StudentSetting{
		{ReviewSetting, []string{ReviewAll, ReviewWrong}},
		{DueLineSetting, []string{On, Off}},
		{ConfidenceSetting, []string{AsCourse, On, Off}},
	}
}
