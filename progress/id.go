package progress

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"time"
)

// NewID returns a new UUID of version 7 in its usual text form (RFC 9562,
// section 5.7): 48 bits of the time in milliseconds, then chance. Rows made one
// after the other so lie side by side in the file.
//
// It is written here because the usual library imports package net for its
// version 1, and this program does without the network.
func NewID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails (package crypto/rand)
	var at [8]byte
	binary.BigEndian.PutUint64(at[:], uint64(time.Now().UnixMilli()))
	copy(b[:6], at[2:])
	b[6] = b[6]&0x0f | 0x70
	b[8] = b[8]&0x3f | 0x80
	return idText(b)
}

// idText writes a UUID in its usual form.
func idText(b [16]byte) string {
	var text [36]byte
	from := 0
	for i, n := range [...]int{8, 4, 4, 4, 12} {
		to := from + n
		start := (from - i) / 2
		hex.Encode(text[from:to], b[start:start+n/2])
		if to < len(text) {
			text[to] = '-'
		}
		from = to + 1
	}
	return string(text[:])
}

// validID reports whether s is a UUID in the form that NewID gives: lower case,
// 8-4-4-4-12. Only that form is taken in, since "A" and "a" would be two rows.
func validID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c < 'a' || c > 'f'):
			return false
		}
	}
	return true
}
