package ask

import (
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/words"
)

// essay is a question answered with a text of several lines, which is not graded.
type essay struct{ typed }

func newEssay(q Question) form {
	return &essay{typed{plain: plain{q}, text: sheet.NewField("", true)}}
}

func (f *essay) asks() string {
	switch {
	case f.Sealed != "": // an instructor grades it
		return words.T("write freely")
	case f.Unsaved:
		return words.T("write freely; not graded, not saved")
	}
	return words.T("write freely; kept, not graded")
}

func (f *essay) mode() keys.Mode { return keys.InText }

func (f *essay) newLine() (ends bool, told string) {
	return false, words.T("A new line. %s answers.", f.Keys.Say(keys.InText, keys.Submit))
}
