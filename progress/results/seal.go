package results

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"io"

	"filippo.io/age"
	"filippo.io/age/armor"
)

// The bounds.
const (
	MaxFile     = 4 << 20  // bytes of one results file
	MaxUnpacked = 64 << 20 // bytes of what is in one text
	MaxText     = 64 << 20 // bytes of a text in which results are searched
	maxResults  = 1000     // results in one text
	maxIntro    = 64 << 10 // bytes of the head of an age file: it has a line for each recipient, and each costs a trial
	maxFirst    = 64 << 10 // bytes of the line of a Header
)

// marks are the lines around the base64.
type marks struct{ begin, end string }

var (
	sealedMarks = marks{armor.Header, armor.Footer}
	openMarks   = marks{"-----BEGIN LECTERN RESULTS, NOT SEALED-----", "-----END LECTERN RESULTS, NOT SEALED-----"}
)

// ageIntro is how an age file begins that is not written as base64.
const ageIntro = "age-encryption.org/v1\n"

// How an age file goes on that a passphrase opens, and how such a file begins in base64.
const (
	scryptStanza   = "-> scrypt "
	scryptArmoured = "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlw"
)

// Write writes a results file: the header, and what record writes, which is an export of the
// record. It is sealed to the recipients; without any it is readable by everybody. It returns
// the receipt. A file that would be larger than MaxFile is not written: a *Fault.
func Write(w io.Writer, h Header, record func(io.Writer) error, to []Recipient) (receipt string, err error) {
	h.Lectern, h.Format = "results", format
	h.clean()
	return Seal(w, to, func(w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		if err := out.Encode(h); err != nil {
			return err
		}
		return record(w)
	})
}

// Seal writes a text for the holders of keys, as Write does.
func Seal(w io.Writer, to []Recipient, write func(io.Writer) error) (receipt string, err error) {
	packed, err := pack(write)
	if err != nil {
		return "", err
	}
	m := openMarks
	if len(to) > 0 {
		m = sealedMarks
		if packed, err = encrypt(packed, to); err != nil {
			return "", err
		}
	}
	file := armoured(packed, m)
	if len(file) > MaxFile {
		return "", &Fault{What: Oversize, At: MaxFile}
	}
	_, err = w.Write(file)
	return receiptOf(file), err
}

// pack returns what write writes, packed with deflate.
func pack(write func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	z, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	if err := write(z); err != nil {
		return nil, err
	}
	err = z.Close()
	return b.Bytes(), err
}

func encrypt(plain []byte, to []Recipient) ([]byte, error) {
	list := make([]age.Recipient, len(to))
	for i, r := range to {
		list[i] = r.to
	}
	var b bytes.Buffer
	w, err := age.Encrypt(&b, list...)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	err = w.Close()
	return b.Bytes(), err
}

// armoured returns data as base64 in lines of 64 between the marks (age, "ASCII armor"). It is the
// form in which Seal writes it, and from which the receipt follows.
func armoured(data []byte, m marks) []byte {
	const columns = 64
	text := base64.StdEncoding.EncodeToString(data)
	b := make([]byte, 0, len(text)+len(text)/columns+len(m.begin)+len(m.end)+3)
	b = append(append(b, m.begin...), '\n')
	for len(text) > 0 {
		n := min(columns, len(text))
		b = append(append(b, text[:n]...), '\n')
		text = text[n:]
	}
	return append(append(b, m.end...), '\n')
}

// receiptOf returns the receipt of a file: eight letters made of the first 64 bits of its SHA-256.
func receiptOf(file []byte) string {
	sum := sha256.Sum256(file)
	n := binary.BigEndian.Uint64(sum[:])
	var letters [8]byte
	for i := range letters {
		letters[i] = 'A' + byte(n%26)
		n /= 26
	}
	return string(letters[:])
}
