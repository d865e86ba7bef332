package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/words"
)

// allKeys are all keys of the table and some that it does not know.
func allKeys() []string {
	all := []string{"x", "Z", "é", "水", "Ctrl-Y", "F1", "Alt-q"}
	for _, b := range keys.New().All() {
		all = append(all, b.Keys...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// play does what a script says: each byte is a key, a click, a turn of the wheel
// or another size of the window. It returns the keys, for whoever looks for a fault.
func (r *reading) play(script []byte, keys []string) (trail []string) {
	defer func() {
		if p := recover(); p != nil {
			r.t.Fatalf("after %q: %v", trail, p)
		}
	}()
	next := func() int {
		if len(script) == 0 {
			return 0
		}
		b := script[0]
		script = script[1:]
		return int(b)
	}
	for len(script) > 0 {
		switch b := next(); {
		case b >= 253:
			w, h := 1+next()%200, 1+next()%60
			trail = append(trail, fmt.Sprintf("%dx%d", w, h))
			r.resize(w, h)
		case b == 252:
			x, y := next()%r.w, next()%r.h
			trail = append(trail, fmt.Sprintf("click %d,%d", x, y))
			r.app.view.hover(x, y)
			r.app.view.click(x, y)
			r.draw()
		case b == 251:
			r.app.view.wheel(next()%2 == 0, r.w/2, r.h/2)
			r.draw()
		default:
			key := keys[b%len(keys)]
			if key == "Ctrl-C" || key == "q" {
				continue
			}
			trail = append(trail, key)
			r.wait(time.Second)
			r.keys(key)
		}
		if m := r.app.model; m.Course.Lesson(m.Lesson.ID) != m.Lesson {
			r.t.Fatalf("after %q: lost in %s", trail, m.Lesson.ID)
		}
	}
	return trail
}

// longestScript is how many bytes of a script are played.
const longestScript = 100

// fuzzCourse has whatever can be on a screen.
func fuzzCourse(t testing.TB) *lessons.Course {
	files := pilotBook(t)
	for _, course := range []map[string]string{harbour(), everyKind()} {
		for name, text := range course {
			files[name] = text
		}
	}
	delete(files, "course.toml")
	c := openCourse(t, files)
	c.Lessons()
	return c
}

// FuzzKeys does things at random in windows of every size: nothing may fail, and
// the place must stay in the course.
func FuzzKeys(f *testing.F) {
	for seed := range uint64(4) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		script := make([]byte, longestScript)
		for i := range script {
			script[i] = byte(rnd.IntN(256))
		}
		f.Add(script)
	}
	c := fuzzCourse(f)
	keys := allKeys()
	f.Fuzz(func(t *testing.T, script []byte) {
		r := atRandom(t, c, len(script))
		r.play(script[:min(len(script), longestScript)], keys)
	})
}

// atRandom puts a student in front of a course; n says which choices they made.
func atRandom(t *testing.T, c *lessons.Course, n int) *reading {
	t.Cleanup(func() { words.Speak("en") }) // a key changes it
	r := &reading{t: t, rec: newFakeRecord(), desk: &fakeDesk{}, opener: &fakeOpener{ready: n%2 == 0}, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), w: 80, h: 24}
	if n%3 == 0 {
		r.rec.settings[study.ConfidenceSetting] = study.On
	}
	r.open(c)
	return r
}

// Long walks at random, mostly onward, so that they come through questions, verdicts and ends, in windows of every
// size. The fuzzer, which watches each step, is too slow to come so far.
func TestKeysAtRandom(t *testing.T) {
	c, walks := fuzzCourse(t), 40
	if testing.Short() {
		walks = 6
	}
	for n := range walks {
		rnd := rand.New(rand.NewPCG(uint64(n), 2))
		r := atRandom(t, c, n)
		for range 20 {
			pressed := []string{"Enter", "n", "a", "b", "1", "x", "Space", "Down"}
			if rnd.IntN(3) == 0 {
				pressed = allKeys()
			}
			script := make([]byte, 30)
			for i := range script {
				script[i] = byte(rnd.IntN(256))
			}
			r.play(script, pressed)
			if rnd.IntN(3) == 0 {
				r.resize(1+rnd.IntN(45), 1+rnd.IntN(14))
			}
		}
	}
}
