package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"lectern/cli/job"
	"lectern/lessons"
	"lectern/lessons/check"
	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/sealed"
	"lectern/progress/results"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// examKeyFile is the name of the file with the key of an exam, beside its program.
const examKeyFile = "exam.key"

// exam is a course as it is handed out for an exam: in a folder of its own, without a key.
type exam struct {
	folder string // to be removed
	course *lessons.Course
	key    *sealed.Key
}

func (e *exam) close() {
	if e.course != nil {
		e.course.Close()
	}
	os.RemoveAll(e.folder)
}

// examOf makes the course that the program of an exam has: what may be seen of the questions, the
// instructions, and the pages that course.toml names for it. Whatever is told of a course later (its
// files, its contents, its hash) is told of this one, so it can say nothing of the key.
func (a *app) examOf(ctx context.Context, c *lessons.Course) (e *exam, err error) {
	if len(c.Manifest.Results.To) == 0 {
		return nil, fmt.Errorf("an exam is handed in and graded with a key: %s key new makes one, and its line goes into course.toml", a.Program)
	}
	if code, text := recipientFault(c.Manifest.Results.To); code != "" {
		return nil, fmt.Errorf("%s:%d: %s", lessons.ManifestName, c.LineOfKey("results.to"), text)
	}
	if _, err := job.Abandonable(ctx, func() (struct{}, error) { return struct{}{}, c.Parse(ctx, func(int, int) {}) }); err != nil {
		return nil, job.ErrStopped
	}
	m := c.Manifest
	key := &sealed.Key{
		Build: sealed.Chance(), Secret: sealed.Chance(), Course: m.ID, Title: m.Title, Version: m.Version,
		Settings: m.ExamSettings(), From: m.Exam.From, Questions: c.ExamQuestions(),
	}
	if len(key.Questions) == 0 {
		return nil, errors.New("the course has no questions for an exam")
	}
	folder, err := os.MkdirTemp("", "lectern-exam-*")
	if err != nil {
		return nil, plainError(err)
	}
	made := &exam{folder: folder, key: key}
	e = made
	defer func() {
		if err != nil {
			made.close()
		}
	}()
	var questions bytes.Buffer
	if err := key.WriteQuestions(&questions); err != nil {
		return nil, err
	}
	pages, err := e.copyPages(c)
	if err != nil {
		return nil, err
	}
	if err := e.copyPictures(c, pages[0]); err != nil {
		return nil, err
	}
	if err := e.write(sealed.FileName, questions.Bytes()); err != nil {
		return nil, err
	}
	if err := e.write(lessons.ManifestName, []byte(examManifest(c, pages))); err != nil {
		return nil, err
	}
	e.course, err = lessons.OpenPath(folder)
	return e, err
}

// write writes a file of the exam's folder.
func (e *exam) write(name string, content []byte) error {
	target := filepath.Join(e.folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return plainError(err)
	}
	return plainError(os.WriteFile(target, content, 0o600))
}

// instructions is the name of the page of an exam that names no pages itself.
const instructions = "exam.md"

// copyPages copies the pages that the author chose, with their pictures, or writes one that says how the
// exam goes. It returns their names in order.
func (e *exam) copyPages(c *lessons.Course) ([]string, error) {
	names := c.Manifest.Exam.Pages
	for _, name := range names {
		p := c.Page(path.Clean(name))
		line := c.LineOfKey("exam.pages")
		if p == nil {
			return nil, fmt.Errorf("%s:%d: the exam is to have the page %q, which the course does not have", lessons.ManifestName, line, name)
		}
		if at, what := check.KeyIn(c, p); what != "" {
			return nil, fmt.Errorf("%s:%d: the page %s has %s in it, from line %d on, so an exam cannot have it: take them out, or write them into a bank of their own", lessons.ManifestName, line, typeset.Clean(name), what, at)
		}
		if err := e.copyPage(c, p); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", lessons.ManifestName, line, err)
		}
		for _, l := range p.Lessons() {
			for _, source := range picturesIn(l.Blocks()) {
				if err := e.copyPicture(p, source, path.Join(path.Dir(p.Path), source)); err != nil {
					return nil, err
				}
			}
		}
	}
	if len(names) > 0 {
		return names, nil
	}
	m := c.Manifest
	return []string{instructions}, e.write(instructions, []byte("# "+m.Title+"\n\n"+words.ExamPage(m.Exam.Minutes)+"\n"))
}

// copyPage copies a page without its comments, which a program holds although no student is shown them.
func (e *exam) copyPage(c *lessons.Course, p *lessons.Page) error {
	src, err := c.Source(p.Path)
	if err != nil {
		return plainError(err)
	}
	bare := withoutComments(p.Path, src)
	if !bytes.Equal(bare, src) && shownOf(p.Path, bare) != shownOf(p.Path, src) {
		return fmt.Errorf("the page %s has comments that cannot be told from what it shows, and a program would hold them: take them out", typeset.Clean(p.Path))
	}
	return e.write(p.Path, bare)
}

// shownOf returns what a page shows, as plain text.
func shownOf(name string, src []byte) string {
	as := strings.TrimPrefix(path.Ext(name), ".")
	if !slices.Contains(lessons.FormatWords(), as) {
		as = ""
	}
	c, err := lessons.OpenSource(src, name, as)
	if err != nil {
		return err.Error()
	}
	defer c.Close()
	var b strings.Builder
	_ = printText(&b, c.Lessons(), defaultWidth)
	return b.String()
}

// withoutComments takes the comments out of the source of a page, and leaves its lines where they are. What
// looks like one in code goes too, which shownOf tells.
func withoutComments(name string, src []byte) []byte {
	if strings.EqualFold(path.Ext(name), ".rst") {
		return withoutRSTComments(src)
	}
	out := slices.Clone(src)
	for from := 0; ; {
		i := bytes.Index(out[from:], []byte("<!--"))
		if i < 0 {
			return out
		}
		i += from
		end := len(out)
		if n := bytes.Index(out[i:], []byte("-->")); n >= 0 {
			end = i + n + len("-->")
		}
		lines := bytes.Repeat([]byte("\n"), bytes.Count(out[i:end], []byte("\n")))
		out = slices.Concat(out[:i], lines, out[end:])
		from = i + len(lines)
	}
}

// notComment is how explicit markup goes on that is none (reStructuredText, "Explicit Markup Blocks").
var notComment = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\[|_|\||[\pL\pN][\pL\pN.:+_-]*\s?::(\s|$))`)
})

// withoutRSTComments takes the comments out of reStructuredText: their first line, and what is indented below it.
func withoutRSTComments(src []byte) []byte {
	var out bytes.Buffer
	inside, indent := false, 0
	for line := range bytes.Lines(src) {
		body := bytes.TrimSpace(line)
		deep := len(line) - len(bytes.TrimLeft(line, " \t"))
		if inside && len(body) > 0 && deep <= indent {
			inside = false
		}
		rest, explicit := bytes.CutPrefix(body, []byte(".."))
		if !inside && explicit && (len(rest) == 0 || rest[0] == ' ') && !notComment().Match(bytes.TrimSpace(rest)) {
			inside, indent = true, deep
			line = nil
		}
		if inside {
			out.WriteString("\n")
			continue
		}
		out.Write(line)
	}
	return out.Bytes()
}

// copyPictures writes the pictures of the questions, and the drawings that stand for them, where the first
// page of the exam finds them: questions of an exam are shown from there.
func (e *exam) copyPictures(c *lessons.Course, first string) error {
	asked := map[*quiz.Question]*lessons.Page{}
	for _, p := range c.Pages() {
		for _, q := range p.Questions() {
			asked[q] = p
		}
	}
	for _, q := range e.key.Questions {
		p := asked[q]
		if p == nil { // of a bank that only the exam asks
			p = c.First().Page
		}
		for _, text := range visibleTexts(q) {
			for _, source := range picturesIn(lessons.Prompt(text)) {
				if err := e.copyPicture(p, p.AddressFrom(q, source), path.Join(path.Dir(first), source)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// copyPicture writes a picture of a page under a name, if there is one and it lies in the course.
func (e *exam) copyPicture(p *lessons.Page, source, name string) error {
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	data, err := p.Picture(source)
	if err != nil || !fs.ValidPath(name) || strings.Contains(source, ":") {
		return nil // the page says so where it stands
	}
	if drawing, ok := p.Drawing(source); ok {
		if err := e.write(strings.TrimSuffix(name, path.Ext(name))+".txt", []byte(drawing)); err != nil {
			return err
		}
	}
	return e.write(name, data)
}

// visibleTexts are the texts of a question that a student sees before answering.
func visibleTexts(q *quiz.Question) []quiz.Text {
	texts := []quiz.Text{q.Prompt}
	for _, c := range q.Choices {
		texts = append(texts, c.Text)
	}
	for _, p := range q.Pairs {
		texts = append(texts, p.Left)
	}
	for _, g := range q.Gaps {
		for _, c := range g.Choices {
			texts = append(texts, c.Text)
		}
	}
	return texts
}

// picturesIn returns the addresses of the pictures in blocks.
func picturesIn(blocks []doc.Block) []string {
	var out []string
	doc.Walk(blocks, func(b doc.Block) bool {
		if f, ok := b.(*doc.Figure); ok {
			out = append(out, f.Image.Source)
		}
		return true
	})
	doc.WalkInlines(blocks, func(i doc.Inline) {
		if image, ok := i.(*doc.Image); ok {
			out = append(out, image.Source)
		}
	})
	return out
}

// examManifest writes the course.toml of the exam: what its program needs to know, and no more.
func examManifest(c *lessons.Course, pages []string) string {
	m := c.Manifest
	var b strings.Builder
	text := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s = %s\n", key, tomlString(value))
		}
	}
	number := func(key string, value int) {
		if value > 0 {
			fmt.Fprintf(&b, "%s = %d\n", key, value)
		}
	}
	list := func(key string, values []string) {
		quoted := make([]string, len(values))
		for i, v := range values {
			quoted[i] = tomlString(v)
		}
		fmt.Fprintf(&b, "%s = [%s]\n", key, strings.Join(quoted, ", "))
	}
	text("id", m.ID)
	text("title", m.Title)
	text("version", m.Version)
	text("author", m.Author)
	text("language", m.Language)
	text("license", m.License)
	list("pages", pages)
	s := m.ExamSettings()
	b.WriteString("\n[exam]\n")
	list("banks", []string{sealed.FileName})
	text("shuffle", s.Shuffle)
	number("attempts", s.Attempts)
	number("minutes", m.Exam.Minutes)
	text("reveal", "never")
	if s.Pass > 0 {
		fmt.Fprintf(&b, "pass = %s\n", strconv.FormatFloat(s.Pass, 'f', -1, 64))
	}
	if len(m.Exam.From) == 0 {
		number("pool", s.Pool)
	} else {
		b.WriteString("from = {")
		separator := " "
		for _, name := range slices.Sorted(maps.Keys(m.Exam.From)) {
			fmt.Fprintf(&b, "%s%s = %d", separator, tomlString(name), m.Exam.From[name])
			separator = ", "
		}
		b.WriteString(" }\n")
	}
	b.WriteString("\n[results]\n")
	list("to", m.Results.To)
	list("ask", m.Results.Ask)
	text("how", m.Results.How)
	if m.Results.Word {
		b.WriteString("word = true\n")
	}
	return b.String()
}

// writeKey writes the key of the exam beside its programs, for the holders of the course's keys. It
// replaces none: without it the answers that were given to its program can never be graded.
func (a *app) writeExamKey(e *exam, c *lessons.Course, name string) error {
	to, err := results.ParseRecipients(c.Manifest.Results.To)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if _, err := results.Seal(&b, to, e.key.Write); err != nil {
		return err
	}
	if err := a.writeSecret(name, func(w io.Writer) error { _, err := w.Write(b.Bytes()); return err }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Stdout, "%s: the key of the exam, which your key opens. Keep it: answers that were given to this program are graded with it and no other\n", typeset.Clean(name))
	return err
}
