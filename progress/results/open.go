package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// State is how a result was found.
type State string

// The states.
const (
	OK        State = "ok"
	NotSealed State = "not sealed" // whole, but anybody can have changed it
	Cut       State = "cut"        // its end, or its beginning, is missing
	Damaged   State = "damaged"    // changed after it was made
	NoKey     State = "not for this key"
	NoResults State = "not a results file"
	Newer     State = "newer format"
	TooLarge  State = "too large"
)

// Usable reports whether there is a record to read.
func (s State) Usable() bool { return s == OK || s == NotSealed }

// Result is one results file as it was found.
type Result struct {
	State   State
	Sealed  bool   // it stands in a sealed envelope
	Receipt string // "" where nothing whole was found
	Header  Header // of a usable one
	Record  []byte // of a usable one: the export of the record, to its end
	Err     error  // why it is not usable, for developers
}

// Open finds the results in a file, a mail, or any text, and opens them with the keys. There is
// always one Result at least; where there are several, they come in the order of the text.
func Open(text []byte, keys []Key) []Result {
	return openWithin(text, keys, MaxUnpacked)
}

// openWithin is Open with a bound of what is unpacked.
func openWithin(text []byte, keys []Key, budget int) []Result {
	if len(text) > MaxText {
		return []Result{{State: TooLarge}}
	}
	var out []Result
	for _, e := range envelopes(text) {
		out = append(out, e.result(keys, &budget))
	}
	if len(out) == 0 {
		return []Result{{State: NoResults}}
	}
	return out
}

// Unseal opens what Seal wrote. The text is nil unless the state is usable.
func Unseal(text []byte, keys []Key) ([]byte, State, error) {
	if len(text) > MaxText {
		return nil, TooLarge, nil
	}
	list := envelopes(text)
	if len(list) == 0 {
		return nil, NoResults, nil
	}
	budget := MaxUnpacked
	return list[0].open(keys, &budget)
}

// result opens an envelope and reads what is in it.
func (e *envelope) result(keys []Key, budget *int) Result {
	r := Result{Sealed: e.marks == sealedMarks}
	if e.state == "" {
		r.Receipt = receiptOf(armoured(e.data, e.marks))
	}
	var plain []byte
	if plain, r.State, r.Err = e.open(keys, budget); !r.State.Usable() {
		return r
	}
	h, record, state, err := read(plain)
	if state != OK {
		r.State, r.Err = state, err
		return r
	}
	r.Header, r.Record = h, record
	return r
}

// read takes what was in an envelope apart: the header, and the export of the record.
func read(plain []byte) (h Header, record []byte, state State, err error) {
	first, record, found := bytes.Cut(plain, []byte("\n"))
	if len(first) > maxFirst && bytes.HasPrefix(first, []byte(`{"lectern":"results"`)) {
		return Header{}, nil, TooLarge, errors.New("a header that is longer than any")
	}
	if !found || len(first) > maxFirst {
		return Header{}, nil, NoResults, errors.New("no line of a header")
	}
	// A newer format may have fields of other kinds, so what it is comes first.
	var form struct {
		Lectern string
		Format  int
	}
	if err := json.Unmarshal(first, &form); err != nil || form.Lectern != "results" {
		return Header{}, nil, NoResults, fmt.Errorf("no header: %v", err)
	}
	switch {
	case form.Format > format:
		return Header{}, nil, Newer, fmt.Errorf("format %d", form.Format)
	case form.Format < 1:
		return Header{}, nil, Damaged, fmt.Errorf("format %d", form.Format)
	}
	if err := json.Unmarshal(first, &h); err != nil {
		return Header{}, nil, Damaged, err
	}
	last := bytes.TrimRight(record, "\r\n")
	last = last[bytes.LastIndexByte(last, '\n')+1:]
	if !bytes.HasPrefix(last, []byte(`{"end":`)) {
		return Header{}, nil, Cut, errors.New("the record has no last line")
	}
	h.clean()
	return h, record, OK, nil
}
