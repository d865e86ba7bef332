package words

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// Percent writes a share, 0 to 1, as whole percent: "67 %". Less than all is never
// written as 100 %.
func Percent(share float64) string {
	p := int(math.Round(share * 100))
	if p == 100 && share < 1 {
		p = 99
	}
	return strconv.Itoa(p) + " %"
}

// Points writes a number of points with at most two decimals, and none where it is whole.
func Points(points float64) string {
	return Decimal(strconv.FormatFloat(math.Round(points*100)/100, 'f', -1, 64))
}

// Decimal writes a number, as programs write it, with the sign for decimals that people use.
func Decimal(number string) string {
	if c := spoken.Load(); c != nil {
		return strings.Replace(number, ".", c.Decimal, 1)
	}
	return number
}

// Day writes the day of a time as people write it.
func Day(t time.Time) string { return t.Local().Format(Spoken().Date) }

// Duration writes seconds as people say them: "40 s", "12 min", "2 h 05".
func Duration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second)).Round(time.Second)
	switch {
	case d < time.Minute:
		return strconv.Itoa(int(d.Seconds())) + " s"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes()+0.5)) + " min"
	}
	return fmt.Sprintf("%d h %02d", int(d.Hours()), int(d.Minutes())%60)
}

// TrueFalse says a choice of a question that is true or false, which banks write in English whatever
// language their course is in. Other texts stay as they are.
func TrueFalse(choice string) string {
	switch choice {
	case "True":
		return T("True")
	case "False":
		return T("False")
	}
	return choice
}
