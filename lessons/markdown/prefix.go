package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/util"

	"lectern/lessons/text"
)

// Prefix returns the length of a first part of a page that can be parsed alone:
// the blocks of Parse(src[:n]) are the first blocks of Parse(src), the anchors of
// its headings included, except for what the rest of the page defines (link
// references and footnotes) and a title that comes only there. n is at least
// size where possible, and len(src) if there is no place to cut that is certain.
//
// It is for pages so long that a reader would notice the wait: the first part
// can be shown while the whole is parsed. It looks at each line once and stops
// at the first place after size.
//
// The cut is before a heading "# …" at the margin after a blank line. Such a line
// ends every block around it but code between fences, the kinds of raw HTML that
// go on over blank lines, and fenced admonitions. Where the scan cannot tell
// whether the line is in one of them it gives up rather than guess. What is
// blank, a fence or raw HTML is what goldmark takes for it: a line that holds a
// form feed is not blank, and "<!doctype" opens nothing. A page in a dialect of a tool
// is never cut. src is UTF-8 without a byte order mark.
func Prefix(src []byte, size int, opt Options) int {
	if dialectsOf(src, opt) != 0 {
		return len(src)
	}
	start := min(len(src), size+maxHead+1024)
	if i := bytes.IndexByte(src[start:], '\n'); i >= 0 {
		start += i + 1
	} else {
		start = len(src)
	}
	n := len(src)
	eachCut(src, readHead(text.Normalize(src[:start])).count, func(at int) bool {
		if at >= size {
			n = at
		}
		return at < size
	})
	return n
}

// eachCut calls f with the offsets at which a page may be cut (see Prefix), in
// order, until f returns false or no further one is certain. head is how many
// lines of front matter the page begins with.
func eachCut(src []byte, head int, f func(at int) bool) {
	var s prefixScan
	for at := 0; at < len(src); {
		end := bytes.IndexByte(src[at:], '\n') + at + 1
		if end == at {
			end = len(src)
		}
		line := bytes.TrimSuffix(bytes.TrimSuffix(src[at:end], []byte{'\n'}), []byte{'\r'})
		switch {
		case head > 0:
			head--
		case bytes.IndexByte(line, '\r') >= 0:
			return // lines that end with CR alone
		case mayInclude(line):
			return // what is included may open anything
		default:
			cut, ok := s.line(line)
			if !ok || cut && !f(at) {
				return
			}
		}
		at = end
	}
}

// mayInclude reports whether there may be a directive in a line that stands for
// something else (see include.go). Other tools write other things between "{{"
// and "}}", and the line by which mdBook asks for questions stays as it is.
func mayInclude(line []byte) bool {
	if hasScissors(line) {
		return true
	}
	for {
		i := bytes.Index(line, []byte("{{"))
		if i < 0 {
			return false
		}
		escaped := i > 0 && line[i-1] == '\\'
		line = line[i+1:] // a third brace may follow
		inner := bytes.TrimLeft(line[1:], " \t")
		if bytes.HasPrefix(inner, []byte{'#'}) && (escaped || !bytes.HasPrefix(inner, []byte("#quiz "))) {
			return true
		}
	}
}

// prefixScan is the state of a scan for cuts, after the lines read so far.
type prefixScan struct {
	text   bool   // the line before is not blank
	html   bool   // a line since the last blank one began with "<"
	fence  byte   // the character of the open fence
	length int    // of the open fence
	raw    []byte // what ends the open raw HTML
	indent int    // of the fence or HTML: if there is any, it may be inside a list
}

var rawHTMLOpen = text.Pattern(`^<(?:((?i:script|pre|style|textarea))(?:\s|>|/>|$)|!--|\?|!\[CDATA\[|![A-Z])`)
var rawHTMLEnd = text.Pattern(`(?i)</(?:script|pre|style|textarea)>`)

// line takes the next line. cut reports that the page may be cut before it; ok
// is false when the scan no longer knows where it is.
func (s *prefixScan) line(line []byte) (cut, ok bool) {
	body := bytes.TrimLeft(line, " ")
	indent := len(line) - len(body)
	blank := util.IsBlank(line)
	if s.fence != 0 || s.raw != nil {
		return false, s.inside(line, body, indent, blank)
	}
	if blank {
		s.text, s.html = false, false
		return false, true
	}
	after := s.text
	s.text = true
	if indent > 3 {
		return false, true
	}
	switch body[0] {
	case '#':
		n := runLength(body, 7)
		return indent == 0 && !after && n <= 6 && (n == len(body) || body[n] == ' ' || body[n] == '\t'), true
	case ':':
		return false, !bytes.HasPrefix(body, []byte(":::"))
	case '`', '~':
		n := runLength(body, len(body))
		info := bytes.TrimSpace(body[n:])
		switch {
		case n < 3:
			return false, true
		case bytes.HasPrefix(info, []byte("admonish")), bytes.HasPrefix(info, []byte{'{'}):
			return false, false
		case body[0] == '`' && bytes.IndexByte(info, '`') >= 0:
			return false, true
		}
		s.fence, s.length, s.indent = body[0], n, indent
		return false, !s.html
	case '<':
		if m := rawHTMLOpen().FindSubmatch(body); m != nil {
			s.raw, s.indent = rawEnd(body, m[1]), indent
			if s.ended(line) {
				s.raw = nil
			}
			return false, !s.html
		}
		s.html = true
	}
	return false, true
}

// inside takes a line of a fence or of raw HTML.
func (s *prefixScan) inside(line, body []byte, indent int, blank bool) bool {
	if !blank && indent < s.indent {
		// In a list whose text stands further right the item ends here, and the
		// block with it; at the top level neither does.
		return false
	}
	switch {
	case s.raw != nil:
		if s.ended(line) {
			s.raw, s.text = nil, true
		}
	case indent < 4 && len(body) > 0 && body[0] == s.fence:
		if n := runLength(body, len(body)); n >= s.length && util.IsBlank(body[n:]) {
			s.fence, s.text = 0, true
		}
	}
	return true
}

// rawEnd returns what ends the raw HTML that a line opens.
func rawEnd(body, tag []byte) []byte {
	switch {
	case len(tag) > 0:
		return []byte("</")
	case bytes.HasPrefix(body, []byte("<!--")):
		return []byte("-->")
	case body[1] == '?':
		return []byte("?>")
	case body[2] == '[':
		return []byte("]]>")
	}
	return []byte(">")
}

// ended reports whether a line ends the raw HTML.
func (s *prefixScan) ended(line []byte) bool {
	if string(s.raw) == "</" {
		return rawHTMLEnd().Match(line)
	}
	return bytes.Contains(line, s.raw)
}
