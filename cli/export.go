package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) exportBankCommand() *cobra.Command {
	var format, output string
	var force bool
	cmd := &cobra.Command{
		Use:   "export COURSE|BANK... --format FORMAT",
		Short: words.T("Write the questions of a course or of banks for another program"),
		Long: `Export writes all questions of a course, or of banks in any format that is read, with their
ids, points, feedback, hints, categories and pictures, as one bank in another format:

` + writtenFormatsMark + `
What the format cannot say of a question is told as one line a question, with what is lost.
Pictures stand inside the file where the format has a place for them, else they are put beside it.

The exit code is 1 if a question could not be read, else 0.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{fmt.Errorf("%s takes a COURSE or at least one BANK", cmd.CommandPath())}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			f, err := formatToWrite(format, output)
			if err != nil {
				return err
			}
			return a.export(args, f, output, force)
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "the format to write: "+writtenNamesMark+" (default: by the name of the file)")
	complete(cmd, "format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return writtenNames(), cobra.ShellCompDirectiveNoFileComp
	})
	cmd.Flags().StringVarP(&output, "output", "o", "", "the file to write (default: standard output)")
	cmd.Flags().BoolVarP(&force, "force", "f", false, "replace what exists without asking")
	return cmd
}

// Marks in helps for what is told of the formats of banks: only who reads the help needs the table.
const (
	readFormatsMark    = "{formats that are read}\n"
	writtenFormatsMark = "{formats that are written}\n"
	writtenNamesMark   = "{names of formats}"
)

// nameFormats puts what is told of the formats of banks into the help of a command.
func nameFormats(c *cobra.Command) {
	c.Long = strings.Replace(c.Long, readFormatsMark, readFormats(c.Long), 1)
	c.Long = strings.Replace(c.Long, writtenFormatsMark, writtenFormats(c.Long), 1)
	if f := c.Flags().Lookup("format"); f != nil {
		f.Usage = strings.Replace(f.Usage, writtenNamesMark, strings.Join(writtenNames(), ", "), 1)
	}
}

// readFormats lists the formats that are read, with the suffixes of their files, where a text asks for it.
func readFormats(asks string) string {
	if !strings.Contains(asks, readFormatsMark) {
		return ""
	}
	var b strings.Builder
	for _, f := range bank.Formats() {
		names := "questions in Markdown pages"
		if f.Suffix != "" {
			names = strings.Join(slices.Concat([]string{f.Suffix}, f.Beside, f.Also), " ")
		}
		fmt.Fprintf(&b, "  %-22s  %s\n", f.Title, names)
	}
	return b.String()
}

// writtenNames are the names of the formats that are written.
func writtenNames() []string {
	var names []string
	for _, f := range bank.Formats() {
		if f.Writes() {
			names = append(names, nameOfFormat(f))
		}
	}
	return names
}

// nameOfFormat is the name by which people ask for a format.
func nameOfFormat(f *bank.Format) string {
	if f.Alias != "" {
		return f.Alias
	}
	return f.Name
}

// writtenFormats lists the formats that are written and what each cannot say, where a text asks for it.
func writtenFormats(asks string) string {
	if !strings.Contains(asks, writtenFormatsMark) {
		return ""
	}
	var b strings.Builder
	for _, f := range bank.Formats() {
		if !f.Writes() {
			continue
		}
		lacks := "says everything"
		if f.Lacks != "" {
			lacks = "has no " + f.Lacks
		}
		fmt.Fprintf(&b, "  %s\n", nameOfFormat(f))
		for _, line := range wrapped(f.Title+": "+lacks, 72) {
			fmt.Fprintf(&b, "      %s\n", line)
		}
	}
	return b.String()
}

// wrapped returns a text in lines of at most so many letters.
func wrapped(s string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		if n := len(lines) - 1; n >= 0 && utf8.RuneCountInString(lines[n])+1+utf8.RuneCountInString(word) <= width {
			lines[n] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// formatToWrite returns the format that the flag names, else the file.
func formatToWrite(name, output string) (*bank.Format, error) {
	f := bank.Named(name)
	if name == "" && output != "" {
		f = bank.ForFile(output)
	}
	switch {
	case f != nil && f.Writes():
		return f, nil
	case f != nil:
		return nil, usageError{fmt.Errorf("banks are not written as %s; --format is one of %s", f.Title, strings.Join(writtenNames(), ", "))}
	case name != "":
		return nil, usageError{fmt.Errorf("there is no format %q; --format is one of %s", name, strings.Join(writtenNames(), ", "))}
	}
	return nil, usageError{fmt.Errorf("--format is missing; it is one of %s", strings.Join(writtenNames(), ", "))}
}

func (a *app) export(args []string, f *bank.Format, output string, force bool) error {
	all, faulty, err := a.questionsOf(args)
	if err != nil {
		return err
	}
	if len(all.Questions) == 0 {
		return fmt.Errorf("%s: no question found", strings.Join(args, ", "))
	}
	var out bytes.Buffer
	losses, err := f.Write(&out, all)
	if err != nil {
		return err
	}
	for _, p := range losses {
		fmt.Fprintf(a.Stderr, "%s:%d: %s: %s\n", typeset.Clean(p.File), max(p.Line, 1), p.Severity, typeset.Clean(text.OneLine(p.Text)))
	}
	written := out.Bytes()
	if binary := bytes.IndexByte(written, 0) >= 0; !binary {
		written = bytes.Map(text.Harmless, written)
	} else if output == "" && isTerminal(a.Stdout) {
		return fmt.Errorf("what is written as %s is no text for a screen; name a file with -o", f.Title)
	}
	pictures := all.Pictures
	if f.Packs {
		pictures = nil
	}
	if output == "" {
		if _, err := a.Stdout.Write(written); err != nil {
			return err
		}
		if n := len(pictures); n > 0 {
			fmt.Fprintf(a.Stderr, "%s\n", words.N("%d picture is not written; name a file with -o, and it is put beside it", "%d pictures are not written; name a file with -o, and they are put beside it", n, n))
		}
	} else if err := a.writeExport(output, written, pictures, force); err != nil {
		return err
	} else {
		n := len(bank.Read(written, path.Base(filepath.ToSlash(output)), f.Name).Questions)
		fmt.Fprintf(a.Stdout, "%s: %s\n", typeset.Clean(output), words.N("%d question", "%d questions", n, n))
	}
	if faulty {
		return quiet{errors.New("some questions could not be used")}
	}
	return nil
}

// writeExport writes the file, and its pictures beside it.
func (a *app) writeExport(output string, written []byte, pictures []quiz.Picture, force bool) error {
	if err := a.mayReplace(output, force); err != nil {
		return err
	}
	err := a.writeNew(output, func(w io.Writer) error {
		_, err := w.Write(written)
		return err
	})
	if err != nil {
		return err
	}
	return a.writePictures(filepath.Dir(output), pictures, force)
}

// questionsOf returns the questions of courses and banks as those of one bank, with their pictures.
// faulty is set when a question was left out.
func (a *app) questionsOf(args []string) (all *bank.Bank, faulty bool, err error) {
	all = &bank.Bank{}
	var banks []string
	for _, arg := range args {
		if isBank(arg) {
			banks = append(banks, arg)
			continue
		}
		c, err := a.openCourse([]string{arg})
		if err != nil {
			return nil, false, err
		}
		addCourse(all, c)
		c.Close()
	}
	if len(banks) == 0 {
		return all, false, nil
	}
	read, faulty, err := a.readBanks(banks)
	if err != nil {
		return nil, false, err
	}
	for i, q := range read.Questions {
		dir := filepath.Dir(q.File)
		read.Questions[i] = withPictures(&read, q, func(address string) ([]byte, string) {
			name, err := url.PathUnescape(address)
			if err != nil || !isPicture(name) || hasPicture(&read, name) {
				return nil, ""
			}
			src, err := readBankFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				return nil, ""
			}
			return src, name
		})
	}
	if len(all.Questions) == 0 {
		all.Settings = read.Settings
	}
	all.Questions, all.Pictures = append(all.Questions, read.Questions...), append(all.Pictures, read.Pictures...)
	return all, faulty, nil
}

// isBank reports whether an argument is a bank and no course.
func isBank(name string) bool {
	st, err := os.Stat(name)
	if err != nil || !st.Mode().IsRegular() {
		return false
	}
	f := bank.ForFile(name)
	if f == nil || f.Owns(name) {
		return f != nil
	}
	src, err := readBankFile(name)
	return err == nil && bank.Holds(src, name)
}

// addCourse adds the questions of a course, those of its exam too, each under its page.
func addCourse(all *bank.Bank, c *lessons.Course) {
	seen := map[string]bool{}
	add := func(q *quiz.Question, page *lessons.Page) {
		if seen[q.ID] {
			return
		}
		seen[q.ID] = true
		own := q.Copy()
		own.IDWritten = true
		if page == nil {
			page = c.First().Page // from where what only the exam asks is shown
		} else if len(c.Pages()) > 1 {
			own.Section = quiz.JoinSection(append([]string{page.Title()}, quiz.SectionParts(q.Section)...))
		}
		all.Questions = append(all.Questions, withPictures(all, own, func(address string) ([]byte, string) {
			address = page.AddressFrom(q, address)
			src, err := page.Picture(address)
			found := page.FindPicture(address).Name
			if found == "" { // it is inside of a bank
				found, _ = url.PathUnescape(path.Join(path.Dir(page.Path), address))
			}
			if err != nil || !isPicture(found) {
				return nil, ""
			}
			return src, found
		}))
	}
	for _, p := range c.Pages() {
		for _, q := range p.Questions() {
			add(q, p)
		}
		if all.Settings == (quiz.Settings{}) {
			all.Settings = p.Settings()
		}
	}
	for _, q := range c.ExamQuestions() {
		add(q, nil)
	}
}

// isPicture reports whether a file is one that may be put beside a bank.
func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp":
		return true
	}
	return false
}

// withPictures adds the pictures that a question names to the bank, and returns the question with
// the names that they have there. find returns the picture of an address and that name; nil if there is none.
func withPictures(all *bank.Bank, q *quiz.Question, find func(name string) ([]byte, string)) *quiz.Question {
	for _, address := range q.PictureAddresses() {
		if strings.Contains(address, ":") || path.IsAbs(address) {
			continue
		}
		data, name := find(address)
		if data == nil || strings.HasPrefix(path.Clean(name), "..") {
			continue
		}
		if !hasPicture(all, name) {
			all.Pictures = append(all.Pictures, quiz.Picture{Name: name, Data: data})
		}
		if as := (&url.URL{Path: name}).EscapedPath(); as != address && name != address {
			q.EachText(func(t *quiz.Text) { t.Source = strings.ReplaceAll(t.Source, address, as) })
		}
	}
	return q
}

func hasPicture(all *bank.Bank, name string) bool {
	for _, p := range all.Pictures {
		if p.Name == name {
			return true
		}
	}
	return false
}
