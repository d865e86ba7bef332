package results

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"io"
	"slices"

	"filippo.io/age"
)

// envelope is what stands between two marks of a text, or what a text is that has none.
type envelope struct {
	marks marks
	data  []byte // decoded
	state State  // why there is no data, "" if there is
}

// envelopes finds all envelopes of a text, at most maxResults. Marks are looked for anywhere: mails
// quote, forms join lines, platforms put tags around them. What was sent as base64 as a whole, as
// mails carry attached files, is decoded once.
func envelopes(text []byte) []envelope {
	text = plainText(text)
	list := marked(text)
	if len(list) < maxResults {
		for _, part := range attached(text) {
			list = append(list, marked(part)...)
		}
	}
	return list[:min(len(list), maxResults)]
}

// plainText returns a text without what an editor of Windows puts between its characters.
func plainText(text []byte) []byte {
	if bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")) {
		return bytes.ReplaceAll(text[2:], []byte{0}, nil) // UTF-16: what matters here is ASCII
	}
	if len(text) > 3 && (text[0] != 0 && text[1] == 0 && text[2] != 0 && text[3] == 0 || text[0] == 0 && text[1] != 0 && text[2] == 0 && text[3] != 0) {
		return bytes.ReplaceAll(text, []byte{0}, nil) // the same without its mark
	}
	return text
}

// marked finds the envelopes that marks or the beginning of the text show.
func marked(text []byte) []envelope {
	if bytes.HasPrefix(text, []byte(ageIntro)) {
		if len(text) > MaxFile {
			return []envelope{{marks: sealedMarks, state: TooLarge}}
		}
		return []envelope{{marks: sealedMarks, data: text}}
	}
	var list []envelope
	var inside *marks // of the envelope whose beginning stands at from
	from := 0
	for at := 0; len(list) < maxResults; {
		m, ends, next := nextMark(text, at)
		if m == nil {
			break
		}
		mark := m.begin
		if ends {
			mark = m.end
		}
		switch {
		case ends && inside == m:
			list = append(list, decoded(*m, text[from:next]))
			inside = nil
		case ends:
			list = append(list, envelope{marks: *m, state: Cut}) // its beginning is missing
			inside = nil
		default:
			if inside != nil {
				list = append(list, envelope{marks: *inside, state: Cut})
			}
			inside, from = m, next+len(mark)
		}
		at = next + len(mark)
	}
	if inside != nil {
		list = append(list, envelope{marks: *inside, state: Cut})
	}
	return list
}

// nextMark returns the first mark at or behind at: whose it is, whether it ends an envelope, and where it stands.
func nextMark(text []byte, at int) (m *marks, ends bool, where int) {
	for {
		i := bytes.Index(text[at:], []byte("-----"))
		if i < 0 {
			return nil, false, 0
		}
		at += i
		for _, m := range []*marks{&sealedMarks, &openMarks} {
			if bytes.HasPrefix(text[at:], []byte(m.begin)) {
				return m, false, at
			}
			if bytes.HasPrefix(text[at:], []byte(m.end)) {
				return m, true, at
			}
		}
		at++
	}
}

// decoded returns the envelope of what stands between two marks.
func decoded(m marks, body []byte) envelope {
	if len(body) > 2*MaxFile {
		return envelope{marks: m, state: TooLarge}
	}
	text := withoutTags(body)
	text = bytes.ReplaceAll(text, []byte("&gt;"), nil)
	text = bytes.ReplaceAll(text, []byte("=3D"), []byte("=")) // quoted-printable, RFC 2045, section 6.7
	text = slices.DeleteFunc(text, func(c byte) bool { return c <= ' ' || c == '>' })
	if len(text) > MaxFile {
		return envelope{marks: m, state: TooLarge}
	}
	data, err := base64.StdEncoding.Strict().DecodeString(string(text))
	if err != nil {
		return envelope{marks: m, state: Damaged}
	}
	return envelope{marks: m, data: data}
}

// withoutTags returns a copy of a text without the tags of HTML; a ">" that closes none stays.
func withoutTags(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		i := bytes.IndexByte(text, '<')
		if i < 0 {
			break
		}
		n := bytes.IndexByte(text[i:], '>')
		if n < 0 {
			break
		}
		out = append(out, text[:i]...)
		text = text[i+n+1:]
	}
	return append(out, text...)
}

// attached returns what stands in a text as base64 and holds marks, or begins as an age file and
// does not stand between marks itself.
func attached(text []byte) (parts [][]byte) {
	var run []byte
	between := false // marks
	flush := func() {
		if len(run) >= 2*minLine {
			n := len(run) / 4 * 4
			part := make([]byte, base64.StdEncoding.DecodedLen(n))
			n, _ = base64.StdEncoding.Decode(part, run[:n])
			part = part[:n]
			if m, _, _ := nextMark(part, 0); m != nil || !between && bytes.HasPrefix(part, []byte(ageIntro)) {
				parts = append(parts, part)
			}
		}
		run = run[:0]
	}
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || bytes.ContainsFunc(line, notBase64) {
			flush()
			between = bytes.Contains(line, []byte("-----BEGIN ")) || between && !bytes.Contains(line, []byte("-----END "))
			continue
		}
		run = append(run, line...)
		if len(line) < minLine {
			flush()
		}
	}
	flush()
	return parts
}

// minLine is the least length of a full line of base64 in a mail; the last one of a part may be shorter.
const minLine = 48

func notBase64(r rune) bool {
	return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '+' && r != '/' && r != '='
}

// open returns what is in the envelope. Budget is how many bytes may still be unpacked.
func (e *envelope) open(keys []Key, budget *int) ([]byte, State, error) {
	if e.state != "" {
		return nil, e.state, nil
	}
	packed, whole := e.data, NotSealed
	if e.marks == sealedMarks {
		var state State
		var err error
		if packed, state, err = decrypt(e.data, keys); state != OK {
			return nil, state, err
		}
		whole = OK
	}
	plain, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), int64(*budget)+1))
	switch {
	case len(plain) > *budget:
		return nil, TooLarge, nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, Cut, err
	case err != nil:
		return nil, Damaged, err
	}
	*budget -= len(plain)
	return plain, whole, nil
}

// decrypt opens an age file.
func decrypt(data []byte, keys []Key) ([]byte, State, error) {
	if !bytes.HasPrefix(data, []byte(ageIntro)) {
		return nil, Damaged, errors.New("no age file")
	}
	if end := bytes.Index(data[:min(len(data), maxIntro)], []byte("\n--- ")); end < 0 {
		return nil, Damaged, errors.New("the head of the age file is not closed")
	}
	if len(keys) == 0 {
		return nil, NoKey, nil
	}
	ids := make([]age.Identity, len(keys))
	for i, k := range keys {
		ids[i] = k.identity
	}
	r, err := age.Decrypt(bytes.NewReader(data), ids...)
	if err != nil {
		var none *age.NoIdentityMatchError
		if errors.As(err, &none) {
			return nil, NoKey, err
		}
		return nil, Damaged, err
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, Damaged, err
	}
	return plain, OK, nil
}

// Begins reports whether a file that begins so is one that Write or Seal wrote.
func Begins(head []byte) bool {
	return bytes.HasPrefix(head, []byte(sealedMarks.begin)) || bytes.HasPrefix(head, []byte(openMarks.begin))
}
