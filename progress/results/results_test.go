package results

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/google/go-cmp/cmp"
)

const record = `{"lectern":"record","format":1,"exported":"2026-11-27T08:00:00Z"}
{"student":{"name":"ana"}}
{"end":{"lines":1}}
`

func header() Header {
	return Header{
		Course: "pumps", Title: "Pumps", Version: "2", Hash: "c0ffee", Install: "i", Record: "ana", Word: "heron",
		Student: Student{Name: "Ana Silva", ID: "S-104", Email: "ana@example.org", Class: "3b"},
		Made:    time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC), Program: "1.4.0 linux/amd64",
	}
}

func writeRecord(w io.Writer) error {
	_, err := io.WriteString(w, record)
	return err
}

func newKey(t testing.TB, pq bool) Key {
	t.Helper()
	k, err := NewKey(pq)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// written returns a results file and its receipt.
func written(t testing.TB, to ...Recipient) (file, receipt string) {
	t.Helper()
	var b strings.Builder
	receipt, err := Write(&b, header(), writeRecord, to)
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), receipt
}

func TestRoundTrip(t *testing.T) {
	for _, pq := range []bool{false, true} {
		k, colleague := newKey(t, pq), newKey(t, pq)
		file, receipt := written(t, k.Recipient(), colleague.Recipient())
		want := header()
		want.Lectern, want.Format = "results", 1
		for _, key := range []Key{k, colleague} {
			got := Open([]byte(file), []Key{newKey(t, !pq), key})
			if diff := cmp.Diff([]Result{{State: OK, Sealed: true, Receipt: receipt, Header: want, Record: []byte(record)}}, got); diff != "" {
				t.Errorf("post-quantum %v (-want +got):\n%s", pq, diff)
			}
		}
		// age itself opens it
		r, err := age.Decrypt(armor.NewReader(strings.NewReader(file)), k.identity)
		if err != nil {
			t.Fatal(err)
		}
		if packed, err := io.ReadAll(r); err != nil || len(packed) == 0 {
			t.Errorf("age read %d bytes: %v", len(packed), err)
		}
		if len(receipt) != 8 || strings.Trim(receipt, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			t.Errorf("receipt %q", receipt)
		}
	}
}

// TestOpen sends one file through what mails, forms and people make of it.
func TestOpen(t *testing.T) {
	k := newKey(t, false)
	file, receipt := written(t, k.Recipient())
	open, openReceipt := written(t)
	other, _ := written(t, newKey(t, false).Recipient())
	sealed := func(text string) string {
		var b strings.Builder
		if _, err := Seal(&b, []Recipient{k.Recipient()}, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const budget = 1 << 20
	lines := strings.SplitAfter(file, "\n")
	edited := []byte(file)
	edited[len(edited)/2] ^= 1
	attachment := base64.StdEncoding.EncodeToString([]byte(file))
	var wrapped strings.Builder
	for ; len(attachment) > 76; attachment = attachment[76:] {
		wrapped.WriteString(attachment[:76] + "\r\n")
	}
	wrapped.WriteString(attachment + "\r\n")
	for _, tt := range []struct {
		name, text string
		want       []State
	}{
		{"as written", file, []State{OK}},
		{"quoted in a mail", "Hello,\n> > " + strings.ReplaceAll(file, "\n", "\r\n> > ") + "\nAna\n", []State{OK}},
		{"one line", strings.ReplaceAll(file, "\n", " "), []State{OK}},
		{"HTML", "<p>" + strings.ReplaceAll(strings.ReplaceAll(file, "\n", "<br />\n"), "=", "=3D") + "</p>", []State{OK}},
		{"with the mark that editors of Windows write", "\uFEFF" + file, []State{OK}},
		{"a word before the mark", "Here: " + file, []State{OK}},
		{"UTF-16", "\xff\xfe" + strings.Join(strings.Split(file, ""), "\x00") + "\x00", []State{OK}},
		{"UTF-16 without its mark", strings.Join(strings.Split(file, ""), "\x00") + "\x00", []State{OK}},
		{"the same, the other way round", "\x00" + strings.Join(strings.Split(file, ""), "\x00"), []State{OK}},
		{"attached to a mail", "Content-Transfer-Encoding: base64\r\n\r\n" + wrapped.String() + "\r\n--x--", []State{OK}},
		{"twice, with a text between", file + "and again\n" + file, []State{OK, OK}},
		{"a cut one before a whole one", strings.Join(lines[:3], "") + file, []State{Cut, OK}},
		{"not sealed", open, []State{NotSealed}},
		{"a sealed and an open one", open + file, []State{NotSealed, OK}},
		{"no end", strings.Join(lines[:len(lines)-2], ""), []State{Cut}},
		{"no beginning", strings.Join(lines[1:], ""), []State{Cut, OK}},
		{"a line is missing", strings.Join(lines[:4], "") + strings.Join(lines[5:], ""), []State{Damaged}},
		{"edited", string(edited), []State{Damaged}},
		{"for another key", other, []State{NoKey}},
		{"nothing", "", []State{NoResults}},
		{"noise", strings.Repeat("-----BEGIN ----- \x00\xff", 1000), []State{NoResults}},
		{"something else sealed", sealed("dear diary\n"), []State{NoResults}},
		{"the record breaks off", sealed(`{"lectern":"results","format":1}` + "\n" + `{"lectern":"record"}` + "\n"), []State{Cut}},
		{"a newer format", sealed(`{"lectern":"results","format":2,"student":"Ana"}` + "\n"), []State{Newer}},
		{"no format", sealed(`{"lectern":"results","format":0}` + "\n" + record), []State{Damaged}},
		{"a header longer than any", sealed(`{"lectern":"results","format":1,"title":"` + strings.Repeat("x", 1<<17) + `"}` + "\n" + record), []State{TooLarge}},
		{"a field of another kind", sealed(`{"lectern":"results","format":1,"student":"Ana"}` + "\n" + record), []State{Damaged}},
		{"a bomb", sealed(strings.Repeat("0", budget+1)), []State{TooLarge}},
		{"two that are a bomb together", sealed(strings.Repeat("0", budget/2)) + sealed(strings.Repeat("0", budget*2/3)), []State{NoResults, TooLarge}},
		{"a file without end", openMarks.begin + "\n" + strings.Repeat("A", MaxFile+4) + openMarks.end, []State{TooLarge}},
	} {
		var got []State
		for _, r := range openWithin([]byte(tt.text), []Key{k}, budget) {
			got = append(got, r.State)
			usable := r.State.Usable()
			if usable != (string(r.Record) == record) || usable != (r.Header.Student.Name == "Ana Silva") {
				t.Errorf("%s: %s with the record %q of %q", tt.name, r.State, r.Record, r.Header.Student.Name)
			}
			if want := map[bool]string{true: receipt, false: openReceipt}[r.Sealed]; usable && r.Receipt != want {
				t.Errorf("%s: the receipt is %s, not %s", tt.name, r.Receipt, want)
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestHeaderIsHarmless: what a stranger writes into a header reaches no table as a command.
func TestHeaderIsHarmless(t *testing.T) {
	h := header()
	h.Student.Name = "  Ana\x1b[2J\u202e\n\u2028Silva\xff " + strings.Repeat("x", 1000)
	h.clean()
	if want := "Ana [2J Silva\uFFFD " + strings.Repeat("x", 1000); h.Student.Name != want[:len(string([]rune(want)[:maxField]))] {
		t.Errorf("%q", h.Student.Name)
	}
}

func TestParseRecipients(t *testing.T) {
	k, pq := newKey(t, false), newKey(t, true)
	plain, quantum := k.Recipient().String(), pq.Recipient().String()
	for _, tt := range []struct {
		list []string
		what Flaw
		at   int
	}{
		{nil, "", 0},
		{[]string{plain, " " + newKey(t, false).Recipient().String() + "\n"}, "", 0},
		{[]string{quantum, newKey(t, true).Recipient().String()}, "", 0},
		{[]string{plain, quantum}, Mixed, 1},
		{[]string{plain, plain[:len(plain)-1] + "x"}, BadRecipient, 1},
		{[]string{"ssh-ed25519 AAAA"}, BadRecipient, 0},
		{[]string{""}, BadRecipient, 0},
		{[]string{k.secret}, SecretKey, 0},
		{make([]string, maxRecipients+1), TooMany, maxRecipients},
	} {
		list, err := ParseRecipients(tt.list)
		var f *Fault
		if !errors.As(err, &f) {
			f = &Fault{}
		}
		if f.What != tt.what || f.At != tt.at || err == nil && len(list) != len(tt.list) {
			t.Errorf("%.80q: %d recipients, %v", tt.list, len(list), err)
		}
		if err != nil && strings.Contains(err.Error(), k.secret) {
			t.Error("an error quotes a secret key")
		}
	}
}

func TestReadKeys(t *testing.T) {
	var file bytes.Buffer
	for _, pq := range []bool{false, true} {
		if err := newKey(t, pq).Write(&file, time.Now()); err != nil {
			t.Fatal(err)
		}
	}
	handin, _ := written(t, newKey(t, false).Recipient())
	for _, tt := range []struct {
		name, text string
		what       Flaw
	}{
		{"as written", file.String(), ""},
		{"from Windows", "\uFEFF" + strings.ReplaceAll(file.String(), "\n", "\r\n"), ""},
		{"empty", "# nothing\n", NoKeys},
		{"cut", file.String()[:file.Len()-3], BadKey},
		{"a recipient", newKey(t, false).Recipient().String(), BadKey},
		{"results, or the key of an exam", handin, SealedKey},
		{"locked", sealedMarks.begin + "\n" + base64.StdEncoding.EncodeToString([]byte(ageIntro+scryptStanza+"MDAwMDAwMDAwMDAwMDAwMA 18\n")), LockedKey},
		{"locked, as bytes", ageIntro + scryptStanza + "MDAwMDAwMDAwMDAwMDAwMA 18\n", LockedKey},
	} {
		keys, err := ReadKeys(strings.NewReader(tt.text))
		var f *Fault
		if !errors.As(err, &f) {
			f = &Fault{}
		}
		if f.What != tt.what || err == nil && len(keys) != 2 {
			t.Errorf("%s: %d keys, %v", tt.name, len(keys), err)
		}
	}
}

func TestTooLargeToHandIn(t *testing.T) {
	noise := make([]byte, MaxFile)
	for i, x := 0, uint32(1); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	var b bytes.Buffer
	_, err := Write(&b, header(), func(w io.Writer) error { _, err := w.Write(noise); return err }, nil)
	var f *Fault
	if !errors.As(err, &f) || f.What != Oversize || b.Len() > 0 {
		t.Errorf("%d bytes written: %v", b.Len(), err)
	}
}

func FuzzOpen(f *testing.F) {
	k := newKey(f, false)
	sealed, _ := written(f, k.Recipient())
	open, _ := written(f)
	f.Add([]byte(sealed))
	f.Add([]byte("> " + strings.ReplaceAll(open, "\n", "\n> ") + sealed[:200]))
	f.Add([]byte(ageIntro + "-> X25519 AAAA\nAAAA\n--- AAAA\n"))
	f.Add([]byte(base64.StdEncoding.EncodeToString([]byte(open))))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, r := range Open(text, []Key{k}) {
			if r.State.Usable() != (r.Record != nil) {
				t.Errorf("%s with %d bytes of a record", r.State, len(r.Record))
			}
		}
	})
}

// TestUnlock: a key behind a passphrase is opened by it, armoured or not, and none may ask for work without end.
func TestUnlock(t *testing.T) {
	k := newKey(t, false)
	lock := func(work int, armoured bool) []byte {
		var b bytes.Buffer
		var to io.Writer = &b
		var armour io.Closer
		if armoured {
			w := armor.NewWriter(&b)
			to, armour = w, w
		}
		r, err := age.NewScryptRecipient("open sesame")
		if err != nil {
			t.Fatal(err)
		}
		r.SetWorkFactor(work)
		w, err := age.Encrypt(to, r)
		if err == nil {
			err = errors.Join(k.Write(w, time.Now()), w.Close())
		}
		if armour != nil {
			err = errors.Join(err, armour.Close())
		}
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	plain, armoured := lock(2, false), lock(2, true)
	for _, tt := range []struct {
		src        []byte
		passphrase string
		want       Flaw
	}{
		{plain, "open sesame", ""}, {armoured, "open sesame", ""}, {plain, "open", WrongPassphrase}, {armoured, "", WrongPassphrase},
		{plain[:len(plain)-2], "open sesame", NoKeys}, {bytes.Replace(plain, []byte(" 2\n"), []byte(" 21\n"), 1), "open sesame", NoKeys},
	} {
		var f *Fault
		if _, err := ReadKeys(bytes.NewReader(tt.src)); !errors.As(err, &f) || f.What != LockedKey && tt.want != NoKeys {
			t.Errorf("%q is no locked key: %v", tt.src, err)
		}
		src, err := Unlock(tt.src, tt.passphrase)
		switch {
		case tt.want == "":
			keys, err2 := ReadKeys(bytes.NewReader(src))
			if err != nil || err2 != nil || len(keys) != 1 || keys[0].Recipient().String() != k.Recipient().String() {
				t.Errorf("%d keys: %v, %v", len(keys), err, err2)
			}
		case !errors.As(err, &f) || f.What != tt.want:
			t.Errorf("%q with %q: %v, want %s", tt.src, tt.passphrase, err, tt.want)
		}
	}
}
