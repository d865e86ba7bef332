package html

import (
	"bytes"
	"strings"
)

// otherTags are the elements of HTML, MathML and its predecessors that no other
// table names.
var otherTags = setOf(`a abbr acronym applet area audio base basefont bdi bdo bgsound big blink br button canvas code col colgroup
	data datalist dir embed font frame frameset hgroup iframe img input keygen label link map mark marquee meta meter nobr noembed
	noframes noscript object optgroup option output param picture plaintext portal progress q rb rp rt rtc ruby samp search select
	slot small source span textarea time track tt video wbr xmp
	math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover
	mtable mtr mtd mstyle merror mpadded mphantom mfenced menclose mmultiscripts`)

// bareLetters are the elements of one letter whose tags people write without
// meaning them, as in "a<b" or "row <i>"; nobody leaves them open on purpose.
var bareLetters = setOf("b i s u q")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

func isElement(name string) bool {
	_, style := styleTags[name]
	return style || blockTags[name] || droppedTags[name] || otherTags[name] || voidTags[name]
}

// Strange says how a start tag is read that HTML does not know or that was no tag
// to its author.
type Strange int

// The ways to read a tag.
const (
	Usual  Strange = iota // as HTML has it
	Text                  // it was meant as text, as <T> and a<b and c>d
	Passed                // it belongs to another system: its content is shown, the tag is not
)

// StrangeTag tells how a start tag is read. before is the character in front of it;
// ended reports whether an end tag of that name follows.
func StrangeTag(tag string, before byte, ended func(name string) bool) Strange {
	name, _, end := readTag(tag)
	if name == "" || end {
		return Usual
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(tag, "<"), ">")
	valued := strings.ContainsRune(inner, '=') || strings.HasSuffix(inner, "/")
	named := len(inner) > len(name) && !valued // attributes without values
	switch {
	case isElement(name):
		glued := named && isWordByte(before)
		if (glued || !named && !valued && bareLetters[name]) && !ended(name) {
			return Text
		}
		return Usual
	case valued, ended(name), strings.ContainsAny(name, "-:."):
		return Passed
	}
	return Text
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == ')' || c == ']'
}

// endedTags returns the names, in lower case, of the end tags in a fragment.
func endedTags(src []byte) map[string]bool {
	ended := map[string]bool{}
	for {
		i := bytes.Index(src, []byte("</"))
		if i < 0 {
			return ended
		}
		src = src[i+2:]
		n := bytes.IndexAny(src, "> \t\n")
		if n > 0 && n <= maxTagName {
			ended[strings.ToLower(string(src[:n]))] = true
		}
	}
}

// maxTagName bounds the names of tags that are compared.
const maxTagName = 40

// EachStrange calls f for each start tag of a fragment that is not read as HTML has
// it, with the offset at which it begins, in order. Of a page, a line that is
// nothing but a tag belongs to another system, which closes it further down.
func EachStrange(src []byte, page bool, f func(at int, tag string, how Strange)) {
	if bytes.IndexByte(src, '<') < 0 {
		return
	}
	var ended map[string]bool
	eachTag(src, func(at int, tag []byte) {
		if usual(tag) {
			return
		}
		if ended == nil {
			ended = endedTags(src)
		}
		before := byte(0)
		if at > 0 {
			before = src[at-1]
		}
		if how := StrangeTag(string(tag), before, func(name string) bool { return ended[name] }); how != Usual {
			if page && how == Text && alone(src, at, len(tag)) {
				how = Passed
			}
			f(at, string(tag), how)
		}
	})
}

// alone reports whether n bytes at an offset are all of their line, but for a few blanks.
func alone(src []byte, at, n int) bool {
	const blanks, most = " \t", 100
	before := src[max(0, at-most):at]
	after := src[at+n : min(len(src), at+n+most)]
	before, after = bytes.TrimRight(before, blanks), bytes.TrimLeft(after, blanks)
	return (len(before) == 0 || before[len(before)-1] == '\n') && (len(after) == 0 || after[0] == '\n')
}

// usual reports, without a second look, of most tags that they are those of HTML.
func usual(tag []byte) bool {
	inner := tag[1 : len(tag)-1]
	name, rest, _ := bytes.Cut(inner, []byte(" "))
	return len(name) > 1 && isElement(string(name)) && (len(rest) == 0 || bytes.IndexByte(rest, '=') >= 0)
}

// eachTag calls f for what looks like a start tag, short enough to be one that was
// meant as text, outside comments and the elements whose content is no text.
func eachTag(src []byte, f func(at int, tag []byte)) {
	for at := 0; at < len(src); {
		i := bytes.IndexByte(src[at:], '<')
		if i < 0 {
			return
		}
		at += i
		rest := src[at:]
		if bytes.HasPrefix(rest, []byte("<!--")) {
			end := bytes.Index(rest, []byte("-->"))
			if end < 0 {
				return
			}
			at += end + 3
			continue
		}
		end := tagEnd(rest)
		if end < 0 {
			at++
			continue
		}
		tag := rest[:end+1]
		at += end + 1
		if name, dropped := droppedBy(tag); dropped {
			if at = endOf(src, at, name); at < 0 {
				return
			}
			continue
		}
		f(at-len(tag), tag)
	}
}

// droppedBy returns the name of a tag whose element is no text of the page.
func droppedBy(tag []byte) (name string, dropped bool) {
	for name := range droppedTags {
		if len(tag) > len(name)+1 && bytes.EqualFold(tag[1:len(name)+1], []byte(name)) && bytes.IndexByte([]byte(" >/\n\t"), tag[len(name)+1]) >= 0 {
			return name, true
		}
	}
	return "", false
}

// endOf returns where the end tag of an element begins, at or behind an offset; -1
// if there is none.
func endOf(src []byte, at int, name string) int {
	for {
		i := bytes.Index(src[at:], []byte("</"))
		if i < 0 {
			return -1
		}
		if at += i; len(src) >= at+2+len(name) && bytes.EqualFold(src[at+2:at+2+len(name)], []byte(name)) {
			return at
		}
		at += 2
	}
}

// tagEnd returns the index of the ">" of a start tag that text begins with, -1 if it
// begins with none, or with one that is longer than people write.
func tagEnd(text []byte) int {
	const longest = 1000
	if len(text) < 3 || text[1]|0x20 < 'a' || text[1]|0x20 > 'z' {
		return -1
	}
	quote := byte(0)
	for i := 2; i < min(len(text), longest); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case c == '<':
			return -1
		case (c == '"' || c == '\'') && text[i-1] == '=':
			quote = c
		}
	}
	return -1
}
