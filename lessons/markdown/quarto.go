package markdown

import (
	"bytes"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/util"

	"lectern/lessons/text"
)

// quarto is the Markdown of Quarto and R Markdown: Pandoc's, with code that is run when a page is
// made, callouts, shortcodes and references by "@" (Quarto, "Markdown Basics", "Cross References",
// "Shortcodes"). Nothing is run: what code would put out is not known here.
func quarto() dialect {
	return dialect{
		name: "quarto", tool: "Quarto",
		signs:   func(_ *opening, opt Options) bool { return isQuarto(opt) },
		rewrite: rewriteQuarto,
		inlines: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{util.Prioritized(scriptParser{}, 485)}
		},
		blocks: func() []util.PrioritizedValue {
			return []util.PrioritizedValue{
				util.Prioritized(placed{nested{colonFenceParser{loose: true, pandoc: true}}}, 69), util.Prioritized(placed{gridParser{}}, 68),
			}
		},
	}
}

// isQuarto reports whether a page is Quarto's, by its name or its folder.
func isQuarto(opt Options) bool {
	switch strings.ToLower(path.Ext(opt.Path)) {
	case ".qmd", ".rmd":
		return true
	}
	for _, name := range opt.Dialects {
		if name == "quarto" {
			return true
		}
	}
	return false
}

var (
	// quartoChunk is the head of code that is run, quartoOption one of its options in a line of
	// its own, chunkOption one in its head.
	quartoChunk  = text.Pattern("^([ \\t>]*)(`{3,}|~{3,})[ \\t]*\\{(=?)([A-Za-z][\\w.+-]*)[ \\t,]*([^{}\\n]*)\\}[ \\t]*$")
	quartoOption = text.Pattern(`^[ \t]*(?:#|//|--|%%|%|;|\*|'|!|<!--)\|[ \t]*([\w.-]+):[ \t]*(.*?)[ \t]*(?:-->)?$`)
	chunkOption  = text.Pattern(`([\w.-]+)[ \t]*=[ \t]*("[^"]*"|'[^']*'|[^,]*)`)
	quartoLabel  = text.Pattern(`^(fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|nte|tip|wrn|imp|cau)-[\w:.-]*\w`)
	quartoID     = text.Pattern(`\{[^{}\n]*#((?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr)-[\w:.-]+)[^{}\n]*\}|^[ \t]*(?:#|//|--|%%|%)\|[ \t]*label:[ \t]*["']?([\w:.-]+)|^[ \t>]*` + "`{3,}" + `\{\w+[ \t]+((?:fig|tbl|lst)-[\w:.-]+)`)
	quartoShort  = text.Pattern(`\{\{<[ \t]*/?([A-Za-z][\w-]*)[ \t]*([^{}\n]*?)[ \t]*/?>\}\}`)
	quartoShown  = text.Pattern(`\{(\{\{<[^{}\n]*>\}\})\}`)
	quartoCite   = text.Pattern(`\[(-?@[^\[\]\n]+|[^\[\]@\n]{1,80} -?@[^\[\]\n]+)\]|(^|[\s(])-?@([A-Za-z][\w:.-]*\w)`)
	citeKey      = text.Pattern(`-?@\{?([A-Za-z][\w:./-]*\w)\}?`)
	quartoCoded  = text.Pattern("`(?:\\{?(?:r|python|julia|ojs)\\}?[ \\t]+([^`\\n]+)|[^`\\n]+)`(\\{[=.][^{}\\n`]*\\})?")
	quartoHead   = text.Pattern(`^([ \t>]*:{3,})[ \t]*\{([^{}]*\.callout-([a-z]+)[^{}]*)\}[ \t:]*$`)
	quartoHidden = text.Pattern(`^[ \t>]*:{3,}[ \t]*\{[^{}]*(?:\.hidden\b|\.content-hidden[^{}]*when-format="html|\.content-visible[^{}]*(?:unless-format="html|when-format="(?:pdf|latex|docx|typst|epub|beamer|pptx)))`)
	pandocFence  = text.Pattern(`^[ \t>]*(:{3,})[ \t]*(\S.*)?$`)
	tableCaption = text.Pattern(`^[ \t]*(?::[ \t]+|Table:[ \t]*)(\S.*?)[ \t]*(\{[^{}]*\})?[ \t]*$`)
	linkLine     = text.Pattern(`^[ \t]*<a[ \t][^<>]*href="([^"<>\s()]+)"[^<>]*>[ \t]*$`)
	tagLine      = text.Pattern(`^[ \t]*</?(?:div|section|span|p|aside|article|details|figure)(?:[ \t][^<>]*)?>[ \t]*$`)
	texCommand   = text.Pattern(`^\\(?:newpage|pagebreak|clearpage|appendix|backmatter|mainmatter|frontmatter|printindex|tableofcontents)[ \t]*$`)
)

// labelWords are what is said of the kinds of things that references name.
var labelWords = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"fig": "Figure", "tbl": "Table", "sec": "Section", "eq": "Equation", "lst": "Listing", "thm": "Theorem", "lem": "Lemma", "cor": "Corollary",
		"prp": "Proposition", "cnj": "Conjecture", "def": "Definition", "exm": "Example", "exr": "Exercise", "sol": "Solution", "rem": "Remark",
		"nte": "Note", "tip": "Tip", "wrn": "Warning", "imp": "Important", "cau": "Caution",
	}
})

// quartoPass is a pass over the text of a page.
type quartoPass struct {
	*rewriting
	numbers map[string]int    // of the things that the page itself has, by their labels
	titles  map[string]string // of its sections that have one
}

func rewriteQuarto(r *rewriting) {
	q := quartoPass{rewriting: r, numbers: map[string]int{}, titles: map[string]string{}}
	q.count()
	q.lines()
	r.apply()
	q.words()
	r.bookdown()
	r.plainBrackets()
	r.inlineNotes()
	r.apply()
	rewriteCarpentries(r)
}

// count numbers the figures, tables and so on of the page in their order.
func (q *quartoPass) count() {
	kinds := map[string]int{}
	for line := range bytes.Lines(q.text) {
		if !bytes.Contains(line, []byte("-")) {
			continue
		}
		for _, m := range quartoID().FindAllSubmatch(line, -1) {
			label := string(m[1]) + string(m[2]) + string(m[3])
			if kind, _, _ := strings.Cut(label, "-"); labelWords()[kind] != "" && q.numbers[label] == 0 {
				kinds[kind]++
				q.numbers[label] = kinds[kind]
				if kind == "sec" && line[0] == '#' {
					q.titles[label] = strings.TrimSpace(strings.Trim(string(line[:bytes.IndexByte(line, '{')]), "# "))
				}
			}
		}
	}
}

// lines changes what is written by lines: code that is run, callouts with a heading as their
// title, parts for other outputs, captions.
func (q *quartoPass) lines() {
	var hidden int // how many fences are open inside what is hidden
	var fence fenceTracker
	formula := -1 // offset of the line that opens the formula at hand
	title := -1   // offset behind the head of a callout whose title may come
	for n := 0; n < len(q.rewriting.lines.starts); n++ {
		from, to := q.line(n)
		line := q.text[from:to]
		inside := fence.mark != 0
		code := fence.next(append(line[:len(line):len(line)], '\n'))
		if m := pandocFence().FindSubmatch(line); m != nil && !code {
			switch {
			case hidden > 0 && len(m[2]) == 0:
				hidden--
			case hidden > 0 || quartoHidden().Match(line):
				hidden++
			}
			if hidden > 0 || len(m[2]) == 0 && hidden == 0 && q.wasHidden(from) {
				q.hide(from, to)
				continue
			}
		}
		if hidden > 0 {
			q.hide(from, to)
			continue
		}
		if m := quartoChunk().FindSubmatchIndex(line); m != nil && !inside {
			n = q.chunk(n, m)
			fence = fenceTracker{}
			title = -1
			continue
		}
		if code {
			title = -1
			continue
		}
		switch {
		case quartoHead().Match(line):
			title = n
		case title >= 0 && len(bytes.TrimSpace(line)) > 0:
			if bytes.HasPrefix(bytes.TrimLeft(line, " >"), []byte("#")) {
				q.callout(title, n)
			}
			title = -1
		case linkLine().Match(line) && q.endsLink(n+2):
			m := linkLine().FindSubmatch(line)
			a, b := q.line(n + 1)
			_, end := q.line(n + 2)
			q.replace(from, end, "["+string(bytes.TrimSpace(q.text[a:b]))+"]("+string(m[1])+")")
			n += 2
		case tagLine().Match(line): // what stands in HTML is Markdown
			q.replace(to, to, "\n")
		case texCommand().Match(line):
			q.hide(from, to)
		case tableCaption().Match(line) && q.isCaption(n):
			m := tableCaption().FindSubmatch(line)
			if m[1][0] == '{' { // attributes alone
				m[1], m[2] = nil, m[1]
			}
			q.replace(from, to, quartoAnchor(m[2])+string(m[1]))
		case bytes.HasPrefix(bytes.TrimLeft(line, " >"), []byte("$$")) && !bytes.Contains(bytes.TrimLeft(line, " >$"), []byte("$$")) && formula < 0 && !bytes.Contains(line, []byte("{#")):
			formula = from
		case bytes.Contains(line, []byte("$$ {#")) || bytes.Contains(line, []byte("$${#")):
			i := bytes.Index(line, []byte("{#"))
			if formula < 0 {
				formula = from
			}
			if anchor := quartoAnchor(line[i:]); anchor != "" && !bytes.Contains(line, []byte("|")) {
				prefix := q.text[formula : formula+len(q.text[formula:])-len(bytes.TrimLeft(q.text[formula:], " >"))]
				q.replace(formula, formula, string(prefix)+anchor+"\n"+string(prefix)+"\n")
			}
			q.replace(from+i, to, "")
			formula = -1
		case bytes.Contains(line, []byte("$$")):
			formula = -1
		case bytes.HasPrefix(bytes.TrimSpace(line), []byte("![")) && quartoID().Match(line):
			q.replace(from, from, quartoAnchor(line[bytes.LastIndexByte(line, '{'):])+"\n\n")
		}
	}
}

// line returns where a line of the text begins and ends.
func (q *quartoPass) line(n int) (from, to int) {
	starts := q.rewriting.lines.starts
	from, to = starts[n], len(q.text)
	if n+1 < len(starts) {
		to = starts[n+1] - 1
	}
	return from, max(from, to)
}

// endsLink reports whether a line ends a link of HTML.
func (q *quartoPass) endsLink(n int) bool {
	if n >= len(q.rewriting.lines.starts) {
		return false
	}
	from, to := q.line(n)
	return string(bytes.TrimSpace(q.text[from:to])) == "</a>"
}

// hide leaves out a line.
func (q *quartoPass) hide(from, to int) { q.replace(from, to, "") }

// wasHidden reports whether the line before an offset was left out.
func (q *quartoPass) wasHidden(from int) bool {
	return len(q.edits) > 0 && q.edits[len(q.edits)-1].text == "" && q.edits[len(q.edits)-1].to == from-1
}

// quartoAnchor makes an anchor of the name in a list of attributes, "" if there is none.
func quartoAnchor(list []byte) string {
	if m := quartoID().FindSubmatch(list); m != nil && len(m[1]) > 0 {
		return `<a id="` + string(m[1]) + `"></a>`
	}
	return ""
}

// isCaption reports whether a line that begins as the caption of a table stands behind or before one.
func (q *quartoPass) isCaption(n int) bool {
	for _, at := range []int{n - 2, n + 2, n - 1, n + 1} {
		if at < 0 || at >= len(q.rewriting.lines.starts) {
			continue
		}
		from, to := q.line(at)
		if line := bytes.TrimSpace(q.text[from:to]); len(line) > 1 && (line[0] == '|' || line[0] == '+' || bytes.HasPrefix(line, []byte("---"))) {
			return true
		}
	}
	return false
}

// callout gives a callout the heading in it as its title.
func (q *quartoPass) callout(head, heading int) {
	from, to := q.line(head)
	m := quartoHead().FindSubmatch(q.text[from:to])
	at, end := q.line(heading)
	title := strings.TrimLeft(string(bytes.TrimLeft(q.text[at:end], " >")), "# ")
	if i := strings.LastIndex(title, " {"); i > 0 {
		title = title[:i]
	}
	if strings.ContainsAny(title, "[]") {
		title = strings.NewReplacer("[", "(", "]", ")").Replace(title)
	}
	q.replace(from, to, string(m[1])+" "+string(m[3])+" ["+strings.TrimSpace(title)+"]")
	q.replace(at, end, "")
}

// chunk makes code of what begins on a line, and returns the last line of it. Options are not
// shown; they may say that the code is not either.
func (q *quartoPass) chunk(n int, m []int) (last int) {
	from, to := q.line(n)
	line := q.text[from:to]
	indent, fence := string(line[m[2]:m[3]]), string(line[m[4]:m[5]])
	lang, head := strings.ToLower(string(line[m[8]:m[9]])), string(line[m[10]:m[11]])
	options := map[string]string{}
	for _, o := range chunkOption().FindAllStringSubmatch(head, -1) {
		options[strings.ReplaceAll(o[1], ".", "-")] = strings.Trim(strings.TrimSpace(o[2]), `"'`)
	}
	if name, _, _ := strings.Cut(head, ","); !strings.Contains(name, "=") {
		options["label"] = strings.TrimSpace(name)
	}
	var body []string
	for last = n + 1; last < len(q.rewriting.lines.starts); last++ {
		a, b := q.line(last)
		l := string(q.text[a:b])
		if strings.HasPrefix(strings.TrimLeft(l, " \t>"), fence) && strings.Trim(l, " \t>`~") == "" {
			break
		}
		if o := quartoOption().FindStringSubmatch(l); o != nil && len(body) == 0 {
			options[o[1]] = strings.Trim(o[2], `"'`)
		} else if len(body) > 0 || strings.TrimSpace(l) != "" && !strings.Contains(strings.TrimSpace(l)+"   ", "#| ") && !strings.HasPrefix(strings.TrimSpace(l), "#|") {
			body = append(body, l)
		}
	}
	last = min(last, len(q.rewriting.lines.starts)-1)
	_, end := q.line(last)
	if m[6] < m[7] { // raw text of another format
		shown := ""
		if lang == "html" {
			shown = strings.Join(body, "\n") + "\n" // behind which a blank line ends it
		}
		q.replace(from, end, shown)
		return last
	}
	said := ""
	if label := options["label"]; quartoLabel().MatchString(label) {
		said = indent + `<a id="` + label + `"></a>` + "\n\n"
	}
	off := func(name string) bool { v := strings.ToLower(options[name]); return v == "false" || v == "f" }
	if off("include") || off("echo") {
		q.leftOut(n, "Quarto", "code that is run and not shown")
	} else {
		info := lang
		if file := options["filename"]; file != "" {
			info += ` title="` + file + `"`
		}
		said += indent + fence + info + "\n" + strings.Join(append(body, indent+fence), "\n")
		if !off("eval") && lang != "mermaid" && lang != "dot" {
			q.leftOut(n, "Quarto", "what code puts out when it is run")
		}
	}
	for _, name := range []string{"fig-cap", "tbl-cap", "lst-cap"} {
		if words := options[name]; words != "" && !off("include") && !strings.HasPrefix(words, "[") && words != "|" {
			said += "\n\n" + indent + words + "\n"
		}
	}
	q.replace(from, end, said)
	return last
}

// words changes what is written in running text: shortcodes, references, citations, code with
// attributes.
func (q *quartoPass) words() {
	code := codeOf(q.text, true)
	for _, m := range linesWith(q.text, "`", 1, quartoCoded) {
		end := m[1]
		if m[4] >= 0 {
			end = m[4]
		}
		switch {
		case code.end(m[0]) != end:
		case m[4] >= 0 && q.text[m[4]+1] == '=': // raw text of another format
			shown := ""
			if bytes.HasPrefix(q.text[m[4]:m[5]], []byte("{=html")) {
				shown = string(bytes.Trim(q.text[m[0]:m[4]], "`"))
			}
			q.replace(m[0], m[1], shown)
		case m[4] >= 0:
			q.replace(m[4], m[5], "")
		case m[2] >= 0:
			q.foreignAt(m[0], "Quarto", "the value of code in a line")
			q.replace(m[0]+1, m[2], "")
		}
	}
	if bytes.Contains(q.text, []byte("{{<")) {
		for _, m := range quartoShown().FindAllSubmatchIndex(q.text, -1) {
			if code.end(m[0]) == 0 {
				q.replace(m[0], m[1], plainText(string(q.text[m[2]:m[3]])))
			} else {
				q.replace(m[0], m[1], string(q.text[m[2]:m[3]]))
			}
		}
		for _, m := range quartoShort().FindAllSubmatchIndex(q.text, -1) {
			if code.end(m[0]) == 0 && (m[0] == 0 || q.text[m[0]-1] != '{') {
				q.shortcode(m[0], m[1], string(q.text[m[2]:m[3]]), string(q.text[m[4]:m[5]]))
			}
		}
	}
	if !bytes.Contains(q.text, []byte("@")) {
		return
	}
	for _, m := range linesWith(q.text, "@", 1, quartoCite) {
		before := q.text[q.startOf(m[0]):m[0]]
		if code.end(m[0]) > 0 || code.end(m[1]-1) > 0 || bytes.LastIndexByte(before, '{') > bytes.LastIndexByte(before, '}') {
			continue // the last: an attribute
		}
		if m[2] >= 0 {
			if m[1] < len(q.text) && q.text[m[1]] == '(' {
				continue // a link
			}
			said, all := q.cited(m[2], string(q.text[m[2]:m[3]]))
			if !all {
				said = "[" + said + "]"
			}
			q.replace(m[0], m[1], said)
			continue
		}
		said, _ := q.cited(m[6], "@"+string(q.text[m[6]:m[7]]))
		q.replace(m[5], m[1], said)
	}
}

// cited returns what is said for references and citations; all reports whether all are references to
// things of the course.
func (q *quartoPass) cited(at int, s string) (said string, all bool) {
	all = true
	said = citeKey().ReplaceAllStringFunc(s, func(key string) string {
		name := citeKey().FindStringSubmatch(key)[1]
		kind, _, _ := strings.Cut(name, "-")
		if !quartoLabel().MatchString(name) {
			all = false
			q.foreignAt(at, "Quarto", "a citation")
			return plainText(name)
		}
		if n := q.numbers[name]; n > 0 && kind != "sec" {
			return "{ref}`" + labelWords()[kind] + " " + strconv.Itoa(n) + " <" + name + ">`"
		}
		if title := q.titles[name]; title != "" && !strings.ContainsAny(title, "`<>") {
			return "{ref}`" + title + " <" + name + ">`"
		}
		return "{ref}`" + name + "`"
	})
	return said, all
}

// shortcode shows what a shortcode of Quarto makes.
func (q *quartoPass) shortcode(from, to int, name, rest string) {
	a := readArgs(rest)
	said := ""
	switch name {
	case "meta":
		said = text.OneLine(q.metaField(a.at(0))) // which is Markdown too (Pandoc, "Metadata blocks")
	case "kbd":
		for i, key := range strings.Split(a.at(0), "-") {
			if i > 0 {
				said += "+"
			}
			said += "<kbd>" + plainText(key) + "</kbd>"
		}
	case "video":
		to := a.at(0)
		if to == "" {
			to = a.get("src")
		}
		said = "[" + plainText(to) + "](" + strings.ReplaceAll(to, " ", "%20") + ")"
	case "pagebreak", "fa", "bi", "iconify", "lipsum", "contents", "ai":
	default:
		q.foreignAt(from, "Quarto", "the shortcode "+clipName(name))
	}
	if said == "" {
		if said = q.filledIn(from, name); said == "" {
			from, to = q.marksAround(from, to)
		}
	}
	q.replace(from, to, said)
}

// maxInlineNotes bounds the notes that are written into a page's text.
const maxInlineNotes = 1000

// inlineNotes makes footnotes of those that are written where they belong: "^[note]" (Pandoc, "Inline
// notes"; Obsidian, "Footnotes").
func (r *rewriting) inlineNotes() {
	if !bytes.Contains(r.text, []byte("^[")) {
		return
	}
	code := codeOf(r.text, true)
	var notes strings.Builder
	n, number := 0, 0
	for at := 0; n < maxInlineNotes; {
		from := code.find(r.text, "^[", at)
		if from < 0 {
			break
		}
		at = from + 2
		if from > 0 && r.text[from-1] == '\\' {
			continue
		}
		depth, to := 1, at
		for limit := min(len(r.text), at+4*maxDirective); to < limit && depth > 0; to++ {
			switch r.text[to] {
			case '[':
				depth++
			case ']':
				depth--
			case '\n':
				if byteAt(r.text, to+1) == '\n' {
					limit = to
				}
			}
		}
		if depth > 0 || to == at+1 {
			continue
		}
		n++
		label := ""
		for number++; label == ""; number++ {
			if s := strconv.Itoa(number); !bytes.Contains(r.text, []byte("[^"+s+"]")) {
				label = s
			}
		}
		number--
		notes.WriteString("\n\n[^" + label + "]: " + strings.ReplaceAll(string(r.text[at:to-1]), "\n", " "))
		r.replace(from, to, "[^"+label+"]")
		at = to
	}
	if n > 0 {
		r.replace(len(r.text), len(r.text), notes.String()+"\n")
	}
}
