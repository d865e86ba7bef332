package rst

import (
	"strconv"

	"lectern/lessons/doc"
)

// target is something that references may name: a section, an address, a place
// in the text, a note (RST spec, "Hyperlink Targets").
type target struct {
	name     string       // normalized; "" for anonymous ones
	explicit bool         // written as a target, which comes before the title of the same name
	uri      string       // external: the address
	indirect string       // indirect: the name it stands for
	chain    *target      // leads where this one leads
	before   *target      // internal target right before this internal one
	above    *doc.Heading // the title right below this internal target
	line     int
	file     string

	// The place of an internal target; at most one of them is set.
	heading *doc.Heading
	anchor  *doc.Anchor
	inline  *doc.Target
	note    *doc.Footnote
	id      string // wanted anchor; "" to make one of the name

	dest     string // what references to it lead to, when found
	state    targetState
	conflict bool // stands for several targets of one name
}

type targetState uint8

const (
	unknownTarget targetState = iota
	openTarget                // being looked up
	goodTarget
	deadTarget
)

type targets struct {
	list          []*target
	byName        map[string]*target
	anonymous     []*target
	anonymousRefs int
	ids           map[string]bool
	nextID        map[string]int
}

// addTarget registers a target under its name. A name that two explicit
// targets want leads nowhere; a written target takes the name from a section;
// two sections of one title cannot be named (RST spec, "Implicit Hyperlink
// Targets").
func (p *parser) addTarget(t *target) *target {
	ts := &p.targets
	ts.list = append(ts.list, t)
	if t.name == "" {
		return t
	}
	old := ts.byName[t.name]
	switch {
	case old == nil || t.explicit && !old.explicit:
		ts.byName[t.name] = t
	case t.explicit:
		if !old.conflict && (t.uri != "" && t.uri == old.uri || t.indirect != "" && t.indirect == old.indirect) {
			break
		}
		p.problem(doc.Info, t.line, 0, "duplicate-target", "two targets are named %q, references to it lead nowhere", t.name)
		ts.byName[t.name] = &target{name: t.name, explicit: true, conflict: true}
	case !old.explicit:
		ts.byName[t.name] = &target{name: t.name, conflict: true}
	}
	return t
}

// giveIDs gives out the anchors of the page: headings first, so that a
// section's anchor depends on nothing but its title.
func (p *parser) giveIDs() {
	p.targets.ids = make(map[string]bool, len(p.targets.list))
	p.targets.nextID = map[string]int{}
	for _, s := range p.sections.list {
		s.heading.ID = p.newID(doc.Slug(s.title))
	}
	for _, t := range p.targets.list {
		switch {
		case t.heading != nil:
			t.id = t.heading.ID
		case t.uri != "" || t.indirect != "":
		default:
			if t.id == "" {
				t.id = doc.Slug(t.name)
			}
			p.placeID(t)
		}
	}
}

func (p *parser) placeID(t *target) {
	switch {
	case t.above != nil && t.id == t.above.ID:
	case t.anchor != nil:
		t.id = p.newID(t.id)
		t.anchor.ID = t.id
	case t.inline != nil:
		t.id = p.newID(t.id)
		t.inline.ID = t.id
	case t.note != nil:
		t.id = p.newID(t.id)
		t.note.ID = t.id
	}
}

// newID returns base or, when that is taken, base with the first free number.
func (p *parser) newID(base string) string {
	if p.host != nil {
		return p.host.NewID(base)
	}
	id := base
	for n := max(p.targets.nextID[base], 2); p.targets.ids[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
		p.targets.nextID[base] = n + 1
	}
	p.targets.ids[id] = true
	return id
}

// destination finds where a reference leads; why says what is wrong with it.
func (p *parser) destination(r *refInline) (dest, why string) {
	var t *target
	switch {
	case r.anonymous == 0:
		if t = p.targets.byName[r.name]; t == nil {
			return "", "has no target"
		}
	case p.targets.anonymousRefs != len(p.targets.anonymous):
		return "", "is anonymous, and the page has not as many anonymous targets as references"
	default:
		t = p.targets.anonymous[r.anonymous-1]
	}
	if t.conflict {
		return "", "fits several targets"
	}
	if p.follow(t); t.state == goodTarget {
		return t.dest, ""
	}
	return "", "leads to a target that leads nowhere"
}

// follow finds the destination of a target, through any targets that it refers to.
func (p *parser) follow(t *target) {
	var path []*target
	for t.state == unknownTarget {
		t.state = openTarget
		path = append(path, t)
		switch {
		case t.uri != "":
			t.dest, t.state = t.uri, goodTarget
		case t.chain != nil:
			t = t.chain
		case t.indirect != "":
			next := p.targets.byName[t.indirect]
			if next == nil || next.conflict {
				p.problemIn(t.file, doc.Warning, t.line, 0, "unresolved-reference", "the target %q stands for %q, which does not exist", t.name, t.indirect)
				t.state = deadTarget
				break
			}
			t = next
		case t.id != "":
			t.dest, t.state = "#"+t.id, goodTarget
		default:
			t.state = deadTarget
		}
	}
	if t.state == openTarget {
		p.problemIn(t.file, doc.Warning, t.line, 0, "unresolved-reference", "the target %q stands for itself", t.name)
		t.state = deadTarget
	}
	for _, x := range path {
		x.dest, x.state = t.dest, t.state
	}
}
