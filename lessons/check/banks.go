package check

import (
	"bytes"
	"io"
	"path"

	"lectern/lessons/doc"
	"lectern/lessons/quiz/bank"
)

// strayBanks reports banks that stand beside no page and that no page asks for.
func strayBanks(c *courseCheck) {
	if c.course.IsOnePage() {
		return
	}
	asked := map[string]bool{}
	for _, p := range c.pages {
		for _, name := range p.page.Banks() {
			asked[name] = true
		}
	}
	for _, name := range c.course.Manifest.Exam.Banks {
		asked[c.course.Find(path.Clean(name)).Name] = true
	}
	for _, name := range c.course.Files() {
		if !asked[name] && (bank.OfPage(name) || c.holdsBank(name)) {
			c.add(name, 0, doc.Warning, "stray-bank",
				"no page has this name and none asks for the bank, so its questions are never asked: rename it after its page, or name it in the page")
		}
	}
}

// What is looked at of a file whose suffix others have too, to see whether it is a bank: its beginning, or a whole package.
const (
	bankStart  = 64 << 10
	maxPackage = 64 << 20
)

// holdsBank reports whether a file whose name does not tell it is a bank by its content. A text that
// only looks like one is none if a page names it, to show it.
func (c *courseCheck) holdsBank(name string) bool {
	if bank.ForFile(name) == nil || c.course.Page(name) != nil {
		return false
	}
	in, err := c.course.FS().Open(name)
	if err != nil {
		return false
	}
	defer in.Close()
	start, err := io.ReadAll(io.LimitReader(in, bankStart))
	if err == nil && bytes.HasPrefix(start, []byte("PK\x03\x04")) { // what an archive holds is listed at its end
		var rest []byte
		rest, err = io.ReadAll(io.LimitReader(in, maxPackage))
		start = append(start, rest...)
	}
	if err != nil || !bank.Holds(start, name) {
		return false
	}
	for _, p := range c.pages {
		if src, err := c.course.Source(p.page.Path); err == nil && bytes.Contains(src, []byte(path.Base(name))) {
			return false
		}
	}
	return true
}
