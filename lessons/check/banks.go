package check

import (
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
		if bank.OfPage(name) && !asked[name] {
			c.add(name, 0, doc.Warning, "stray-bank",
				"no page has this name and none asks for the bank, so its questions are never asked: rename it after its page, or name it in the page")
		}
	}
}
