//go:build unix

package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ran is what a command wrote, on both streams.
func ran(t *testing.T, data, stdin string, args ...string) []byte {
	t.Helper()
	cmd := program(data, args...)
	cmd.Stdin = strings.NewReader(stdin)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if code := cmd.ProcessState.ExitCode(); err != nil && code != exitProblems && code != exitUsage {
		t.Errorf("%q: %v\n%.2000s", args, err, out.String())
	}
	return out.Bytes()
}

// Every command reads a course in which every text is hostile, and nothing that a
// terminal obeys comes out, on neither stream.
func TestHostileTextInEveryCommand(t *testing.T) {
	t.Parallel()
	course, data := evilCourse(t), t.TempDir()
	answers := strings.Repeat("a\n:hint\na c\nt\n1a 2b 3c\n42\n"+strings.ReplaceAll(evil, "\x0b", "")+"\nx; y\n\n", 20)
	often := 60
	if underRace {
		often = 10
	}
	lines := strings.Repeat("more\nlinks\nlater 1\nlater 2\nlater 3\nbookmark\nnote "+evilLine(0)+"\npicture\nopen 2\nopen 9\nopen 12\nwhere\n"+
		"search owned\nhit 2\nreturn\nmore\nmore\nmore\nquestions\na\n\n"+evilLine(1)+"\nt\nnext\n", often) +
		"contents all\nlater\nnotes\nprogress\ngo " + evilLine(2) + "\n" + evilLine(3) + "\nsearch " + evilLine(4) + "\nquit\n"
	built := filepath.Join(t.TempDir(), "built")
	for _, c := range []struct {
		name, stdin, args string
		silent            bool // it shows no text of the course
	}{
		{"the course as plain text", "", "COURSE", false},
		{"print", "", "print COURSE", false},
		{"print narrow", "", "print --width 3 COURSE", false},
		{"print json", "", "print --format json COURSE", false},
		{"quiz", answers, "quiz COURSE", false},
		{"quiz json", answers, "quiz --again --format json COURSE", false},
		{"exam", answers, "quiz --again --all COURSE", false},
		{"exam json", answers, "quiz --again --all --format json COURSE", false},
		{"progress", "", "progress COURSE", false},
		{"progress json", "", "progress --format json COURSE", false},
		{"progress csv", "", "progress --format csv COURSE", false},
		{"check", "", "check COURSE", false},
		{"check json", "", "check --format json COURSE", false},
		{"import gift", "", "import COURSE/a.gift", false},
		{"import html", "", "import COURSE/c.gift", false},
		{"import latin1", "", "import COURSE/e.gift", false},
		{"import quiz", "", "import COURSE/b.quiz.toml", false},
		{"import aiken", "", "import COURSE/d.aiken", false},
		{"import all", "", "import -o COURSE/../all.gift COURSE/a.gift COURSE/d.aiken", false},
		{"build", "", "build --force COURSE -o " + built, true},
		{"info", "", "info " + built, false},
		{"info json", "", "info --format json " + built, false},
		{"unpack", "", "unpack " + built + " COURSE/../unpacked", true},
		{"results", "", "results COURSE -o COURSE/../r.txt", false},
		{"line", lines, "--line COURSE", false},
		{"links", "", "links COURSE", false},
		{"links json", "", "links --format json COURSE", false},
		{"links html", "", "links --format html COURSE", false},
		{"links forget", "", "links --forget 1 COURSE", false},
		{"notes", "", "notes COURSE", false},
		{"notes json", "", "notes --format json COURSE", false},
		{"notes md", "", "notes --format md COURSE", false},
		{"check fix", "", "check --fix COURSE", false},
		{"reset", "n\n", "progress reset COURSE", false},
	} {
		args := strings.Split(strings.ReplaceAll(c.args, "COURSE", course), " ")
		out := ran(t, data, c.stdin, args...)
		plainOutput(t, c.name, out)
		// What is left of the evil text shows that the command got as far as showing it.
		if !c.silent && !bytes.Contains(out, []byte("31337")) {
			t.Errorf("%s: nothing of the course came: %.300q", c.name, out)
		}
	}
	built = filepath.Join(filepath.Dir(built), evilName(4, ""))
	plainOutput(t, "build under a hostile name", ran(t, data, "", "build", course, "-o", built))
	plainOutput(t, "info of a hostile name", ran(t, data, "", "info", built))
	plainOutput(t, "unpack to a hostile name", ran(t, data, "", "unpack", built, built+".d"))
}

// Hostile names on the command line, and hostile reasons for an error, come out clean too.
func TestHostileNamesInErrors(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	name := func(n int, suffix string) string { return filepath.Join(dir, evilName(n, suffix)) }
	for _, file := range []string{name(1, ".zip"), name(2, ".png"), name(3, ".gift"), name(4, ".md")} {
		if err := os.WriteFile(file, []byte(evil), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for n, toml := range []string{"title = " + evil, "\"" + evilLine(1) + "\" = \x1b", "title = 1\n[\x1b[31337m]", tomlText(evilLine(1)) + " = "} {
		folder := name(10+n, "")
		if err := os.Mkdir(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "course.toml"), []byte(toml), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{
		{name(0, "")}, {name(1, ".zip")}, {name(2, ".png")}, {dir}, {name(10, "")}, {name(11, "")}, {name(12, "")}, {name(13, "")},
		{"print", name(0, "")}, {"print", "--lesson", evil, name(4, ".md")}, {"print", "--format", evil}, {"print", "--width", evil},
		{"quiz", "--page", evil, name(4, ".md")}, {"quiz", name(4, ".md")}, {"quiz", "--lesson", evil},
		{"check", name(10, "")}, {"check", name(0, "")}, {"check", "--format", evil},
		{"import", name(3, ".gift")}, {"import", name(0, "")}, {"import", name(4, ".md"), "-o", name(5, "/x")},
		{"build", name(0, ""), "-o", name(6, "")}, {"build", name(4, ".md"), "-o", name(5, "/x")}, {"build", "--base", name(2, ".png"), dir, "-o", name(6, "")},
		{"build", "--all-platforms", "--bases", dir, name(4, ".md"), "-o", name(7, "")},
		{"info", name(0, "")}, {"info", name(2, ".png")}, {"unpack", name(2, ".png"), name(8, "")},
		{"new", name(10, "")}, {"new", name(9, "/x/y")}, {"--data", name(2, ".png"), "progress", name(4, ".md")}, {"--student", evil, "progress", name(4, ".md")},
		{"progress", "export", name(5, "/x")}, {"progress", "import", name(3, ".gift")}, {"progress", "import", name(0, "")},
		{"--" + evil}, {"-" + evil}, {evil, evil}, {"completion", evil}, {"help", evil}, {"progress", evil}, {"version", evil},
	} {
		out := ran(t, data, "", args...)
		plainOutput(t, strings.Join(args, " "), out)
	}
}
