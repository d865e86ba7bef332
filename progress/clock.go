package progress

import (
	"math"
	"strings"
	"time"
)

// Two kinds of time are kept with each row.
//
// The time at which something happened is what the computer's clock said. It
// is shown to people and may be wrong: clocks are set back.
//
// The stamp puts rows in order. It is the time in milliseconds too, but at
// least one more than the last stamp of the file, so the later of two answers
// has the greater stamp whatever the clock did between them. In one run it also grows
// at least as fast as time passes. An import moves
// the file's last stamp past all those that came in. (This is a hybrid logical
// clock: Kulkarni et al., "Logical Physical Clocks", 2014, in one number.)

// maxStamp is the beginning of the year 9000. No clock of a computer that works is
// there; a greater stamp, or one below 0, is put right where it comes in (clamp).
const maxStamp = 221_845_392_000_000

// clamp puts stamps right that no clock can have made: those that are too great become
// the last ones before now, in the order that they had; those below 0 become 0.
type clamp struct{ now, highest int64 }

func (c clamp) stamp(stamp int64) int64 {
	switch {
	case stamp < 0:
		return 0
	case stamp <= maxStamp:
		return stamp
	}
	return max(0, c.now-min(c.highest-stamp, c.now))
}

// clampLines puts the stamps of an export right that was written at a time, and reports
// whether one was wrong. The same export always gets the same stamps.
func clampLines(lines []line, written, now time.Time) bool {
	if written.After(now) || written.IsZero() {
		written = now
	}
	c, wrong := clamp{now: millis(written)}, false
	for _, l := range lines {
		c.highest = max(c.highest, l.stamp())
	}
	for _, l := range lines {
		for _, s := range l.stamps() {
			if right := c.stamp(*s); right != *s {
				*s, wrong = right, true
			}
		}
	}
	return wrong
}

// clampFile puts the stamps of the file right.
func (s *Store) clampFile(t *tx) error {
	var highest int64
	if err := t.row(`SELECT stamp FROM clock`).Scan(&highest); err != nil || highest <= maxStamp {
		return err
	}
	now := millis(t.now)
	err := s.within(t, "BEGIN IMMEDIATE", func() error {
		for _, column := range []string{"courses.stamp", "places.stamp", "readings.stamp", "attempts.stamp", "attempts.began",
			"answers.stamp", "links.stamp", "notes.stamp", "settings.stamp"} {
			table, name, _ := strings.Cut(column, ".")
			// clamp.stamp in SQL
			if err := t.exec(`UPDATE `+table+` SET `+name+` = max(0, ?1 - min(?2 - `+name+`, ?1)) WHERE `+name+` > ?3`, now, highest, maxStamp); err != nil {
				return err
			}
		}
		return t.exec(`UPDATE clock SET stamp = ?`, now)
	})
	if err == nil {
		s.notify(Clamped, s.path)
	}
	return err
}

// floor is the least that the next stamp of this run can be: the last one, and the time that the
// program has run since. So a clock that is set back stretches no time between two stamps of one run.
func (s *Store) floor() int64 {
	if s.uptime == nil || s.last == 0 {
		return 0
	}
	return s.last + (s.uptime() - s.lastUp).Milliseconds()
}

// tick moves the file's clock on and returns the new stamp.
func (t *tx) tick() error {
	return t.row(`UPDATE clock SET stamp = max(stamp + 1, ?) RETURNING stamp`,
		max(millis(t.now), t.floor)).Scan(&t.stamp)
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
