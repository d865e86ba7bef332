package loosexml

import (
	"html"
	"iter"
	"strings"
)

// Element is an element of a file. Prefixes of namespaces are left out of its names.
type Element struct {
	Name  string
	Attrs []Attr
	Nodes []Node // its content, in order
	Line  int    // of its start tag, from 1
	Whole bool   // its end tag was there
}

// Attr is an attribute; of two with the same name the first counts.
type Attr struct{ Name, Value string }

// Node is a run of text, or an element.
type Node struct {
	Text    string
	Element *Element
}

// Attr returns the value of an attribute, "" if there is none.
func (e *Element) Attr(name string) string {
	v, _ := e.Has(name)
	return v
}

// Has returns the value of an attribute, and whether there is one.
func (e *Element) Has(name string) (value string, ok bool) {
	if e == nil {
		return "", false
	}
	for _, a := range e.Attrs {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// Child returns the first child of that name, nil if there is none. The child of nil is nil.
func (e *Element) Child(name string) *Element {
	for c := range e.All(name) {
		return c
	}
	return nil
}

// Path returns the first child of the first child, and so on; nil if one is missing.
func (e *Element) Path(names ...string) *Element {
	for _, n := range names {
		e = e.Child(n)
	}
	return e
}

// All yields the children of these names, in order; all children where no name is given.
func (e *Element) All(names ...string) iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		if e == nil {
			return
		}
		for _, n := range e.Nodes {
			if n.Element != nil && isOne(n.Element.Name, names) && !yield(n.Element) {
				return
			}
		}
	}
}

// Within yields the elements of these names at any depth, each before what is in it.
func (e *Element) Within(names ...string) iter.Seq[*Element] {
	return func(yield func(*Element) bool) { e.within(names, yield) }
}

func (e *Element) within(names []string, yield func(*Element) bool) bool {
	for c := range e.All() {
		if isOne(c.Name, names) && !yield(c) || !c.within(names, yield) {
			return false
		}
	}
	return true
}

// First returns the first element of these names at any depth, nil if there is none.
func (e *Element) First(names ...string) *Element {
	for c := range e.Within(names...) {
		return c
	}
	return nil
}

func isOne(name string, names []string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return len(names) == 0
}

// Text returns the text of the element itself, without that of elements in it and without white space
// around it.
func (e *Element) Text() string {
	if e == nil {
		return ""
	}
	if len(e.Nodes) == 1 { // nearly always
		return strings.TrimSpace(e.Nodes[0].Text)
	}
	var b strings.Builder
	for _, n := range e.Nodes {
		b.WriteString(n.Text)
	}
	return strings.TrimSpace(b.String())
}

// Markup returns the content with the elements in it written as tags again, and whether there were any: what a text
// with HTML meant whose tags nobody escaped. Elements of the names in without are left out.
func (e *Element) Markup(without ...string) (source string, tags bool) {
	if e == nil {
		return "", false
	}
	var b strings.Builder
	for _, n := range e.Nodes {
		if n.Element == nil {
			continue
		}
		if len(without) == 0 || !isOne(n.Element.Name, without) {
			tags = true
		}
	}
	if !tags {
		return e.Text(), false
	}
	e.write(&b, without)
	return strings.TrimSpace(b.String()), true
}

func (e *Element) write(b *strings.Builder, without []string) {
	for _, n := range e.Nodes {
		c := n.Element
		if c == nil {
			b.WriteString(n.Text)
			continue
		}
		if len(without) > 0 && isOne(c.Name, without) {
			continue
		}
		b.WriteString("<" + c.Name)
		for _, a := range c.Attrs {
			b.WriteString(" " + a.Name + `="` + html.EscapeString(a.Value) + `"`)
		}
		b.WriteString(">")
		if !standsAlone(c.Name) {
			c.write(b, without)
			b.WriteString("</" + c.Name + ">")
		}
	}
}

// standsAlone reports whether HTML knows the element without an end tag.
func standsAlone(name string) bool {
	switch strings.ToLower(name) {
	case "br", "img", "hr", "wbr":
		return true
	}
	return false
}
