package results

import "fmt"

// Flaw is a kind of fault of keys, recipients, and of what is to be sealed.
type Flaw string

// The flaws.
const (
	BadRecipient    Flaw = "bad recipient"           // Text is no recipient
	SecretKey       Flaw = "secret key"              // a secret key stands where a recipient should
	Mixed           Flaw = "mixed recipients"        // post-quantum ones and others cannot open one file
	TooMany         Flaw = "too many recipients"     // At is how many may be
	NoKeys          Flaw = "no keys"                 // a file of keys holds none
	BadKey          Flaw = "bad key"                 // line At of a file of keys is none
	LockedKey       Flaw = "key behind a passphrase" // the file of keys is encrypted itself: Unlock opens it
	WrongPassphrase Flaw = "wrong passphrase"
	SealedKey       Flaw = "sealed, no key"            // results, or the key of an exam, which a key opens
	Oversize        Flaw = "too large to be handed in" // At is how many bytes may be
)

// Fault is the error of this package, as facts that callers put into words.
type Fault struct {
	What Flaw
	At   int    // of a recipient its index, of a key its line from 1, else as What says
	Text string // the recipient; never a secret
}

// Error returns one line for developers.
func (f *Fault) Error() string {
	if f.Text != "" {
		return fmt.Sprintf("%s (%d): %q", f.What, f.At, f.Text)
	}
	return fmt.Sprintf("%s (%d)", f.What, f.At)
}
