package progress

import (
	"cmp"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"time"
)

// Many students' exports come into one file as parcels: each under a name that the receiver
// gives it, several in one transaction. Unlike an import, which trusts that both sides are one
// student's, this looks for rows that two students have in common.

// Export is an exported record that was read and checked, and is not merged yet.
type Export struct {
	lines   []line
	written time.Time
}

// maxParcel is the most lines of an Export: what a student does in a course in years.
const maxParcel = 200_000

// ReadExport reads what Record.Export wrote. Its error is an *ImportFault.
func ReadExport(r io.Reader) (*Export, error) {
	lines, written, err := readLines(r)
	if err != nil {
		return nil, err
	}
	if len(lines) > maxParcel {
		return nil, &ImportFault{What: TooLong, Want: maxImport >> 20}
	}
	return &Export{lines, written}, nil
}

// Courses returns the IDs of the courses in which there are attempts, sorted.
func (e *Export) Courses() []string {
	return e.distinct(func(a *attemptLine) string { return a.Course })
}

// Scopes returns the scopes of the attempts, sorted.
func (e *Export) Scopes() []string { return e.distinct(func(a *attemptLine) string { return a.Scope }) }

// Students returns the students who have attempts, sorted.
func (e *Export) Students() []string {
	return e.distinct(func(a *attemptLine) string { return a.Student })
}

func (e *Export) distinct(of func(*attemptLine) string) []string {
	var all []string
	for _, l := range e.lines {
		if l.Attempt != nil {
			all = append(all, of(l.Attempt))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Answers returns how many answers there are.
func (e *Export) Answers() (n int) {
	for _, l := range e.lines {
		if l.Answer != nil {
			n++
		}
	}
	return n
}

// Last returns when the last answer was given, the zero time if there is none.
func (e *Export) Last() (last time.Time) {
	for _, l := range e.lines {
		if l.Answer != nil && l.Answer.At.After(last) {
			last = l.Answer.At
		}
	}
	return last
}

// Sum returns a hash of all that there is, in hexadecimal digits.
func (e *Export) Sum() string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, l := range e.lines {
		_ = enc.Encode(l) // what came as JSON or as rows has a form as JSON
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Asked calls f with the question and its hash of each answer.
func (e *Export) Asked(f func(question, hash string)) {
	for _, l := range e.lines {
		if l.Answer != nil {
			f(l.Answer.Question, l.Answer.Hash)
		}
	}
}

// Of returns the attempts and answers of one student in one course. An answer to an attempt
// that nobody made is among them, so that Collect refuses it.
func (e *Export) Of(student, course string) *Export {
	out := &Export{written: e.written}
	others := map[string]bool{}
	for _, l := range e.lines {
		switch {
		case l.Attempt != nil && (l.Attempt.Student != student || l.Attempt.Course != course):
			others[l.Attempt.ID] = true
		case l.Attempt != nil, l.Answer != nil && !others[l.Answer.Attempt]:
			out.lines = append(out.lines, l)
		}
	}
	return out
}

// Parcel is an Export that is to be merged, and what is to be remembered of it.
type Parcel struct {
	*Export
	As     string // the student whose rows they become
	Course Course
	Key    string             // of a setting of the computer that is kept together with the rows or not at all
	Value  func(Taken) string // its value
}

// Taken says what came of a Parcel.
type Taken struct {
	Attempts, Answers int // that were not there before
	Clashes           []Clash
	Err               error // an *ImportFault: nothing of it was taken in
}

// Clash is a row of a parcel that goes against one that is there.
type Clash struct {
	What  Collision
	Other string // of SharedAttempt: whose it is already
	ID    string // of the attempt or the answer
	Kept  Answer // of OtherContent
	Came  Answer
}

// Collision is a kind of clash.
type Collision string

// The collisions.
const (
	SharedAttempt Collision = "shared attempt" // another student has it, or an answer of it; both keep it
	OtherContent  Collision = "other content"  // the answer is there, and says something else; what is there stays
)

// Collect merges parcels in their order, in one transaction. A parcel that does not fit is
// left out and says so; an error means that nothing was taken in.
func (s *Store) Collect(parcels []Parcel) ([]Taken, error) {
	now := s.now()
	out := make([]Taken, len(parcels))
	err := s.write(durable, func(t *tx) error {
		t.untold, t.ready = true, statements{}
		defer t.ready.close()
		// Rows of many students go all over the tables, whose pages should not go to the disk in between, nor
		// what each parcel changes of them, lest it is taken back.
		if _, err := t.conn.ExecContext(context.Background(), "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY"); err != nil {
			return err
		}
		for i, p := range parcels {
			clampLines(p.lines, p.written, now)
			out[i] = Taken{}
			if err := t.exec(`SAVEPOINT parcel`); err != nil {
				return err
			}
			end := `RELEASE parcel`
			if err := t.take(p, &out[i]); code(err) == codeConstraint || errors.Is(err, ErrNoAttempt) {
				out[i] = Taken{Err: &ImportFault{What: Misfit, Err: err}}
				end = `ROLLBACK TO parcel; RELEASE parcel`
			} else if err != nil {
				return err
			}
			if err := t.exec(end); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// take merges one parcel.
func (t *tx) take(p Parcel, out *Taken) error {
	err := cmp.Or(
		mergeStudent(t, studentLine{p.As}),
		mergeCourse(t, courseLine{Course: p.Course, Stamp: t.stamp}),
	)
	attempts := map[string]string{} // their IDs in this file, by those in the parcel
	var latest int64
	for i := 0; i < len(p.lines) && err == nil; i++ {
		l := p.lines[i]
		latest = max(latest, l.stamp())
		switch {
		case l.Attempt != nil:
			a := *l.Attempt
			a.Student, a.Course = p.As, p.Course.ID
			err = t.takeAttempt(a, attempts, out)
		case l.Answer != nil:
			err = t.takeAnswer(*l.Answer, p.As, attempts, out)
		}
	}
	if err != nil {
		return err
	}
	value := p.Value(*out)
	return cmp.Or(mergeSetting(t, settingLine{Key: p.Key, Value: &value, Stamp: t.stamp}), t.moveClock(latest))
}

func (t *tx) takeAttempt(a attemptLine, attempts map[string]string, out *Taken) error {
	owner, err := t.owner(`SELECT student FROM attempts WHERE uuid = ?`, a.ID)
	if err != nil {
		return err
	}
	if owner != "" && owner != a.Student {
		out.Clashes = append(out.Clashes, Clash{What: SharedAttempt, Other: owner, ID: a.ID})
		own := NameID(a.ID, a.Student)
		attempts[a.ID], a.ID = own, own
		if owner, err = t.owner(`SELECT student FROM attempts WHERE uuid = ?`, own); err != nil {
			return err
		}
	} else {
		attempts[a.ID] = a.ID
	}
	if owner == "" {
		out.Attempts++
	}
	return mergeAttempt(t, a)
}

func (t *tx) takeAnswer(l answerLine, student string, attempts map[string]string, out *Taken) error {
	switch own := attempts[l.Attempt]; own {
	case "":
		return ErrNoAttempt
	case l.Attempt:
	default: // another student has the attempt, and may have its answers
		l.ID, l.Attempt = NameID(l.ID, student), own
	}
	for {
		isNew, err := t.put(insertAnswer, l.values()...)
		if isNew {
			out.Answers++
		}
		if err != nil || isNew {
			return err
		}
		owner, err := t.owner(`SELECT t.student FROM answers a JOIN attempts t ON t.uuid = a.attempt WHERE a.uuid = ?`, l.ID)
		if err != nil {
			return err
		}
		if owner == student {
			break
		}
		out.Clashes = append(out.Clashes, Clash{What: SharedAttempt, Other: owner, ID: l.ID})
		l.ID = NameID(l.ID, student)
	}
	kept, err := collect(t, scanAnswer, selectAnswers+` WHERE a.uuid = ?`, l.ID)
	if err != nil || len(kept) != 1 {
		return err
	}
	if k := kept[0].Answer; !sameAnswer(k, l.Answer) {
		out.Clashes = append(out.Clashes, Clash{What: OtherContent, ID: l.ID, Kept: k, Came: l.Answer})
		return nil
	}
	return mergeAnswer(t, l)
}

// owner returns the student that a query finds, "" for none.
func (t *tx) owner(query, id string) (string, error) {
	names, err := collect(t, scanName, query, id)
	if err != nil || len(names) == 0 {
		return "", err
	}
	return names[0], nil
}

// sameAnswer reports whether two rows of one ID say the same of what the student did.
func sameAnswer(a, b Answer) bool {
	return a.Attempt == b.Attempt && a.Question == b.Question && a.Hash == b.Hash && a.Kind == b.Kind &&
		string(a.Response) == string(b.Response) && a.DontKnow == b.DontKnow && a.Hints == b.Hints &&
		millis(a.At) == millis(b.At)
}

// NameID returns the UUID that belongs to a name within a space that a UUID names (RFC 9562,
// section 5.5, version 5): the same of the same two, whoever computes it.
func NameID(space, name string) string {
	h := sha1.New()
	if raw, err := hex.DecodeString(string(without(space, '-'))); err == nil {
		h.Write(raw)
	} else {
		h.Write([]byte(space))
	}
	h.Write([]byte(name))
	b := [16]byte(h.Sum(nil)[:16])
	b[6] = b[6]&0x0f | 0x50
	b[8] = b[8]&0x3f | 0x80
	return idText(b)
}

func without(s string, c byte) []byte {
	return slices.DeleteFunc([]byte(s), func(x byte) bool { return x == c })
}
