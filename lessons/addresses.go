package lessons

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"lectern/lessons/doc"
	"lectern/lessons/settings"
	"lectern/lessons/text"
)

// AddressesName is the name of the file that says whether the addresses that pages link to still work.
const AddressesName = "links.toml"

// Address says what became of an address. In links.toml each is a table [[link]].
type Address struct {
	Address     string `toml:"address"`     // as the pages write it
	State       string `toml:"state"`       // "gone", "moved" or "changed"
	Year        int    `toml:"year"`        // in which that was seen first; 0 if not known
	Replacement string `toml:"replacement"` // where to look instead; "" if nowhere
	Note        string `toml:"note"`        // one sentence, ""

	Line int `toml:"-"` // of its table in the file, from 1
}

// addressStates are the values that the state of an address may have.
var addressStates = []string{"gone", "moved", "changed"}

// Addresses reads links.toml: by address what became of it, empty when the
// course has no such file. What is wrong with the file is in problems; entries
// without an address, and states that mean nothing, are left out.
func (c *Course) Addresses() (list map[string]Address, problems []doc.Problem) {
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
		switch {
		case a.Address == "":
			fault(a.Line, doc.Warning, "bad-address", "this [[link]] has no address; it is passed over")
		case !slices.Contains(addressStates, a.State):
			fault(a.Line, doc.Warning, "bad-address", fmt.Sprintf("state is %q; it may be %s", a.State, strings.Join(addressStates, ", ")))
		case list[a.Address].Address != "":
			fault(a.Line, doc.Warning, "bad-address", fmt.Sprintf("the address is listed before, at line %d; that entry counts", list[a.Address].Line))
		default:
			list[a.Address] = a
		}
	}
	return list, problems
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
