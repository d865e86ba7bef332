package rights

import (
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"time"

	"lectern/cli/bare"
	"lectern/progress"
	"lectern/reader"
	"lectern/reader/desktop"
	"lectern/reader/words"
)

// maxIdle is how long a session of a kiosk stands without a key: a student who went away does not hold memory
// for a day.
const maxIdle = 30 * time.Minute

// Kiosk confines the process and returns what is left: data is the folder of the record, "" for the one in the home of
// the account, results the folder that results go to, "" if they are not handed in. Both come from whoever set the
// kiosk up. Of the environment nothing is left but the kind of terminal and whether it has colours.
func Kiosk(data, results string) (Rights, error) {
	if err := confine(); err != nil {
		return Rights{}, err
	}
	clearEnvironment()
	if data == "" {
		home, err := accountHome()
		if err != nil {
			return Rights{}, err
		}
		data = filepath.Join(home, ".local", "share", "lectern")
	}
	if results != "" {
		if st, err := os.Stat(results); err != nil || !st.IsDir() {
			return Rights{}, errors.New(words.T("there is no folder %s for results", results))
		}
	}
	return Rights{
		Getenv:   os.Getenv,
		Programs: func() desktop.Programs { return desktop.Programs{} },
		Keys:     func() string { return "" },
		Record:   func() string { return filepath.Join(data, progress.FileName) },
		Results:  results,
		HandsIn:  results != "",
		Pinned:   true,
		Idle:     maxIdle,
	}, nil
}

// clearEnvironment leaves of the environment what says how to draw. It may be the student's: over SSH the kind of
// terminal always is. So nothing in it may name a file, and many variables do for somebody: TMPDIR, TZ, HOME, XDG_*,
// SQLITE_TMPDIR. A terminal of today takes UTF-8, whatever the locale is called.
func clearEnvironment() {
	os.Clearenv()
	os.Setenv("TERM", kindOfTerminal(bare.Term))
	os.Setenv("LC_ALL", "C.UTF-8")
	if bare.NoColor != "" {
		os.Setenv("NO_COLOR", "1")
	}
	if bare.ColorTerm == "truecolor" {
		os.Setenv("COLORTERM", "truecolor")
	}
}

// kindOfTerminal is the kind that a student's terminal says it is, or the commonest if that is unknown here:
// nobody may look it up, because that is a file or a program. One that can only print says so.
func kindOfTerminal(term string) string {
	if term == "dumb" || reader.KnowsTerminal(term) {
		return term
	}
	return bare.Kind
}

// accountHome is the home of the account by the database of accounts, whatever the environment says.
func accountHome() (string, error) {
	account, err := user.LookupId(strconv.Itoa(os.Getuid()))
	if err != nil || !filepath.IsAbs(account.HomeDir) {
		return "", errors.New(words.T("this account has no home for the record; --data FOLDER says where it is"))
	}
	return account.HomeDir, nil
}
