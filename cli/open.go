package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"lectern/cli/job"
	"lectern/cli/rights"
	"lectern/cli/trouble"
	"lectern/cli/watch"
	"lectern/lessons"
	"lectern/reader"
	"lectern/reader/keys"
	"lectern/reader/words"
)

// openFlags are the flags of `lectern [COURSE]`.
type openFlags struct {
	width      int
	line, tour bool
}

// open shows a course on the terminal. Where the terminal cannot show a screen it is
// read line by line, and printed as plain text where there is nobody to type.
func (a *app) open(args []string, how openFlags) error {
	if how.width < 1 {
		return usage("--width is %d; it must be at least 1", how.width)
	}
	if how.tour && len(args) > 0 {
		return usage("--tour is a course of its own and takes no COURSE")
	}
	if err := a.confine(args); err != nil {
		return err
	}
	if len(args) == 1 && !how.line && a.may.Batch {
		if f, ok := handedIn(args[0]); ok {
			return a.collect(args, f)
		}
	}
	begun := time.Now()
	c, err := a.openWanted(args, how)
	if err != nil {
		return err
	}
	defer c.Close()
	args = onDisk(args)
	if how.line {
		return a.lineMode(c, args, begun)
	}
	if !isTerminal(a.Stdout) {
		return a.printAll(c, how.width)
	}
	why := reader.ErrTerminal
	if a.mayDraw() {
		if why = a.show(c, args, begun); !errors.Is(why, reader.ErrTerminal) {
			a.drawn = true
			var by reader.SignalError
			if errors.As(why, &by) {
				a.stop.Note(by.Signal)
				return nil
			}
			return why
		}
	}
	a.tell(a.noScreen(why))
	if isTerminal(a.Stdin) {
		return a.lineMode(c, args, begun)
	}
	return a.printAll(c, how.width)
}

// addKiosk adds the flags of a kiosk to a command that may run in one.
func (a *app) addKiosk(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&a.kiosk, "kiosk", false, words.T("for a class on a server: only read and answer, as --student"))
	cmd.Flags().StringVar(&a.handIn, "results", "", words.T("with --kiosk: folder that results are handed in to"))
}

// confine leaves the program the rights of a kiosk if it is to be one.
func (a *app) confine(args []string) error {
	switch {
	case !a.kiosk && a.handIn != "":
		return usage("--results goes with --kiosk: it is the folder that students hand in to")
	case !a.kiosk:
		return nil
	case nameOf(a.student) == "":
		return usage("--kiosk needs --student: nobody who reads there says whose record it is")
	case len(args) == 1 && namesStdin(args[0]):
		return usage("--kiosk takes no page on standard input")
	}
	may, err := rights.Kiosk(a.data, a.handIn)
	if err != nil {
		return err
	}
	a.may, a.Getenv = may, may.Getenv
	if !isTerminal(a.Stdin) || !isTerminal(a.Stdout) {
		return errors.New(words.T("the course is read on a terminal, and this is none; ssh asks for one with -t"))
	}
	return nil
}

// openWanted opens the tour, the course that the arguments name, or a page that comes through a pipe.
func (a *app) openWanted(args []string, how openFlags) (*lessons.Course, error) {
	if how.tour {
		a.recallLanguage() // the tour itself is in it
		return openTour()
	}
	if len(args) == 0 && !how.line {
		if c, err := a.openPiped(); c != nil || err != nil {
			return c, err
		}
	}
	return a.openCourse(args)
}

// noScreen says why there is no screen on this terminal, and what to set.
func (a *app) noScreen(why error) string {
	var charset reader.CharsetError
	if errors.As(why, &charset) {
		for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} { // in which the first one that is set counts (POSIX, "Internationalization Variables")
			if value := a.Getenv(name); value != "" {
				return words.T("%s=%s asks for the character set %s, in which no screen can be drawn; set LC_ALL=C.UTF-8, or another locale of UTF-8", name, value, string(charset))
			}
		}
	}
	return words.T("TERM is %q, with which no screen can be drawn; set TERM=xterm-256color, or what your terminal is called", a.Getenv("TERM"))
}

// show runs the reader with the student's record. A course of the author's own
// folder, which args name, is followed while it is edited.
func (a *app) show(c *lessons.Course, args []string, begun time.Time) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	cfg := reader.Config{
		Course: c, Student: a.studentName(), NoColor: a.Getenv("NO_COLOR") != "", Programs: a.may.Programs(), Idle: a.may.Idle,
		Tell: a.tell, Abandon: a.stop.End, Obeying: a.stop.Deaf,
	}
	if file := a.may.Keys(); file != "" {
		var err error
		if cfg.Keys, err = keys.Load(file); err != nil {
			return err
		}
	}
	if len(args) == 1 && a.may.Follows {
		// Where edits cannot be followed the course is read as it was opened.
		if edits, err := watch.Course(ctx, args[0], begun); err == nil {
			cfg.Editions = edits
		}
	}
	store, record, err := a.studentRecord(c)
	if err != nil && !a.may.Unsaved {
		return err
	}
	if err != nil {
		cfg.Notice = trouble.Unsaved(err)
	} else {
		defer a.closeRecord(store)
		k := newKeeper(store, record, c)
		cfg.Record, cfg.Notice = k, k.News()
		if d := a.newDesk(c, args, store, record); d != nil {
			cfg.Desk = d
		}
		if why := store.ReadOnly(); why != nil {
			cfg.Notice = trouble.Unsaved(why)
		}
		// A record that cannot tell is no reason not to read; what was seen is
		// kept when the student leaves, not before the first screen.
		if n, err := a.editionNews(store, c); err == nil {
			if a.may.Batch { // it names a command
				cfg.Notice = cmp.Or(cfg.Notice, n.notice(a.Program))
			}
			defer a.saw(store, c, n)
		}
	}
	defer a.stop.Listen(reader.Ending()...)
	return reader.Run(ctx, cfg)
}

// printAll prints the whole course as plain text.
func (a *app) printAll(c *lessons.Course, width int) error {
	w := bufio.NewWriter(a.Stdout)
	if err := printText(w, c.Lessons(), width); err != nil {
		return err
	}
	return w.Flush()
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// newBar returns a bar on standard error, if that is a terminal that can take one.
func (a *app) newBar(name string) *job.Bar {
	if !isTerminal(a.Stderr) || a.Getenv("TERM") == "dumb" {
		return job.NewBar(nil, name)
	}
	return job.NewBar(a.Stderr, name)
}

// handedIn reports whether a folder holds what students handed in: a secret key lies in it, and no page. Who
// drops it on the program has it collected, into a folder in it, with the course that lies in it, if one
// does.
func handedIn(dir string) (f collectFlags, ok bool) {
	if _, err := os.Lstat(filepath.Join(dir, lessons.ManifestName)); err == nil {
		return f, false // a course, which most folders are; it is not listed for this
	}
	folder, err := os.Open(dir)
	if err != nil {
		return f, false
	}
	defer folder.Close()
	entries, _ := folder.ReadDir(maxNeighbours) // none of a file
	if !slices.ContainsFunc(entries, func(e os.DirEntry) bool { return isExamKey(e.Name()) }) || holdsPages(dir) {
		return f, false
	}
	slices.SortFunc(entries, func(a, b os.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	f = defaultCollect()
	f.out = filepath.Join(dir, f.out)
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		switch {
		case e.IsDir() && f.course == "":
			if st, err := os.Stat(filepath.Join(name, lessons.ManifestName)); err == nil && st.Mode().IsRegular() {
				f.course = name
			}
		case e.Type().IsRegular() && isExamKey(name):
			if holdsKey(name) {
				f.keys = append(f.keys, name)
			}
		case e.Type().IsRegular() && strings.EqualFold(e.Name(), "roster.csv"):
			f.roster = name
		}
	}
	return f, len(f.keys) > 0
}
