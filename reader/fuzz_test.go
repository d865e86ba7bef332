package reader

import (
	"math/rand/v2"
	"testing"
	"time"
)

// allKeys are all keys of the table and some that it does not know.
func allKeys() []string {
	keys := []string{"x", "Z", "é", "水", "Ctrl-Y", "F1", "Alt-q"}
	for _, b := range defaultBindings() {
		keys = append(keys, b.Keys...)
	}
	return keys
}

// FuzzKeys presses keys at random in windows of every size: nothing may fail, and
// the place must stay in the course.
func FuzzKeys(f *testing.F) {
	for seed := range uint64(6) {
		f.Add(seed)
	}
	keys := allKeys()
	f.Fuzz(func(t *testing.T, seed uint64) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		files := harbour()
		for name, text := range everyKind() {
			if name != "course.toml" {
				files[name] = text
			}
		}
		delete(files, "course.toml")
		r := begin(t, files, 80, 24)
		r.opener.ready = seed%2 == 0
		r.app.model.opener = r.opener.ready
		var trail []string
		defer func() {
			if p := recover(); p != nil {
				t.Fatalf("after %q: %v", trail, p)
			}
		}()
		for range 300 {
			switch n := rnd.IntN(40); n {
			case 0:
				r.resize(1+rnd.IntN(120), 1+rnd.IntN(50))
			case 1:
				r.app.view.click(rnd.IntN(80), rnd.IntN(24))
			case 2:
				r.app.view.wheel(rnd.IntN(2) == 0, 3, 3)
			default:
				key := keys[rnd.IntN(len(keys))]
				if key == "Ctrl-C" || key == "q" {
					continue
				}
				trail = append(trail, key)
				r.wait(time.Second)
				r.keys(key)
			}
			m := r.app.model
			if m.course.Lesson(m.lesson.ID) != m.lesson {
				t.Fatalf("after %q: lost in %s", trail, m.lesson.ID)
			}
		}
	})
}
