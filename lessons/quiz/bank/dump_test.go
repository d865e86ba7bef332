package bank

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/quiz"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// Each archive in testdata holds banks, each followed by what its reader makes
// of it: NAME.gift and NAME.gift.want, and so on. A bank named "*.crlf.gift"
// is read with \r\n line ends. Everything is dumped, so a field that a reader
// fills by mistake shows.
func TestReaders(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, f := range formats {
		if !slices.ContainsFunc(files, func(file string) bool { return strings.HasPrefix(filepath.Base(file), f.Name) }) {
			t.Errorf("testdata has no archive %s.txtar with cases of the format", f.Name)
		}
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { readerCases(t, file) })
	}
}

func readerCases(t *testing.T, file string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	wants := map[string]string{}
	for _, f := range ar.Files {
		wants[f.Name] = string(f.Data)
	}
	var out []txtar.File
	packed := map[string][]txtar.File{} // what lies in packages, as "quiz.zip/imsmanifest.xml"
	for i, f := range ar.Files {
		if strings.HasSuffix(f.Name, ".want") {
			continue
		}
		src := f.Data
		if name, inside, ok := inPackage(f.Name); ok {
			packed[name] = append(packed[name], txtar.File{Name: inside, Data: src})
			out = append(out, f)
			if i+1 < len(ar.Files) && strings.HasPrefix(ar.Files[i+1].Name, name+"/") {
				continue // there is more of it
			}
			f.Name, src = name, zipOf(t, packed[name])
			out = append(out, txtar.File{Name: name + ".want"})
			got := dumpBank(Read(src, name, ""))
			out[len(out)-1].Data = []byte(got)
			if diff := cmp.Diff(wants[name+".want"], got); diff != "" && !*update {
				t.Errorf("%s: %s (-want +got)\n%s", file, name, diff)
			}
			continue
		}
		if strings.Contains(f.Name, ".crlf.") {
			src = []byte(strings.ReplaceAll(string(src), "\n", "\r\n"))
		}
		got := dumpBank(Read(src, f.Name, ""))
		want := f.Name + ".want"
		out = append(out, f, txtar.File{Name: want, Data: []byte(got)})
		if diff := cmp.Diff(wants[want], got); diff != "" && !*update {
			t.Errorf("%s: %s (-want +got; to accept: go test ./lessons/quiz/bank -run Readers -update)\n%s", file, f.Name, diff)
		}
	}
	if *update {
		ar.Files = out
		if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// inPackage cuts the name of a file that lies in a package.
func inPackage(name string) (archive, inside string, ok bool) {
	for _, suffix := range []string{".zip/", ".imscc/"} {
		if i := strings.Index(name, suffix); i >= 0 {
			at := i + len(suffix)
			return name[:at-1], name[at:], true
		}
	}
	return "", "", false
}

// zipOf makes a .zip archive of files.
func zipOf(t *testing.T, files []txtar.File) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.Data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// dumpBank writes a bank for people: what is not zero.
func dumpBank(b *Bank) string {
	var s strings.Builder
	if b.Settings != (quiz.Settings{}) {
		fmt.Fprintf(&s, "settings %+v\n", b.Settings)
	}
	for _, q := range b.Questions {
		s.WriteString(dumpQuestion(q))
	}
	for _, p := range b.Pictures {
		fmt.Fprintf(&s, "picture %s, %d bytes\n", p.Name, len(p.Data))
	}
	for _, p := range b.Problems {
		fmt.Fprintf(&s, "%d: %s %s: %s\n", p.Line, p.Severity, p.Code, p.Text)
	}
	return s.String()
}

func dumpQuestion(q *quiz.Question) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%d: %s", q.Line, q.Kind)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&s, " %s=%q", name, value)
		}
	}
	field("id", q.ID)
	field("title", q.Title)
	field("section", q.Section)
	field("tags", strings.Join(q.Tags, "|"))
	if q.Points != 1 {
		fmt.Fprintf(&s, " points=%v", q.Points)
	}
	field("units", strings.Join(q.Units, "|"))
	if q.Keep {
		s.WriteString(" keep")
	}
	if q.AllOrNothing {
		s.WriteString(" all-or-nothing")
	}
	fmt.Fprintf(&s, "\n\t%s\n", dumpText(q.Prompt))
	dumpChoices(&s, "\t", q.Choices)
	dumpAccepted(&s, "\t", q.Kind, q.Accepted)
	for _, p := range q.Pairs {
		fmt.Fprintf(&s, "\tpair %s -> %q\n", dumpText(p.Left), p.Right)
	}
	for _, g := range q.Gaps {
		fmt.Fprintf(&s, "\tgap %s weight=%v", g.Kind, g.Weight)
		if g.Shuffle {
			s.WriteString(" shuffle")
		}
		if len(g.Units) > 0 {
			fmt.Fprintf(&s, " units=%q", strings.Join(g.Units, "|"))
		}
		s.WriteString("\n")
		dumpChoices(&s, "\t\t", g.Choices)
		dumpAccepted(&s, "\t\t", g.Kind, g.Accepted)
	}
	if p := q.Trace; p != nil {
		fmt.Fprintf(&s, "\tprogram %s compiles=%v line=%d stdout=%q\n\t\t%q\n", p.Lang, p.Compiles, p.Line, p.Stdout, p.Source)
	}
	if !q.General.Empty() {
		fmt.Fprintf(&s, "\tgeneral %s\n", dumpText(q.General))
	}
	for i, t := range [...]quiz.Text{q.ByCredit.Right, q.ByCredit.Partly, q.ByCredit.Wrong} {
		if !t.Empty() {
			fmt.Fprintf(&s, "\t%s %s\n", [...]string{"right", "partly", "wrong"}[i], dumpText(t))
		}
	}
	for _, h := range q.Hints {
		fmt.Fprintf(&s, "\thint %s\n", dumpText(h))
	}
	return s.String()
}

func dumpText(t quiz.Text) string { return fmt.Sprintf("%s %q", t.Format, t.Source) }

func dumpChoices(s *strings.Builder, indent string, choices []quiz.Choice) {
	for _, c := range choices {
		fmt.Fprintf(s, "%s%+v %s", indent, c.Fraction, dumpText(c.Text))
		if !c.Feedback.Empty() {
			fmt.Fprintf(s, " # %s", dumpText(c.Feedback))
		}
		s.WriteString("\n")
	}
}

func dumpAccepted(s *strings.Builder, indent string, kind quiz.Kind, accepted []quiz.Accepted) {
	for _, a := range accepted {
		fmt.Fprintf(s, "%s%+v", indent, a.Fraction)
		switch {
		case kind == quiz.Short:
			fmt.Fprintf(s, " %q", a.Text)
		case a.Any:
			s.WriteString(" any")
		default:
			fmt.Fprintf(s, " %s±%s", shortNumber(a.Value), shortNumber(a.Tolerance))
		}
		if a.CaseSensitive {
			s.WriteString(" case")
		}
		if !a.Feedback.Empty() {
			fmt.Fprintf(s, " # %s", dumpText(a.Feedback))
		}
		s.WriteString("\n")
	}
}

func shortNumber(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }
