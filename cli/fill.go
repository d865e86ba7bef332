package cli

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"lectern/progress/class"
	"lectern/progress/class/gradebook"
	"lectern/progress/class/table"
	"lectern/reader/typeset"
)

// checkFill says before anything is collected why a gradebook cannot be filled in.
func (f *collectFlags) checkFill() error {
	if f.fill == "" {
		return nil
	}
	src, err := readBankFile(f.fill)
	if err != nil {
		return err
	}
	return fillFault(table.Check(src, f.column), *f)
}

// fillFault words why a column cannot be filled in.
func fillFault(err error, f collectFlags) error {
	var none table.NoColumn
	var who table.Identities
	switch {
	case err == nil:
		return nil
	case errors.As(err, &none):
		return fmt.Errorf("%s has no column %q; its columns are %s", f.fill, f.column, strings.Join(none.Columns, ", "))
	case errors.As(err, &who):
		return usage("--column: %q of %s says who the students are, and grades would take its place", typeset.Clean(who.Column), f.fill)
	}
	return fmt.Errorf("%s: %w", f.fill, err)
}

// fillColumn fills the grades into the gradebook that --fill names.
func (a *app) fillColumn(b *class.Book, f collectFlags) (told []string, err error) {
	if f.fill == "" {
		return nil, nil
	}
	src, err := readBankFile(f.fill)
	if err != nil {
		return nil, err
	}
	out, done, err := table.Fill(src, gradebook.Filler(b, f.column, f.missing))
	if err != nil {
		return nil, fillFault(err, f)
	}
	name := filepath.Join(f.out, filepath.Base(f.fill))
	if slices.Contains(gradebook.Names, filepath.Base(f.fill)) {
		name = filepath.Join(f.out, "filled-"+filepath.Base(f.fill))
	}
	if sameFile(name, f.fill) {
		return nil, fmt.Errorf("%s lies in the folder that is written: the copy would replace it", f.fill)
	}
	err = gradebook.Create(name, func(w io.Writer) error {
		_, err := w.Write(out)
		return err
	})
	if err != nil {
		return nil, plainError(err)
	}
	told = append(told, fmt.Sprintf("%s: %d cells filled in", name, done.Cells))
	for _, row := range done.Unknown {
		told = append(told, fmt.Sprintf("%s: nobody in the class is %s", f.fill, row))
	}
	for _, i := range done.Short {
		told = append(told, fmt.Sprintf("%s: the row of %s ends before that column", f.fill, b.People[i].Label()))
	}
	for i, p := range b.People {
		if p.Came() && !slices.Contains(done.Students, i) {
			told = append(told, fmt.Sprintf("%s: it has no row for %s", f.fill, p.Label()))
		}
	}
	return told, nil
}
