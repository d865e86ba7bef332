package check

import (
	"fmt"

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
			used[l.link.Target] = true
		}
	}
	for _, a := range list {
		if !used[a.Address] {
			c.add(lessons.AddressesName, a.Line, doc.Warning, "unused-address",
				fmt.Sprintf("no page links to %s: write the address as the page does, or take the entry out", clip(a.Address)))
		}
	}
}
