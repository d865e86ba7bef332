package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) importCommand() *cobra.Command {
	var output string
	var force bool
	cmd := &cobra.Command{
		Use:   "import BANK...",
		Short: words.T("Turn banks of questions into clean GIFT with ids"),
		Long: `Import reads banks of questions and writes them as one clean GIFT bank in which every
question has an id. Pictures that come inside a bank are put beside it. What a bank leaves in
doubt is told as file:line, with what was done. It reads:

` + readFormatsMark + `
The content of a file goes before its name. The exit code is 1 if a question could not be
used, else 0.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{fmt.Errorf("%s takes at least one BANK", cmd.CommandPath())}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.importBanks(args, output, force) },
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "the file to write (default: standard output)")
	cmd.Flags().BoolVarP(&force, "force", "f", false, "replace what exists without asking")
	return cmd
}

// maxBank bounds how many bytes of a bank are read.
const maxBank = 64 << 20

func (a *app) importBanks(banks []string, output string, force bool) error {
	all, faulty, err := a.readBanks(banks)
	if err != nil {
		return err
	}
	if len(all.Questions) == 0 {
		return fmt.Errorf("%s: no question found", strings.Join(banks, ", "))
	}
	if !slices.ContainsFunc(all.Questions, func(q *quiz.Question) bool {
		f := bank.ForFile(q.File) // of XML it is sure that it is a bank, and so of what has a suffix of its own
		return q.Kind.Graded() || q.Kind.Asks() && f != nil && (f.Common || f.Owns(q.File))
	}) {
		return fmt.Errorf("%s: nothing in it can be graded, it has texts without answers only; is it a bank of questions?", strings.Join(banks, ", "))
	}
	var gift bytes.Buffer
	if _, err := bank.Named("gift").Write(&gift, &all); err != nil {
		return err
	}
	clean := bytes.Map(text.Harmless, gift.Bytes())
	if output == "" {
		if _, err := a.Stdout.Write(clean); err != nil {
			return err
		}
		if n := len(all.Pictures); n > 0 {
			fmt.Fprintf(a.Stderr, "%s\n", words.N("%d picture is not written; name a file with -o, and it is put beside it", "%d pictures are not written; name a file with -o, and they are put beside it", n, n))
		}
	} else {
		if err := a.mayReplace(output, force); err != nil {
			return err
		}
		err := a.writeNew(output, func(w io.Writer) error {
			_, err := w.Write(clean)
			return err
		})
		if err != nil {
			return err
		}
		if err := a.writePictures(filepath.Dir(output), all.Pictures, force); err != nil {
			return err
		}
		fmt.Fprintf(a.Stdout, "%s: %s\n", typeset.Clean(output), words.N("%d question", "%d questions", len(all.Questions), len(all.Questions)))
	}
	if faulty {
		return quiet{errors.New("some questions could not be used")}
	}
	return nil
}

// writePictures writes the pictures that came inside banks into folders below dir. What is there
// already and the same stays.
func (a *app) writePictures(dir string, pictures []quiz.Picture, force bool) error {
	for _, p := range pictures {
		name := filepath.Join(dir, filepath.FromSlash(p.Name))
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, p.Data) {
			continue
		}
		if err := a.mayReplace(name, force); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return notWritten(name, err)
		}
		err := a.writeNew(name, func(w io.Writer) error {
			_, err := w.Write(p.Data)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// readBanks reads the banks into one, and tells their problems. faulty is set
// when a question was left out.
func (a *app) readBanks(names []string) (all bank.Bank, faulty bool, err error) {
	var ids quiz.IDs
	for i, name := range names {
		src, err := readBankFile(name)
		if err != nil {
			return all, false, err
		}
		b := bank.Read(src, name, "")
		if b.Foreign {
			return all, false, fmt.Errorf("%s: %s", name, b.Problems[0].Text)
		}
		all.Pictures = append(all.Pictures, b.Pictures...)
		problems := append(b.Problems, ids.Assign(bank.Stem(filepath.Base(name)), b.Questions)...)
		for _, q := range b.Questions {
			q.IDWritten = true // from now on it is
			all.Questions = append(all.Questions, q)
		}
		if i == 0 {
			all.Settings = b.Settings
		} else if b.Settings != all.Settings {
			problems = append(problems, doc.Problem{
				File: name, Line: 1, Severity: doc.Warning,
				Text: "the settings of this bank differ from those of the first, which are kept",
			})
		}
		for _, p := range problems {
			faulty = faulty || p.Severity == doc.Error
			fmt.Fprintf(a.Stderr, "%s:%d: %s: %s\n", typeset.Clean(name), max(p.Line, 1), p.Severity, typeset.Clean(text.OneLine(p.Text)))
		}
	}
	return all, faulty, nil
}

func readBankFile(name string) ([]byte, error) {
	// Looked at before opening: to open a pipe would wait for its other end.
	st, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, plainError(err)
	case !st.Mode().IsRegular():
		return nil, fmt.Errorf("%s: not a regular file", name)
	case st.Size() > maxBank:
		return nil, fmt.Errorf("%s: %s is too large for a bank", name, size(st.Size()))
	}
	src, err := os.ReadFile(name)
	return src, plainError(err)
}

// mayReplace reports whether a file may be written: it does not exist, or the user said that it may go.
func (a *app) mayReplace(name string, force bool) error {
	if _, err := os.Lstat(name); force || errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if !isTerminal(a.Stdin) || !isTerminal(a.Stdout) {
		return fmt.Errorf("%s exists; --force replaces it", name)
	}
	ok, err := a.confirm(fmt.Sprintf("%s exists. Replace it? [y/N] ", name))
	if err == nil && !ok {
		err = quiet{errors.New("not replaced")}
	}
	return err
}
