package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"lectern/reader/keys"
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
	files := pilotBook(f)
	for _, course := range []map[string]string{harbour(), everyKind()} {
		for name, text := range course {
			files[name] = text
		}
	}
	delete(files, "course.toml")
	c := openCourse(f, files)
	c.Lessons()
	keys := allKeys()
	f.Fuzz(func(t *testing.T, script []byte) {
		r := &reading{t: t, rec: newFakeRecord(), opener: &fakeOpener{ready: len(script)%2 == 0}, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), w: 80, h: 24}
		r.open(c)
		r.play(script[:min(len(script), longestScript)], keys)
	})
}
