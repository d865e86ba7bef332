package progress

import (
	"math"
	"time"
)

// Two kinds of time are kept with each row.
//
// The time at which something happened is what the computer's clock said. It
// is shown to people and may be wrong: clocks are set back.
//
// The stamp puts rows in order. It is the time in milliseconds too, but at
// least one more than the last stamp of the file, so the later of two answers
// has the greater stamp whatever the clock did between them. An import moves
// the file's last stamp past all those that came in. (This is a hybrid logical
// clock: Kulkarni et al., "Logical Physical Clocks", 2014, in one number.)

// maxStamp is the last moment of the year 9999. A greater stamp in an import
// is an error: it would leave no room for later ones.
const maxStamp = 253402300799999

// tick moves the file's clock on and returns the new stamp.
func (t *tx) tick() error {
	return t.row(`UPDATE clock SET stamp = max(stamp + 1, ?) RETURNING stamp`,
		millis(t.now)).Scan(&t.stamp)
}

// moveClock makes all later stamps greater than stamp.
func (t *tx) moveClock(stamp int64) error {
	return t.exec(`UPDATE clock SET stamp = max(stamp, ?)`, stamp)
}

// millis returns t in milliseconds, the form of times in the file; the zero time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is the reverse of millis, in UTC.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// dayFormat is the form of a day in the file.
const dayFormat = time.DateOnly

// span returns seconds as something that can be added up: at least 0, and not
// more than a day, which is longer than anyone stays at one lesson. What is
// over comes from a computer that slept or a clock that was moved.
func span(seconds float64) float64 {
	if math.IsNaN(seconds) || seconds < 0 {
		return 0
	}
	return min(seconds, 24*60*60)
}

// streak returns how many days in a row, up to today or yesterday, stand in
// days (each once, latest first). Days after tomorrow come from a clock that
// was wrong and are passed over.
func streak(days []string, today time.Time) int {
	latest := today.AddDate(0, 0, 1).Format(dayFormat)
	for len(days) > 0 && days[0] > latest {
		days = days[1:]
	}
	if len(days) == 0 || days[0] < today.AddDate(0, 0, -1).Format(dayFormat) {
		return 0
	}
	n := 1
	for ; n < len(days); n++ {
		last, err := time.Parse(dayFormat, days[n-1])
		if err != nil || last.AddDate(0, 0, -1).Format(dayFormat) != days[n] {
			break
		}
	}
	return n
}
