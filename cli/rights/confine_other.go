//go:build !unix

package rights

import (
	"errors"

	"lectern/reader/words"
)

// confine fails: what it takes from the process elsewhere is not known here.
func confine() error {
	return errors.New(words.T("a kiosk is for servers with OpenSSH: this system has none of what it needs"))
}
