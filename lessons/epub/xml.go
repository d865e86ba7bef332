package epub

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"path"
	"strings"

	nethtml "golang.org/x/net/html"

	"lectern/lessons/text"
)

// element is an element of an XML file.
type element struct {
	name  string // without its prefix
	attrs map[string]string
	text  string // of its own, not that of the elements in it
	whole string // with that, as far as it is a title
	kids  []*element
}

// The bounds on the elements of a file.
const (
	maxDepth    = 200
	maxElements = 300_000
)

// parse reads XML as tolerantly as package xml can: what is not well-formed ends the file. Entities
// that are not XML's or HTML's stay as they are written, so that none can grow.
func parse(src []byte) *element { return parseClosing(src, nil) }

// parsePage is parse for a page, in which elements of HTML that hold nothing may lack their end.
func parsePage(src []byte) *element { return parseClosing(src, xml.HTMLAutoClose) }

func parseClosing(src []byte, autoClose []string) *element {
	src, _ = text.Decode(src)
	if bytes.HasPrefix(bytes.TrimSpace(src), []byte("<?xml")) {
		_, src, _ = bytes.Cut(src, []byte("?>")) // which may say what is no longer so, as an encoding
	}
	d := xml.NewDecoder(bytes.NewReader(src))
	d.Strict = false
	d.AutoClose = autoClose
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	root := &element{}
	open := []*element{root}
	deeper := 0 // elements that are too deep
	for n := 0; n < maxElements; {
		tok, err := d.Token()
		if err != nil {
			return root
		}
		top := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n++
			if len(open) >= maxDepth {
				deeper++
				continue
			}
			e := &element{name: tok.Name.Local}
			for _, a := range tok.Attr {
				if e.attrs == nil {
					e.attrs = map[string]string{}
				}
				if _, seen := e.attrs[a.Name.Local]; !seen {
					e.attrs[a.Name.Local] = nethtml.UnescapeString(a.Value)
				}
			}
			top.kids = append(top.kids, e)
			open = append(open, e)
		case xml.EndElement:
			if deeper > 0 {
				deeper--
			} else if len(open) > 1 {
				open = open[:len(open)-1]
			}
		case xml.CharData:
			for _, e := range open[max(1, len(open)-8):] { // what a title is written in is not deeper
				if len(e.whole) < maxText {
					e.whole += string(tok)
				}
			}
			if len(top.text) < maxText {
				top.text += string(tok)
			}
		}
	}
	return root
}

// maxText bounds the text of one element that is kept: a title, a path.
const maxText = 2000

// said returns the text of an element with that of the elements in it.
func (e *element) said() string { return text.OneLine(nethtml.UnescapeString(e.whole)) }

// all returns the elements of a name inside one, but for those inside such.
func (e *element) all(name string) (out []*element) {
	for _, k := range e.kids {
		if k.name == name {
			out = append(out, k)
		} else {
			out = append(out, k.all(name)...)
		}
	}
	return out
}

// split divides an address into the file and the place in it.
func split(href string) (file, place string) {
	file, place, _ = strings.Cut(strings.TrimSpace(href), "#")
	if s, err := url.PathUnescape(place); err == nil {
		place = s
	}
	return file, place
}

// inside returns the path of the file that an address in a folder names; "" if it is none of the book.
func inside(dir, href string) string {
	href = strings.TrimSpace(href)
	if href == "" || strings.Contains(href, "://") {
		return ""
	}
	if s, err := url.PathUnescape(href); err == nil {
		href = s
	}
	name := path.Join(dir, href)
	if strings.HasPrefix(href, "/") {
		name = strings.TrimPrefix(path.Clean(href), "/")
	}
	if name == "." || name == ".." || strings.HasPrefix(name, "../") {
		return ""
	}
	return name
}
