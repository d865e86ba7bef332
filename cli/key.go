package cli

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"lectern/cli/job"
	"lectern/progress/results"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// keyFile is the name of a new key's file unless -o gives another.
const keyFile = "results.key"

func (a *app) keyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "key",
		Short: words.T("Make a key that opens the results of students"),
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.keyNewCommand())
	return cmd
}

func (a *app) keyNewCommand() *cobra.Command {
	var output string
	var postQuantum bool
	cmd := &cobra.Command{
		Use:   "new [-o FILE]",
		Short: words.T("Write a new key, and say what to write into course.toml"),
		Long: `New writes a secret key to FILE (default ` + keyFile + `), which only you may read, and
prints the line for course.toml by which the results of students are sealed to it.
It never replaces a file. Whoever has FILE reads the results; without it nobody
does, so keep a copy of it elsewhere.

The key is one of age (age-encryption.org): its own program can make one and open
results, too. docs/results.md tells more.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return a.newKey(output, postQuantum) },
	}
	cmd.Flags().StringVarP(&output, "output", "o", keyFile, "the file to write")
	cmd.Flags().BoolVar(&postQuantum, "pq", false, "a key that is to withstand quantum computers; its line has 1,959 characters, and all keys of a course must be of this kind")
	return cmd
}

func (a *app) newKey(name string, postQuantum bool) error {
	if name == "" {
		return usage("--output wants the name of a file")
	}
	if name == "-" {
		return usage("a secret key goes into a file that only you may read, not to standard output: give its name with -o")
	}
	key, err := results.NewKey(postQuantum)
	if err != nil {
		return err
	}
	if err := a.writeSecret(name, func(w io.Writer) error { return key.Write(w, time.Now()) }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Stdout, `%[1]s: the secret key. Keep a copy of it elsewhere: without it nobody can open the results.
Its public half is %[2]s

For course.toml:

[results]
to = ["%[2]s"]
`, typeset.Clean(name), key.Recipient())
	return err
}

// writeSecret writes a file that only its owner may read, and never replaces one.
func (a *app) writeSecret(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s exists, and a key is never replaced: give another name with -o", typeset.Clean(name))
	}
	if err != nil {
		return notWritten(name, err)
	}
	err = errors.Join(write(f), f.Sync(), f.Close())
	if err != nil {
		os.Remove(name)
		return notWritten(name, err)
	}
	return nil
}

// recipientFault says what is wrong with the recipients of a course, "" if nothing.
func recipientFault(list []string) (code, text string) {
	_, err := results.ParseRecipients(list)
	var f *results.Fault
	if !errors.As(err, &f) {
		return "", ""
	}
	switch f.What {
	case results.SecretKey:
		return "secret-key", `a secret key stands in "to": everybody who has the course can open the results; make a new key, and write its public half (age1...)`
	case results.Mixed:
		return "mixed-recipients", `"to" has post-quantum recipients (age1pq1...) and others, which cannot open one file: take keys of one kind`
	case results.TooMany:
		return "bad-recipient", fmt.Sprintf(`"to" has more than %d recipients`, f.At)
	}
	return "bad-recipient", fmt.Sprintf("%q is no recipient: it is the line that begins with age1 that the command key new prints, whole", typeset.First(f.Text, 30))
}

// readKeyFiles reads the keys, and makes of them the secret that numbers students.
func (a *app) readKeyFiles(names []string) (keys []results.Key, secret []byte, err error) {
	h := sha256.New()
	for _, name := range names {
		src, err := readBankFile(name)
		if err != nil {
			return nil, nil, err
		}
		found, err := results.ReadKeys(bytes.NewReader(src))
		if isLocked(err) && isTerminal(a.Stdin) {
			found, err = a.unlockKeys(name, src)
		}
		if errors.Is(err, job.ErrStopped) {
			return nil, nil, err
		}
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %s", name, keyFault(err))
		}
		for _, k := range found {
			_ = k.Write(h, time.Time{})
		}
		keys = append(keys, found...)
	}
	return keys, h.Sum(nil), nil
}

// isLocked reports whether a file of keys was not read because a passphrase locks it.
func isLocked(err error) bool {
	var f *results.Fault
	return errors.As(err, &f) && f.What == results.LockedKey
}

// holdsKey reports whether a file is a secret key, behind a passphrase or not.
func holdsKey(name string) bool {
	src, err := readBankFile(name)
	if err != nil {
		return false
	}
	_, err = results.ReadKeys(bytes.NewReader(src))
	return err == nil || isLocked(err)
}

// passphraseTries is how often a passphrase is asked for.
const passphraseTries = 3

// unlockKeys asks at the terminal for the passphrase of a file of keys, and reads it.
func (a *app) unlockKeys(name string, src []byte) (keys []results.Key, err error) {
	in, ok := a.Stdin.(*os.File)
	if !ok {
		return nil, &results.Fault{What: results.LockedKey}
	}
	for range passphraseTries {
		fmt.Fprintf(a.Stderr, "Passphrase of %s: ", typeset.Clean(name))
		passphrase, failed := a.typeHidden(int(in.Fd()))
		fmt.Fprintln(a.Stderr)
		if failed != nil {
			return nil, failed
		}
		var plain []byte
		if plain, err = results.Unlock(src, string(passphrase)); err == nil {
			return results.ReadKeys(bytes.NewReader(plain))
		}
		if fault := new(results.Fault); !errors.As(err, &fault) || fault.What != results.WrongPassphrase {
			return nil, err
		}
	}
	return nil, err
}

// typeHidden reads a line that the terminal does not show. Who ends the program has a terminal that shows
// what is typed again.
func (a *app) typeHidden(fd int) ([]byte, error) {
	ctx, done := a.stop.Begin()
	defer done()
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	line, err := job.Abandonable(ctx, func() ([]byte, error) { return term.ReadPassword(fd) })
	if err != nil {
		_ = term.Restore(fd, before)
	}
	return line, err
}

// keyFault says why a file holds no key.
func keyFault(err error) string {
	var f *results.Fault
	if !errors.As(err, &f) {
		return err.Error()
	}
	switch f.What {
	case results.LockedKey:
		return "the key is locked with a passphrase, which is asked for at a terminal only: collect at one, or unlock the key with `age -d`"
	case results.WrongPassphrase:
		return "that is not the passphrase of the key"
	case results.SealedKey:
		return "it is no key of yours, but something that yours opens, as the key of an exam is: name your own with --key, and this one among the files"
	case results.BadKey:
		return fmt.Sprintf("line %d is no key: it was changed or cut", f.At)
	}
	return "there is no secret key in it; it is the file that the command key new wrote"
}
