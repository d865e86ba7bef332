package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"lectern/cli/job"
	"lectern/cli/trouble"
	"lectern/embed"
	"lectern/lessons"
	"lectern/lessons/check"
	"lectern/lessons/doc"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// buildFlags are the flags of `lectern build`.
type buildFlags struct {
	output string
	bases  []string
	all    bool
	folder string
	force  bool
	exam   bool
}

func (a *app) buildCommand() *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:   "build COURSE -o FILE",
		Short: words.T("Make one program of Lectern and a course, to hand out"),
		Long: `Build writes a program that is this one with the course attached. It opens the
course when it is started without arguments, and has every command.

For another system, give a release of Lectern for it with --base; with
--all-platforms every one in the folder --bases is used. Where several programs
are written, FILE is a folder, and they are called COURSE-ID-SYSTEM-PROCESSOR.
A program that carries a course already gets it replaced.

FILE lies outside the folder of the course. Only the course's own files go in:
no names that begin with a dot, no record of a student, nothing that course.toml
excludes. The same course and base give the same bytes.

With --exam the program has the exam alone and not what is right; ` + examKeyFile + ` beside
it, sealed to the keys of course.toml, grades what comes back (docs/exams.md).

docs/build.md, in the source and in each release, tells more of this, and
docs/install.md how the program is started on Windows, macOS and Linux.`,
		Args: oneCourse,
		RunE: func(_ *cobra.Command, args []string) error { return a.build(args[0], f) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.output, "output", "o", "", "the program to write, or the folder for several")
	flags.StringArrayVar(&f.bases, "base", nil, "a Lectern program to attach the course to (default this one); may be repeated")
	flags.BoolVar(&f.all, "all-platforms", false, "attach the course to every Lectern program in the folder --bases")
	flags.StringVar(&f.folder, "bases", "", "folder of Lectern programs for --all-platforms (default that of this program)")
	flags.BoolVar(&f.exam, "exam", false, "leave out what is right: the exam alone, and its key in "+examKeyFile+" beside FILE")
	flags.BoolVarP(&f.force, "force", "f", false, "replace what exists without asking")
	return cmd
}

// oneCourse accepts exactly one COURSE.
func oneCourse(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usageError{fmt.Errorf("%s takes one COURSE, not %d", cmd.CommandPath(), len(args))}
	}
	return nil
}

// build makes a program with the course for each base.
func (a *app) build(course string, f buildFlags) error {
	if f.output == "" {
		return usageError{errors.New("build needs -o FILE")}
	}
	if len(f.bases) > 0 && f.all || f.folder != "" && !f.all {
		return usageError{errors.New("--bases goes with --all-platforms, and neither goes with --base")}
	}
	bases, err := a.openBases(f)
	if err != nil {
		return err
	}
	defer closeBases(bases)
	c, err := a.openCourse([]string{course})
	if err != nil {
		return err
	}
	defer c.Close()
	targets, err := a.targets(course, c, bases, f)
	if err != nil {
		return err
	}
	ctx, stop := a.stop.Begin()
	defer stop()
	written := 0 // programs
	if code, text := recipientFault(c.Manifest.Results.To); code != "" {
		return fmt.Errorf("%s:%d: %s", filepath.Join(sourceFolder([]string{course}), lessons.ManifestName), c.LineOfKey("results.to"), text)
	}
	if f.exam {
		e, err := a.examOf(ctx, c)
		if err != nil {
			return err
		}
		defer e.close()
		keyName := filepath.Join(filepath.Dir(targets[0]), examKeyFile)
		if err := a.writeExamKey(e, c, keyName); err != nil {
			return err
		}
		defer func() {
			if written == 0 { // it belongs to no program
				os.Remove(keyName)
			}
		}()
		course, c = e.folder, e.course
	}
	info, notes, err := a.describeCourse(ctx, course, c)
	if err != nil {
		return err
	}
	names, err := a.ownFiles(course, c, targets)
	if err != nil {
		return err
	}
	for i, b := range bases {
		if err := a.attach(ctx, targets[i], b, c, names, info, notes); err != nil {
			return err
		}
		written++
	}
	return nil
}

// describeCourse parses the course and collects what can be shown of it
// without opening it again, and what lies beside it in the program.
func (a *app) describeCourse(ctx context.Context, course string, c *lessons.Course) (embed.Info, map[string][]byte, error) {
	b := a.newBar("reading")
	defer b.End()
	_, err := job.Abandonable(ctx, func() (struct{}, error) {
		return struct{}{}, c.Parse(ctx, func(done, total int) { b.Step(int64(done), int64(total)) })
	})
	if err != nil {
		return embed.Info{}, nil, job.ErrStopped
	}
	b.End()
	if faults := check.IDs(c); len(faults) > 0 {
		return embed.Info{}, nil, a.idFault(sourceFolder([]string{course}), faults)
	}
	sum := summarize(c, c.Problems())
	if sum.Errors+sum.Warnings > 0 {
		fmt.Fprintf(a.Stderr, "the course has %s and %s; %s check tells them\n", words.N("%d error", "%d errors", sum.Errors, sum.Errors), words.N("%d warning", "%d warnings", sum.Warnings, sum.Warnings), a.Program)
	}
	index, err := json.Marshal(c.Index())
	if err != nil {
		return embed.Info{}, nil, err
	}
	edition, err := json.Marshal(c.Inventory())
	if err != nil {
		return embed.Info{}, nil, err
	}
	site, err := json.Marshal(c.Site())
	if err != nil {
		return embed.Info{}, nil, err
	}
	m := c.Manifest
	info := embed.Info{
		ID: m.ID, Title: m.Title, Version: m.Version, Author: m.Author, Language: m.Language, License: m.License,
		Start: c.First().Page.Path, Site: site, Pages: sum.Pages, Lessons: sum.Lessons, Questions: sum.Questions, Builder: version(),
	}
	return info, map[string][]byte{indexMeta: index, editionMeta: edition}, nil
}

// idFault is the error of a course whose IDs would mix records: once students
// have the program, IDs cannot be mended any more.
func (a *app) idFault(folder string, faults []doc.Problem) error {
	f := faults[0]
	more := ""
	if n := len(faults) - 1; n > 0 {
		more = words.N(" (and %d further fault; %s check tells them)", " (and %d further faults; %s check tells them)", n, n, a.Program)
	}
	return fmt.Errorf("%s:%d: %s%s", typeset.Clean(filepath.Join(folder, filepath.FromSlash(f.File))), f.Line, typeset.Clean(f.Text), more)
}

// ownFiles lists the files that go into the program. Other than the course's
// files as lessons tells them, programs that were built into the course's own
// folder are left out, and what is no readable file.
func (a *app) ownFiles(course string, c *lessons.Course, targets []string) ([]string, error) {
	const smallestProgram = 1 << 20
	var names []string
	for _, name := range c.Files() {
		st, err := fs.Stat(c.FS(), name)
		why := ""
		switch {
		case err != nil:
			why = "it cannot be read"
		case !st.Mode().IsRegular():
			why = "it is no regular file"
		case isOneOf(st, targets), st.Size() >= smallestProgram && isBuilt(filepath.Join(sourceFolder([]string{course}), filepath.FromSlash(name))):
			why = "it is a program with a course"
		case c.Page(name) == nil && embed.NameFault(name) != "": // a part of a page that is opened alone
			why = "a program can carry no file of this name: it " + embed.NameFault(name)
		}
		if why != "" {
			fmt.Fprintf(a.Stderr, "left out: %s (%s)\n", typeset.Clean(name), why)
			continue
		}
		names = append(names, name)
	}
	return names, nil
}

// isOneOf reports whether a file is one of the programs that are being written.
func isOneOf(st fs.FileInfo, targets []string) bool {
	for _, t := range targets {
		if other, err := os.Stat(t); err == nil && os.SameFile(st, other) {
			return true
		}
	}
	return false
}

// isBuilt reports whether a file is a program that carries a course.
func isBuilt(name string) bool {
	p, err := embed.Find(name)
	if p != nil {
		p.Close()
	}
	return p != nil || unsound(err)
}

// attach writes one program.
func (a *app) attach(ctx context.Context, target string, b *base, c *lessons.Course, names []string, info embed.Info, notes map[string][]byte) error {
	total := int64(0)
	for _, name := range names {
		if st, err := fs.Stat(c.FS(), name); err == nil {
			total += st.Size()
		}
	}
	info.Base, info.Platform = b.version, b.platform()
	bar := a.newBar("writing " + filepath.Base(target))
	defer bar.End()
	err := a.writeNewAs(target, 0o755, func(w io.Writer) (err error) {
		info, err = embed.Attach(w, b.program, c.FS(), names, info, notes, func(done int64) error {
			bar.Step(done, total)
			return ctx.Err()
		})
		return err
	})
	bar.End()
	switch {
	case errors.Is(err, context.Canceled):
		return job.ErrStopped
	case errors.As(err, new(trouble.Worded)):
		return err // names the program already
	case err != nil:
		return fmt.Errorf("%s was not written: %w", target, err)
	}
	st, err := os.Stat(target)
	if err != nil {
		return plainError(err)
	}
	if b.goos == "windows" && !strings.EqualFold(filepath.Ext(target), ".exe") {
		fmt.Fprintf(a.Stderr, "note: Windows starts %s only under a name that ends in .exe\n", typeset.Clean(target))
	}
	if b.goos == "darwin" && !info.Inside {
		fmt.Fprintf(a.Stderr, "note: %s is of an older version, so the course of %s lies behind its signature: it starts, but nobody can sign or notarise it\n", typeset.Clean(b.path), typeset.Clean(target))
	}
	if embed.Signed(b.program) {
		fmt.Fprintf(a.Stderr, "note: %s is signed; that does not hold for a program with a course, and was left out: sign %s\n", typeset.Clean(b.path), typeset.Clean(target))
	}
	if needs := neededCLibrary(b.program); needs != "" {
		fmt.Fprintf(a.Stderr, "note: %s starts only where there is %s; a program of a release, or one that was built with CGO_ENABLED=0, starts on every Linux\n", typeset.Clean(target), needs)
	}
	_, err = fmt.Fprintf(a.Stdout, "%s: %s for %s, %s, %s\n", typeset.Clean(target), size(st.Size()), b.platform(),
		words.N("%d lesson", "%d lessons", info.Lessons, info.Lessons), words.N("%d question", "%d questions", info.Questions, info.Questions))
	return err
}

// size writes a number of bytes for people, in units of 1000.
func size(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1000_000)
}
