package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lectern/lessons/review"
	"lectern/lessons/study"
	"lectern/progress"
)

// A student answers on two computers that exchange their records now and then, in whatever order. Both
// come to the schedule of one computer that took everything in.
func TestReviewOfTwoComputers(t *testing.T) {
	const questions = 5
	for seed := range int64(4) {
		random := rand.New(rand.NewSource(seed))
		var stores [3]*progress.Store // two computers, and one with all of it
		var records [3]*progress.Record
		for i := range stores {
			store, err := progress.Open(filepath.Join(t.TempDir(), progress.FileName))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { store.Close() })
			stores[i] = store
			if records[i], err = store.Record("robin", progress.Course{ID: "c"}); err != nil {
				t.Fatal(err)
			}
		}
		carry := func(from, to int) {
			var b bytes.Buffer
			if err := stores[from].Export(&b, ""); err != nil {
				t.Fatal(err)
			}
			if _, err := stores[to].Import(&b, ""); err != nil {
				t.Fatal(err)
			}
		}
		at := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
		for range 12 {
			on := random.Intn(2)
			attempt, err := records[on].Begin(progress.Attempt{Scope: []string{"lesson:a", study.ReviewScope, study.CramScope}[random.Intn(3)]})
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				at = at.Add(time.Duration(random.Intn(40)) * time.Hour)
				id := fmt.Sprint("q", random.Intn(questions))
				err := records[on].Answer(progress.Answer{
					Attempt: attempt.ID, Question: id, Kind: "single", Response: json.RawMessage("null"),
					Credit: float64(random.Intn(3)) / 2, Points: 1, Graded: true, Hints: random.Intn(2), At: at, Confidence: random.Intn(4),
				})
				if err == nil && random.Intn(3) == 0 {
					err = records[on].CallEasy(attempt.ID, id)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if random.Intn(3) == 0 {
				carry(random.Intn(2), 2)
				carry(on, 1-on)
			}
		}
		carry(1, 2)
		carry(0, 2)
		carry(0, 1)
		carry(1, 0)
		var all [3][]review.Card
		for i, r := range records {
			memory, err := study.Recall(newKeeper(stores[i], r, nil), at)
			if err != nil {
				t.Fatal(err)
			}
			for n := range questions {
				c, _ := memory.Card(fmt.Sprint("q", n))
				all[i] = append(all[i], c)
			}
		}
		for i := range 2 {
			if diff := cmp.Diff(all[2], all[i], cmp.AllowUnexported(review.Card{})); diff != "" {
				t.Errorf("seed %d, computer %d:\n%s", seed, i, diff)
			}
		}
	}
}
