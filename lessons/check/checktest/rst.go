package checktest

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

const rstPrefix = `^[ \t]*(?:(?:[-*+•‣⁃]|\(?[0-9A-Za-z#]{1,5}[.)]|:[^:]+:)[ \t]+)*`

var (
	rstMarked    = regexp.MustCompile(rstPrefix)
	rstExplicit  = regexp.MustCompile(`(?:` + rstPrefix + `|^.*?(?:  |[|] ))(\.\.)(?:[ \t\f\v]+(.*))?$`)
	rstDirective = regexp.MustCompile(`^([A-Za-z0-9](?:[A-Za-z0-9_.+:-]*[A-Za-z0-9])?) ?::(?:[ \t]+(.*))?$`)
	rstNote      = regexp.MustCompile(`^\[([^\]\s]+)\](?:[ \t]|$)`)
	rstTarget    = regexp.MustCompile("^_(`[^`]*`|(?:\\\\.|[^:\\\\])*|_):(?:[ \\t]|$)")
	rstDefine    = regexp.MustCompile(`^\|([^|]+)\|[ \t]+([A-Za-z0-9_.+:-]+)::(?:[ \t]|$)`)
	rstField     = regexp.MustCompile(`^[ \t]*:((?:\\.|[^:\\])(?:\\.|[^\\:]|:[^ \t])*?):(?:[ \t]+(.*))?$`)

	rstRole      = regexp.MustCompile("(:[A-Za-z0-9](?:[A-Za-z0-9_.+:-]*[A-Za-z0-9])?:)`|`(:[A-Za-z0-9](?:[A-Za-z0-9_.+:-]*[A-Za-z0-9])?:)")
	rstEmbedded  = regexp.MustCompile("(?:^|`)[^`<]*<([^<>`]+)>`")
	rstRoleFor   = regexp.MustCompile("(?::`[^`<]*|^[ \t]*)<([^<>`]+)>`(?:[^_]|$)")
	rstCharacter = regexp.MustCompile(`(?:0x|x|\\x|U\+?|u\+?|\\u)[0-9a-fA-F]+|&#x[0-9a-fA-F]+;|\b[0-9]+\b|\.\. .*`)
	rstLabel     = regexp.MustCompile(`\[(#[^\]]*|\*)\]_`)
	rstReplaced  = regexp.MustCompile(`\|([^|\s](?:[^|]*[^|\s])?)\|`)
	rstShort     = regexp.MustCompile(`~([A-Za-z0-9_.]+)\.[A-Za-z0-9_]+` + "`") // the last part is shown
	rstSpan      = regexp.MustCompile(":[cr]span:`([0-9]+)`")
	rstIcon      = regexp.MustCompile(":(?:octicon|fa[a-z-]*|material-[a-z]+):`([^`]*)`")
	rstRolesHide = regexp.MustCompile(`:(?:doc|ref|numref|any|eq|download):` + "`" + `([^` + "`" + `<]*)` + "`")
)

// The directives by what their arguments and contents are.
var (
	rstPaths = words(`image figure kernel-image kernel-figure include literalinclude quiz csv-table`)
	// rstQuiet have an argument that says how something looks, or what a page or thing is called elsewhere.
	rstQuiet = words(`code code-block sourcecode console highlight highlightlang prompt testcode testoutput testsetup doctest class
		rst-class cssclass container role default-role raw only ifconfig index currentmodule module py:module py:currentmodule
		grid grid-item tab-set tab-set-code tabs card-carousel div default-domain tabularcolumns productionlist sectnum meta title date sectionauthor moduleauthor codeauthor toctree`)
	rstCode = words(`code code-block sourcecode console highlight prompt testcode testoutput doctest math productionlist
		literalinclude quiz csv-table graphviz digraph mermaid`)
	rstHidden = words(`meta index title testsetup testcleanup sectionauthor moduleauthor codeauthor tabularcolumns role default-role`)
	// rstTexts are the options whose values are read.
	rstTexts = words(`alt caption subtitle header title target attribution type value default`)
)

// RST excuses what is no text in a page in reStructuredText.
func (s *source) rst() {
	lines := s.lines()
	s.docinfo(lines)
	for i := 0; i < len(lines); {
		l := lines[i]
		text := s.at(l)
		switch m := rstExplicit.FindStringSubmatchIndex(text); {
		case m != nil:
			i = s.explicit(lines, i, m)
			continue
		case strings.HasPrefix(strings.TrimLeft(text, " \t"), "__ "):
			s.indirect(lines, i, i+1)
			s.address(l.from, l.to)
		case strings.HasSuffix(strings.TrimRight(text, " \t"), "::"):
			s.rstInline(l)
			i = s.literal(lines, i)
			continue
		}
		s.rstInline(l)
		i++
	}
}

// docinfo excuses the fields behind the title of the page.
//
// An abstract and a dedication are shown (RST spec, "Bibliographic Fields").
func (s *source) docinfo(lines []line) {
	i, titles, shown := 0, 0, false
	for ; i < len(lines); i++ {
		text := strings.TrimSpace(s.at(lines[i]))
		switch {
		case text == "", strings.HasPrefix(text, ".."), strings.Trim(text, text[:1]) == "" && !isWordByte(text[0]):
			if text != "" && text[0] == '.' {
				i = s.body(lines, i, s.indent(lines[i])) - 1
			}
			continue
		case rstField.MatchString(s.at(lines[i])):
			for ; i < len(lines) && (s.blank(lines[i]) || s.indent(lines[i]) > 0 || rstField.MatchString(s.at(lines[i]))); i++ {
				if m := rstField.FindStringSubmatchIndex(s.at(lines[i])); m != nil && s.indent(lines[i]) == 0 {
					name := strings.ToLower(s.at(lines[i])[m[2]:m[3]])
					shown = name == "abstract" || name == "dedication"
					s.excuse(lines[i].from+m[2], lines[i].from+m[3], Name)
				}
				if !shown {
					s.excuse(lines[i].from, lines[i].to, Metadata)
				}
			}
			return
		}
		if titles++; titles > 2 {
			return
		}
	}
}

func isWordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// body returns the line behind those that belong to the construct of line i: blank
// ones and those that stand further in.
func (s *source) body(lines []line, i, indent int) int {
	end := i + 1
	for k := i + 1; k < len(lines); k++ {
		if s.blank(lines[k]) {
			continue
		}
		if s.indent(lines[k]) <= indent {
			break
		}
		end = k + 1
	}
	return end
}

// literal passes over the literal block behind line i, which ends in "::".
func (s *source) literal(lines []line, i int) int {
	next := i + 1
	for next < len(lines) && s.blank(lines[next]) {
		next++
	}
	indent := s.indent(lines[i])
	if m := rstMarked.FindString(s.at(lines[i])); m != "" && !strings.Contains(m, "\t") {
		indent = utf8.RuneCountInString(m)
	}
	if next == i+1 || next == len(lines) || s.indent(lines[next]) <= indent {
		return i + 1
	}
	return s.body(lines, i, indent)
}

// explicit excuses what is no text in an explicit markup block, and returns the line
// at which what is left of it goes on.
func (s *source) explicit(lines []line, i int, m []int) int {
	l := lines[i]
	indent := m[2] // the column of the dots
	if tabs := strings.Count(s.at(l)[:m[2]], "\t"); tabs > 0 {
		indent = s.indent(l)
	}
	rest, at := "", l.to
	if m[4] >= 0 {
		rest, at = s.at(l)[m[4]:m[5]], l.from+m[4]
	}
	switch {
	case rest == "" && (i+1 == len(lines) || s.blank(lines[i+1])):
		return i + 1 // an empty comment
	case rstNote.MatchString(rest):
		n := rstNote.FindStringSubmatchIndex(rest)
		if strings.ContainsAny(rest[n[2]:n[2]+1], "#*") {
			s.excuse(at+n[2], at+n[3], Label)
		}
		s.rstInline(line{at, l.to})
		return i + 1
	case strings.HasPrefix(rest, "__"):
		s.indirect(lines, i, s.body(lines, i, indent))
		s.address(at, lines[s.body(lines, i, indent)-1].to)
		return i + 1
	case rstTarget.MatchString(rest):
		n := rstTarget.FindStringSubmatchIndex(rest)
		s.excuse(at+n[2], at+n[3], Label)
		s.indirect(lines, i, s.body(lines, i, indent))
		s.address(at+n[1], lines[s.body(lines, i, indent)-1].to)
		if !s.used(strings.Trim(rest[n[2]:n[3]], "`")) {
			s.excuse(at, lines[s.body(lines, i, indent)-1].to, Label)
		}
		return i + 1
	case rstDefine.MatchString(rest):
		n := rstDefine.FindStringSubmatchIndex(rest)
		s.excuse(at+n[2], at+n[5], Label)
		name := rest[n[2]:n[3]]
		if strings.Count(strings.ToLower(string(s.text)), "|"+strings.ToLower(name)+"|") < 2 {
			s.excuse(at, lines[s.body(lines, i, indent)-1].to, Label) // nothing shows it
		}
		switch rest[n[4]:n[5]] {
		case "date":
			s.excuse(at+n[5], l.to, Option)
		case "unicode":
			for _, m := range rstCharacter.FindAllStringIndex(rest[n[5]:], -1) {
				s.excuse(at+n[5]+m[0], at+n[5]+m[1], Name)
			}
		}
		s.options(lines, i+1, indent)
		s.rstInline(line{at + n[5], l.to})
		return i + 1
	case rstDirective.MatchString(rest):
		n := rstDirective.FindStringSubmatchIndex(rest)
		return s.directive(lines, i, indent, at, n)
	}
	end := s.body(lines, i, indent)
	s.excuse(l.from, lines[end-1].to, Comment)
	return end
}

// indirect excuses what a target on some lines names, where that is another target.
func (s *source) indirect(lines []line, i, end int) {
	from, to := lines[i].from, lines[end-1].to
	text := strings.TrimSpace(string(s.text[from:to]))
	if strings.HasSuffix(text, "_") && !strings.HasSuffix(text, `\_`) {
		s.excuse(from, to, Label)
	}
}

// used reports whether a reference to a target stands anywhere.
func (s *source) used(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, ""))
	text := []byte(strings.ToLower(string(s.text)))
	for i := range min(len(text), len(s.why)) {
		if s.why[i] == Metadata || s.why[i] == Comment {
			text[i] = '.'
		}
	}
	return refers(string(text), name)
}

func refers(text, name string) bool {
	return strings.Contains(text, name+"_") || strings.Contains(text, name+"`_") || strings.Contains(text, name+"_>`")
}

// directive excuses what is no text in a directive, and returns the line to go on from.
func (s *source) directive(lines []line, i, indent, at int, n []int) int {
	l := lines[i]
	name := strings.ToLower(string(s.text[at+n[2] : at+n[3]]))
	s.excuse(at+n[2], at+n[3], Name)
	if n[4] >= 0 {
		switch {
		case s.text[at+n[4]] == ':' && rstField.MatchString(string(s.text[at+n[4]:l.to])):
			s.excuse(at+n[4], l.to, Option)
		case rstPaths[name] && name != "csv-table":
			s.excuse(at+n[4], l.to, File)
		case rstQuiet[name]:
			s.excuse(at+n[4], l.to, Option)
		case name == "code-tab": // the language, and what is said of it
			lang, _, _ := strings.Cut(string(s.text[at+n[4]:l.to]), " ")
			s.excuse(at+n[4], at+n[4]+len(lang), Language)
		default:
			s.rstInline(line{at + n[4], l.to})
		}
	}
	end := s.body(lines, i, indent)
	switch {
	case name == "raw":
		return end // told
	case rstHidden[name]:
		s.excuse(l.to, lines[end-1].to, Metadata)
		return end
	case name == "toctree":
		s.excuse(l.to, lines[end-1].to, File)
		s.options(lines, i+1, indent)
		return end
	}
	first := i + 1
	for rstPaths[name] && first < end && !s.blank(lines[first]) && !rstField.MatchString(s.at(lines[first])) {
		s.excuse(lines[first].from, lines[first].to, File) // a long name
		first++
	}
	k := s.options(lines, first, indent)
	if name == "quiz" && k < end {
		format := regexp.MustCompile(`:format:[ \t]*(\w+)`).FindStringSubmatch(string(s.text[l.from:lines[k].from]))
		s.as(lines[k].from, lines[end-1].to, bankReader(strings.Join(append(format, "", "")[1:2], "")))
	}
	if name == "parsed-literal" {
		for _, l := range lines[k:end] {
			s.rstInline(l)
		}
		return end
	}
	if rstCode[name] {
		return end
	}
	return k
}

// options excuses the options of a directive from a line on, and returns the line
// behind them.
func (s *source) options(lines []line, i, indent int) int {
	first := i
	for i < len(lines) && !s.blank(lines[i]) && s.indent(lines[i]) > indent {
		m := rstField.FindStringSubmatchIndex(s.at(lines[i]))
		if m == nil {
			if i++; i-first > 20 {
				break
			}
			continue
		}
		l := lines[i]
		name := strings.ToLower(s.at(l)[m[2]:m[3]])
		s.excuse(l.from+m[2], l.from+m[3], Name)
		end := i + 1
		for end < len(lines) && !s.blank(lines[end]) && s.indent(lines[end]) > s.indent(l) {
			end++
		}
		if !rstTexts[name] && m[4] >= 0 {
			s.excuse(l.from+m[4], lines[end-1].to, Option)
		} else {
			for _, l := range lines[i:end] {
				s.rstInline(l)
			}
			if name == "target" {
				s.address(l.from+max(m[4], 0), lines[end-1].to)
				if strings.HasSuffix(strings.TrimSpace(s.at(lines[end-1])), "_") {
					s.excuse(l.from+max(m[4], 0), lines[end-1].to, Label)
				}
			}
		}
		i = end
		first = i
	}
	return first
}

// rstInline excuses what is no text inside running text, and takes escaped blanks out.
func (s *source) rstInline(l line) {
	text := s.at(l)
	for _, m := range rstRole.FindAllStringSubmatchIndex(text, -1) {
		for _, g := range []int{2, 4} {
			if m[g] >= 0 {
				s.excuse(l.from+m[g], l.from+m[g+1], Name)
			}
		}
	}
	for _, m := range rstEmbedded.FindAllStringSubmatchIndex(text, -1) {
		if label := text[m[2]:m[3]]; !strings.ContainsAny(label, ":/@.") {
			s.excuse(l.from+m[2], l.from+m[3], Label)
		} else {
			s.address(l.from+m[2], l.from+m[3])
		}
	}
	for _, re := range []*regexp.Regexp{rstRoleFor, rstRolesHide, rstIcon, rstShort, rstSpan, rstLabel} {
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			s.excuse(l.from+m[2], l.from+m[3], Label)
		}
	}
	for _, m := range rstReplaced.FindAllStringSubmatchIndex(text, -1) {
		if strings.Contains(strings.ToLower(string(s.text)), ".. |"+strings.ToLower(text[m[2]:m[3]])+"| ") {
			s.excuse(l.from+m[2], l.from+m[3], Label)
		}
	}
	for i := l.from; i+1 < l.to; i++ {
		if s.text[i] == '\\' {
			if c := s.text[i+1]; c == ' ' {
				s.text[i], s.text[i+1] = gone, gone
			}
			i++
		}
	}
}
