package results

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// The bounds of lists of recipients and files of keys.
const (
	maxRecipients = 100
	maxKeyFile    = 1 << 20
)

// Recipient is the public half of a key: results are sealed to it.
type Recipient struct {
	to   age.Recipient
	text string
	pq   bool
}

// String returns the recipient as it stands in course.toml.
func (r Recipient) String() string { return r.text }

// PostQuantum reports whether its kind is to withstand quantum computers.
func (r Recipient) PostQuantum() bool { return r.pq }

// ParseRecipients reads a list of recipients, as "age1…". The error is a *Fault: the first
// entry that is none, or that all of them cannot be used together.
func ParseRecipients(list []string) ([]Recipient, error) {
	if len(list) > maxRecipients {
		return nil, &Fault{What: TooMany, At: maxRecipients}
	}
	var out []Recipient
	for i, text := range list {
		r, err := parseRecipient(strings.TrimSpace(text), i)
		if err != nil {
			return nil, err
		}
		if i > 0 && r.pq != out[0].pq {
			return nil, &Fault{What: Mixed, At: i, Text: harmless(text)}
		}
		out = append(out, r)
	}
	return out, nil
}

func parseRecipient(text string, at int) (Recipient, error) {
	if strings.Contains(strings.ToUpper(text), "AGE-SECRET-KEY-") {
		return Recipient{}, &Fault{What: SecretKey, At: at}
	}
	r := Recipient{text: text, pq: strings.HasPrefix(text, "age1pq1")}
	var err error
	if r.pq {
		r.to, err = age.ParseHybridRecipient(text)
	} else {
		r.to, err = age.ParseX25519Recipient(text)
	}
	if err != nil {
		return Recipient{}, &Fault{What: BadRecipient, At: at, Text: harmless(text)}
	}
	return r, nil
}

// Key opens what is sealed to its Recipient. It is secret, so it has no String.
type Key struct {
	identity  age.Identity
	secret    string
	recipient Recipient
}

// NewKey makes a key of chance. A recipient has 62 characters, a post-quantum one 1,959.
func NewKey(postQuantum bool) (Key, error) {
	if postQuantum {
		id, err := age.GenerateHybridIdentity()
		if err != nil {
			return Key{}, err
		}
		return hybridKey(id), nil
	}
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return Key{}, err
	}
	return plainKey(id), nil
}

func hybridKey(id *age.HybridIdentity) Key {
	return Key{id, id.String(), Recipient{id.Recipient(), id.Recipient().String(), true}}
}

func plainKey(id *age.X25519Identity) Key {
	return Key{id, id.String(), Recipient{id.Recipient(), id.Recipient().String(), false}}
}

// Recipient returns the public half.
func (k Key) Recipient() Recipient { return k.recipient }

// Write writes the key as age-keygen does, so that age itself opens what is sealed to it.
func (k Key) Write(w io.Writer, made time.Time) error {
	_, err := fmt.Fprintf(w, "# created: %s\n# public key: %s\n%s\n", made.Format(time.RFC3339), k.recipient, k.secret)
	return err
}

// maxWork bounds the work that a passphrase costs, as the exponent of its scrypt: at most 1 GB and some
// seconds. age itself takes 18.
const maxWork = 20

// Unlock opens a file of keys that a passphrase locks (`age -p`). The error is a *Fault: WrongPassphrase, or
// NoKeys where the file is damaged or asks for more work than any that age wrote.
func Unlock(src []byte, passphrase string) ([]byte, error) {
	id, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, &Fault{What: WrongPassphrase} // an empty one
	}
	id.SetMaxWorkFactor(maxWork)
	var in io.Reader = bytes.NewReader(src)
	if at := bytes.Index(src, []byte(sealedMarks.begin)); at >= 0 {
		in = armor.NewReader(bytes.NewReader(src[at:]))
	}
	plain, err := age.Decrypt(in, id)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, &Fault{What: WrongPassphrase}
		}
		return nil, &Fault{What: NoKeys}
	}
	keys, err := io.ReadAll(io.LimitReader(plain, maxKeyFile))
	if err != nil {
		return nil, &Fault{What: NoKeys}
	}
	return keys, nil
}

// ReadKeys reads a file of keys, one a line, as Key.Write and age-keygen write them. The error is
// a *Fault that does not quote the file, or that of r.
func ReadKeys(r io.Reader) ([]Key, error) {
	src, err := io.ReadAll(io.LimitReader(r, maxKeyFile))
	if err != nil {
		return nil, err
	}
	if bytes.Contains(src, []byte(sealedMarks.begin)) || bytes.HasPrefix(src, []byte(ageIntro)) {
		if !bytes.Contains(src, []byte(scryptArmoured)) && !bytes.HasPrefix(src, []byte(ageIntro+scryptStanza)) {
			return nil, &Fault{What: SealedKey}
		}
		return nil, &Fault{What: LockedKey}
	}
	var keys []Key
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(src, []byte("\uFEFF"))))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "AGE-SECRET-KEY-PQ-1"):
			id, err := age.ParseHybridIdentity(line)
			if err != nil {
				return nil, &Fault{What: BadKey, At: n}
			}
			keys = append(keys, hybridKey(id))
		case strings.HasPrefix(line, "AGE-SECRET-KEY-1"):
			id, err := age.ParseX25519Identity(line)
			if err != nil {
				return nil, &Fault{What: BadKey, At: n}
			}
			keys = append(keys, plainKey(id))
		default:
			return nil, &Fault{What: BadKey, At: n}
		}
	}
	if lines.Err() != nil || len(keys) == 0 {
		return nil, &Fault{What: NoKeys}
	}
	return keys, nil
}
