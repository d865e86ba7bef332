//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"flag"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"lectern/progress"
)

// The faults of the world, met by the program as a whole: it is killed, runs
// many times at once, has no room, no folder, no terminal. What the record does
// by itself under faults is tested in package progress.

var (
	seed  = flag.Uint64("seed", 8, "what the random moments and keys of the fault tests come from")
	soak  = flag.Duration("soak", 300*time.Millisecond, "how long random keys are pressed; .ci/run asks for more")
	kills = flag.Int("kills", 60, "how many runs are killed at a random moment; .ci/run asks for more")
)

const faultQuestions = 12

// faultCourse writes a course of one page with short questions, each of which takes any text.
func faultCourse(t *testing.T) string {
	t.Helper()
	var bank strings.Builder
	for i := range faultQuestions {
		fmt.Fprintf(&bank, "// [id:q%d]\nWhat is the word number %d? {=word%d#So it is.}\n\n", i, i, i)
	}
	return writeCourse(t, map[string]string{
		"course.toml": "id = \"faults\"\ntitle = \"Faults\"\n",
		"a.md":        "# Alpha\n\nThe only page.\n",
		"a.gift":      bank.String(),
	})
}

// writeCourse writes files below a new folder.
func writeCourse(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// answerLines are the answers of one run. Each is unlike all others, so that it is known again.
func answerLines(run string) string {
	var b strings.Builder
	for i := range faultQuestions {
		fmt.Fprintf(&b, "%s-%d\n", run, i)
	}
	return b.String()
}

// confirmed returns the responses of the verdicts in the output of `lectern quiz --format json`.
func confirmed(out io.Reader) (all []string) {
	eachConfirmed(out, func(response string) { all = append(all, response) })
	return all
}

// eachConfirmed hands on the response of each verdict in the output of `lectern quiz
// --format json`, as it comes. Of a line that was cut in the middle nothing is taken.
func eachConfirmed(out io.Reader, got func(response string)) {
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadBytes('\n')
		if err != nil {
			return
		}
		var e struct{ Event, Response string }
		if json.Unmarshal(line, &e) == nil && e.Event == "verdict" {
			got(e.Response)
		}
	}
}

// recorded opens the record in data, holds it for sound, and returns what was
// answered in a course, each response with how often it is there.
func recorded(t *testing.T, data, course string) map[string]int {
	t.Helper()
	s, err := progress.Open(filepath.Join(data, progress.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n := s.Notices(); len(n) > 0 {
		t.Errorf("notices: %v", n)
	}
	if err := s.Integrity(); err != nil {
		t.Error(err)
	}
	r, err := s.Record("robin", progress.Course{ID: course, Title: course})
	if err != nil {
		t.Fatal(err)
	}
	list, err := r.Answers(progress.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]int{}
	for _, a := range list {
		all[a.Words]++
	}
	return all
}

// missing reports each response that is not in the record.
func missing(t *testing.T, confirmed []string, there map[string]int) {
	t.Helper()
	for _, c := range confirmed {
		if there[c] == 0 {
			t.Errorf("the answer %q was confirmed and is not in the record", c)
		}
	}
}

// The program is killed at random moments of many runs. Whatever it confirmed is in the record.
func TestKilledAtRandomMoments(t *testing.T) {
	t.Parallel()
	course, data := faultCourse(t), t.TempDir()
	rng := rand.New(rand.NewPCG(*seed, 1))
	// How long a whole run takes says from what to choose the moments.
	begun := time.Now()
	cmd := program(data, "quiz", "--again", "--format", "json", course)
	cmd.Stdin = strings.NewReader(answerLines("whole"))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	whole := time.Since(begun)
	all := confirmed(bytes.NewReader(out))
	if len(all) != faultQuestions {
		t.Fatalf("%d verdicts in a run that nobody killed, want %d", len(all), faultQuestions)
	}
	cut, runs := 0, *kills
	if testing.Short() {
		runs /= 4
	}
	for run := range runs {
		name, after := fmt.Sprint("run", run), time.Duration(rng.Int64N(int64(whole)))
		upTo := faultQuestions
		if run%4 == 0 {
			// On a busy machine every moment may come too early, or too late: some runs are killed by
			// what they confirmed, while the next answer is being saved and another is awaited.
			after, upTo = time.Hour, 1+rng.IntN(faultQuestions-2)
		}
		got, killed := killedRun(t, data, course, name, after, upTo)
		all = append(all, got...)
		if killed && len(got) > 0 {
			cut++
		}
		if run%20 == 0 {
			missing(t, all, recorded(t, data, "faults"))
		}
	}
	there := recorded(t, data, "faults")
	missing(t, all, there)
	if cut == 0 {
		t.Errorf("none of %d runs was cut among its answers: the moments are badly chosen", runs)
	}
	t.Logf("%d answers confirmed, %d in the record, %d runs cut among their answers (a run takes %v)", len(all), len(there), cut, whole)
}

// killedRun begins a run and kills it some time after, or once upTo answers are confirmed, when
// it has one more and waits for another. It returns what was confirmed until then.
func killedRun(t *testing.T, data, course, name string, after time.Duration, upTo int) (got []string, killed bool) {
	t.Helper()
	cmd := program(data, "quiz", "--again", "--format", "json", course)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(answerLines(name), "\n")
	io.WriteString(in, strings.Join(lines[:min(upTo+1, faultQuestions)], "")) // nobody reads it if it is killed before
	if upTo == faultQuestions {
		in.Close()
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	eachConfirmed(out, func(response string) {
		if got = append(got, response); len(got) == upTo && upTo < faultQuestions {
			cmd.Process.Kill()
		}
	})
	timer.Stop()
	return got, cmd.Wait() != nil
}

// Two and ten instances answer on one record at the same time.
func TestManyInstancesOnOneRecord(t *testing.T) {
	course := faultCourse(t)
	for _, n := range []int{2, 10} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			data := t.TempDir()
			var mu sync.Mutex
			var all []string
			var group sync.WaitGroup
			for i := range n {
				group.Go(func() {
					cmd := program(data, "quiz", "--again", "--format", "json", course)
					cmd.Stdin = strings.NewReader(answerLines(fmt.Sprint("instance", i)))
					var out, told bytes.Buffer
					cmd.Stdout, cmd.Stderr = &out, &told
					err := cmd.Run()
					mu.Lock()
					defer mu.Unlock()
					all = append(all, confirmed(&out)...)
					if err != nil || told.Len() > 0 {
						t.Errorf("instance %d: %v, %s", i, err, told.String())
					}
				})
			}
			group.Wait()
			if len(all) != n*faultQuestions {
				t.Errorf("%d verdicts, want %d", len(all), n*faultQuestions)
			}
			there := recorded(t, data, "faults")
			missing(t, all, there)
			for response, times := range there {
				if times != 1 {
					t.Errorf("%q is in the record %d times", response, times)
				}
			}
		})
	}
}

// A program whose course is refused is no unknown file: the reason is told wherever a course may be named.
func TestRefusedProgramIsTold(t *testing.T) {
	end := make([]byte, 96) // the trailer of embed/payload.go, of format 2
	end[28] = 2
	binary.LittleEndian.PutUint32(end[72:], crc32.Checksum(end[:72], crc32.MakeTable(crc32.Castagnoli)))
	copy(end[80:], "lectern-payload\n")
	name := filepath.Join(t.TempDir(), "tides")
	if err := os.WriteFile(name, append([]byte("\x7fELF and a course"), end...), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{"", "print", "quiz", "check", "progress", "info", "unpack"} {
		args := strings.Fields(command + " " + name)
		if command == "unpack" {
			args = append(args, t.TempDir())
		}
		var errs bytes.Buffer
		Run(append(args, "--data", t.TempDir()), Env{Stdin: strings.NewReader(""), Stdout: io.Discard, Stderr: &errs, Getenv: func(string) string { return "" }})
		if told := errs.String(); strings.Count(told, "\n") != 1 || !strings.Contains(told, name) || !strings.Contains(told, "is refused: it has format 2") {
			t.Errorf("%s: told %q", command, told)
		}
	}
}
