package lessons

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"

	"lectern/lessons/doc"
	"lectern/lessons/settings"
	"lectern/lessons/text"
)

// AddressesName is the name of the file that says whether the addresses that pages link to still work.
const AddressesName = "links.toml"

// State says what became of an address.
type State string

// The states.
const (
	Gone    State = "gone"    // what it led to is no longer there
	Moved   State = "moved"   // that stands at another address
	Changed State = "changed" // it leads to something else than the page meant
)

// Address says what became of an address. In links.toml each is a table [[link]].
type Address struct {
	Address     string `toml:"address"`     // as the pages write it
	State       State  `toml:"state"`       //
	Year        int    `toml:"year"`        // since when that is so; 0 if not known
	Replacement string `toml:"replacement"` // where to look instead, an address that may be opened; "" if nowhere
	Note        string `toml:"note"`        // one line, at most maxNote characters; may be ""

	Line int `toml:"-"` // of its table in the file, from 1
}

// Dead reports whether the address leads nowhere, or no longer to what the page meant by
// it because that stands elsewhere now.
func (a *Address) Dead() bool { return a != nil && a.State != Changed }

// maxNote is how long a note may be: it stands in lists and on the status line.
const maxNote = 400

// addressStates are the values that the state of an address may have.
var addressStates = []State{Gone, Moved, Changed}

// addressList is links.toml, which is read when it is first asked for.
type addressList struct {
	once     sync.Once
	list     map[string]Address
	problems []doc.Problem
}

// Addresses returns what links.toml says: by address what became of it, empty when the
// course has no such file. What is wrong with the file is in problems; entries
// without an address, and states that mean nothing, are left out. The results are
// not to be changed.
func (c *Course) Addresses() (list map[string]Address, problems []doc.Problem) {
	a := &c.addresses
	a.once.Do(func() { a.list, a.problems = c.readAddresses() })
	return a.list, a.problems
}

// Fate returns what links.toml says of an address, nil if nothing.
func (c *Course) Fate(address string) *Address {
	list, _ := c.Addresses()
	address = strings.TrimSpace(address)
	page, _, _ := strings.Cut(address, "#") // what is known of a page holds for its places too
	for _, address := range []string{address, page} {
		if a, ok := list[address]; ok {
			return &a
		}
	}
	return nil
}

// Fate returns what links.toml says of a link on the page, nil if nothing. target and
// ref are those of the doc.Link. An entry names the address as the page writes it,
// or in full where base_url makes a whole address of it. No page is parsed.
func (p *Page) Fate(target, ref string) *Address {
	list, _ := p.course.Addresses()
	if len(list) == 0 || ref != "" && ref != "download" {
		return nil
	}
	target = strings.TrimSpace(target)
	u, err := url.Parse(target)
	relative := err == nil && u.Scheme == "" && u.Host == ""
	if relative && u.Path == "" {
		return nil // a place of this page
	}
	a := p.course.Fate(target)
	if a == nil && relative {
		a = p.course.Fate(p.onSite(u))
	}
	// Whether the course has the page is asked last, and of what is listed only: it may
	// take a look at every page, and the first screen asks for each of its links.
	if a != nil && relative {
		if to, _ := p.linkedPage(u); to != nil {
			return nil
		}
	}
	return a
}

// readAddresses reads links.toml.
func (c *Course) readAddresses() (list map[string]Address, problems []doc.Problem) {
	list = map[string]Address{}
	if !c.files.has(AddressesName) {
		return list, nil
	}
	fault := func(line int, s doc.Severity, code, text string) {
		problems = append(problems, doc.Problem{File: AddressesName, Line: line, Severity: s, Code: code, Text: text})
	}
	src, err := c.files.read(AddressesName)
	if err != nil {
		fault(0, doc.Error, "unreadable-links", err.Error())
		return list, problems
	}
	src, note := text.Decode(src)
	if note != nil {
		problems = append(problems, encodingProblem(AddressesName, note))
	}
	var file struct {
		Link []Address `toml:"link"`
	}
	if err := settings.Decode(src, &file); err != nil {
		line, why := 0, err.Error()
		var f *settings.Fault
		if errors.As(err, &f) {
			line, why = f.Line, f.Text
		}
		fault(line, doc.Error, "unreadable-links", "not TOML, or not a list of [[link]] tables: "+why)
		return list, problems
	}
	lines, unknown := addressKeys(src)
	problems = append(problems, unknown...)
	for i, a := range file.Link {
		if i < len(lines) {
			a.Line = lines[i]
		}
		a.Address = strings.TrimSpace(a.Address)
		switch {
		case a.Address == "":
			fault(a.Line, doc.Warning, "bad-address", "this [[link]] has no address; it is passed over")
		case !slices.Contains(addressStates, a.State):
			fault(a.Line, doc.Warning, "bad-address", fmt.Sprintf("state is %q; it may be %s, %s or %s", a.State, Gone, Moved, Changed))
		case list[a.Address].Address != "":
			fault(a.Line, doc.Warning, "bad-address", fmt.Sprintf("the address is listed before, at line %d; that entry counts", list[a.Address].Line))
		default:
			for _, why := range a.tidy() {
				fault(a.Line, doc.Warning, "bad-address", why)
			}
			list[a.Address] = a
		}
	}
	return list, problems
}

// tidy takes out of an entry what cannot be shown or opened, and returns what was wrong.
func (a *Address) tidy() (wrong []string) {
	if a.Year != 0 && (a.Year < 1000 || a.Year > 9999) {
		wrong = append(wrong, fmt.Sprintf("the year %d is not written in four digits; it is passed over", a.Year))
		a.Year = 0
	}
	a.Replacement = strings.TrimSpace(a.Replacement)
	switch r := a.Replacement; {
	case r == "":
	case !mayBeOpened(r):
		wrong = append(wrong, fmt.Sprintf("the replacement %s is no address of http, https or mailto; it is passed over", text.ClipLine(r, 80)))
		a.Replacement = ""
	case r == a.Address:
		wrong = append(wrong, "the replacement is the address itself; it is passed over")
		a.Replacement = ""
	}
	note := text.OneLine(a.Note)
	if a.Note = text.Clip(note, maxNote); a.Note != note {
		wrong = append(wrong, fmt.Sprintf("the note is longer than %d characters; the rest of it is not shown", maxNote))
	}
	return wrong
}

// mayBeOpened reports whether an address may be given to the system's opener: it is of
// a kind that is opened, and has no character that is not seen.
func mayBeOpened(address string) bool {
	if strings.ContainsFunc(address, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }) {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && IsOpened(u.Scheme)
}

// addressKeys returns the lines of the [[link]] tables, and the keys that mean nothing.
func addressKeys(src []byte) (lines []int, problems []doc.Problem) {
	known := []string{"address", "state", "year", "replacement", "note"}
	var parser unstable.Parser
	parser.Reset(src)
	at := settings.NewLines(src)
	for parser.NextExpression() {
		e := parser.Expression()
		it := e.Key()
		if !it.Next() {
			continue
		}
		key := string(it.Node().Data)
		line := at.Of(int(it.Node().Raw.Offset))
		switch {
		case e.Kind == unstable.ArrayTable && key == "link":
			lines = append(lines, line)
		case e.Kind == unstable.Table || e.Kind == unstable.ArrayTable:
			problems = append(problems, doc.Problem{
				File: AddressesName, Line: line, Severity: doc.Warning, Code: "unknown-key",
				Text: fmt.Sprintf("%q is no table of %s; entries are [[link]]", key, AddressesName),
			})
		case !slices.Contains(known, key):
			text := fmt.Sprintf("%q is no key of a [[link]]; it is passed over", key)
			if near := settings.Nearest(key, known); near != "" {
				text = fmt.Sprintf("%q is no key of a [[link]]; did you mean %q?", key, near)
			}
			problems = append(problems, doc.Problem{File: AddressesName, Line: line, Severity: doc.Warning, Code: "unknown-key", Text: text})
		}
	}
	return lines, problems
}
