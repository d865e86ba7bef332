package check

import (
	"fmt"
	"time"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// addresses reports the faults of links.toml, and its entries that no page links to.
func addresses(c *courseCheck) {
	list, problems := c.course.Addresses()
	c.problems = append(c.problems, problems...)
	used := map[string]bool{}
	for _, p := range c.pages {
		for _, l := range p.links {
			if a := p.page.Fate(l.link.Target, l.link.Ref); a != nil {
				used[a.Address] = true
			}
		}
	}
	now := time.Now().Year()
	for _, a := range list {
		if a.Year > now {
			c.add(lessons.AddressesName, a.Line, doc.Warning, "bad-address", fmt.Sprintf("the year %d is still to come", a.Year))
		}
		if to, ok := list[a.Replacement]; ok && to.Dead() {
			c.add(lessons.AddressesName, a.Line, doc.Warning, "bad-address",
				fmt.Sprintf("the replacement %s is %s itself, as line %d says: name what stands there now", clip(a.Replacement), to.State, to.Line))
		}
		// A page opened by itself has the list of the folder that it lies in.
		if !used[a.Address] && !c.course.IsOnePage() {
			c.add(lessons.AddressesName, a.Line, doc.Warning, "unused-address",
				fmt.Sprintf("no page links to %s: write the address as the page does, or take the entry out", clip(a.Address)))
		}
	}
}
