package liascript

import (
	"strings"
	"unicode"
)

// Find returns the quizzes of a page, in order. link reports whether what stands between two
// brackets names a page, so that it is a link and no gap; nil for never.
func Find(text string, link func(name string) bool) []Quiz {
	s := &scan{lines: strings.Split(text, "\n"), link: link, said: -1}
	for s.at < len(s.lines) {
		s.line()
	}
	return s.found
}

// scan is a scan of a page, after the lines before at.
type scan struct {
	lines []string
	at    int
	link  func(string) bool
	found []Quiz

	fence   fence
	ends    string // what ends the comment or script that is open
	start   int    // where a question may begin
	floor   int    // where the section began, or the last quiz ended
	section string // the heading of the section
	block   int    // where the block began that the line before belongs to
	blank   bool   // the line before is blank
	heading string // above, with nothing but blank lines behind it
	spoken  bool   // the block is a comment that is spoken
	later   bool   // in a block between stars that is shown later
	mark    bool   // the line before says when something is shown
	said    int    // where the last of them began, -1 if other text has come since
}

// body returns a line without what stands before its text.
func (s *scan) body(i int) string {
	if i >= len(s.lines) {
		return ""
	}
	_, body := Strip(s.lines[i])
	return body
}

func (s *scan) line() {
	body := s.body(s.at)
	if q, ok := s.drawing(body); ok {
		s.add(q)
		return
	}
	if s.skipped(body) {
		s.blank = true // what follows is a block of its own
		s.at++
		return
	}
	if body == "" {
		if s.spoken && !s.blank { // what is spoken belongs to no question, if there is another text
			s.said, s.start, s.spoken = s.start, s.at+1, false
		}
		s.blank = true
		s.at++
		return
	}
	if s.blank || s.at == 0 {
		s.block = s.at
	}
	s.blank = false
	marked := s.mark
	s.mark = isMark(body)
	switch {
	case s.breaks(body):
		s.later = isStars(body) && !s.later && marked || s.later && !isStars(body) && body[0] != '#'
		s.at++
		s.start, s.block, s.blank, s.said, s.spoken = s.at, s.at, true, -1, false
		return
	case isMark(body):
		s.spoken, s.said = strings.HasPrefix(body, "--{{"), -1
		s.at++
		s.start, s.block, s.blank = s.at, s.at, true
		return
	}
	if q, ok := s.quiz(body); ok {
		s.add(q)
		return
	}
	if !s.spoken {
		s.heading, s.said = "", -1
	}
	s.at++
}

// add takes a quiz with all that belongs to it.
func (s *scan) add(q Quiz) {
	s.complete(&q)
	s.found = append(s.found, q)
	s.at = q.To
	s.floor = s.at
	s.start, s.block, s.blank, s.heading, s.said = s.at, s.at, true, "", -1
}

// drawing reads a drawing with gaps: a fenced block whose language is ascii (LiaScript, "ASCII-Art").
func (s *scan) drawing(body string) (Quiz, bool) {
	lang := strings.TrimLeft(body, "`~")
	if s.ends != "" || s.fence.mark != "" || len(body)-len(lang) < 3 || !strings.HasPrefix(strings.ToLower(strings.TrimLeft(lang, " ")), "ascii") {
		return Quiz{}, false
	}
	f, gaps, end := fence{}, false, s.at
	for f.next(body); f.mark != ""; f.next(s.body(end)) {
		if end++; end == len(s.lines) {
			return Quiz{}, false // the rest of the page is code
		}
		gaps = gaps || len(GapsInDrawing(s.lines[end])) > 0
	}
	return Quiz{Kind: Gaps, Body: s.at, BodyEnd: end + 1, Drawing: true}, gaps
}

// skipped passes over lines that are code, comments and scripts.
func (s *scan) skipped(body string) bool {
	if s.ends != "" {
		if strings.Contains(body, s.ends) {
			s.ends = ""
		}
		return true
	}
	if s.fence.next(body) {
		return true
	}
	for _, tag := range [...]struct{ begin, end string }{{"<!--", "-->"}, {"<script", "</script>"}, {"<style", "</style>"}, {"<lia-keep", "</lia-keep>"}} {
		if strings.HasPrefix(body, tag.begin) {
			if !strings.Contains(body, tag.end) {
				s.ends = tag.end
			}
			return true
		}
	}
	return false
}

// breaks reports whether a line ends what stands before it: no question begins above it.
func (s *scan) breaks(body string) bool {
	switch {
	case body[0] == '#':
		title := strings.TrimLeft(body, "#")
		if len(body)-len(title) > 6 || title != "" && title[0] != ' ' && title[0] != '\t' {
			return false
		}
		s.heading = strings.Trim(title, " \t#")
		s.section, s.floor = s.heading, s.at+1
		return !hasGap(title, s.link)
	case len(body) >= 3 && (strings.Trim(body, "*") == "" || strings.Trim(body, "-") == "" || strings.Trim(body, "_") == "" || strings.Trim(body, "=") == ""):
		return true
	case body[0] == '<' && strings.HasSuffix(body, ">") && strings.Count(body, "<") == 1:
		return !strings.HasPrefix(body, "<img") && !strings.HasPrefix(body, "<br")
	}
	return false
}

// isMark reports whether a line says when, or by whom, what follows is shown or spoken: "{{1}}", "--{{1}}--".
func isMark(body string) bool {
	body = strings.TrimSuffix(strings.TrimPrefix(body, "--"), "--")
	return strings.HasPrefix(body, "{{") && strings.HasSuffix(body, "}}") && strings.IndexByte(body[2:], '{') < 0
}

// quiz reads the answers that begin on the next line.
func (s *scan) quiz(body string) (Quiz, bool) {
	end := s.at + 1
	q := Quiz{Body: s.at}
	kind := vectorOf(body)
	_, heads := Heads(body)
	_, _, _, row := Row(s.body(s.at + 1))
	switch {
	case heads && row && (kind == 0 || vectorOf(s.body(s.at+1)) == 0):
		for q.Kind = Matrix; row; end++ {
			_, _, _, row = Row(s.body(end + 1))
		}
	case kind != 0:
		for q.Kind = kind; vectorOf(s.body(end)) == kind; {
			end++
		}
	case withoutDash(body) == "[[!]]":
		q.Kind = Generic
	case strings.HasPrefix(body, "[[") || strings.HasPrefix(body, "[->["):
		if q.Kind, end = s.alone(); q.Kind == 0 {
			return s.gaps(body)
		}
	default:
		return s.gaps(body)
	}
	q.BodyEnd = end
	return q, true
}

// maxAlone is over how many lines the choices between two brackets may go.
const maxAlone = 40

// alone reads a text or choices between brackets that stand alone on their lines.
func (s *scan) alone() (kind Kind, end int) {
	all := ""
	for end = s.at; end < min(len(s.lines), s.at+maxAlone); end++ {
		line := s.body(end)
		if line == "" {
			return 0, s.at + 1
		}
		all += line + "\n"
		if strings.Contains(line, "]]") {
			break
		}
	}
	inner, after, ok := Bracketed(all)
	switch {
	case !ok || strings.TrimSpace(after) != "" || s.link != nil && s.link(inner):
		return 0, s.at + 1
	case len(Split(inner)) > 1:
		return Choice, end + 1
	}
	return Text, end + 1
}

// gaps reads a block of text in which there are gaps.
func (s *scan) gaps(body string) (Quiz, bool) {
	if !hasGap(body, s.link) {
		return Quiz{}, false
	}
	q := Quiz{Kind: Gaps, Body: max(s.block, s.start), BodyEnd: s.at + 1}
	for ; q.BodyEnd < len(s.lines); q.BodyEnd++ {
		next := s.body(q.BodyEnd)
		_, hint := Hint(next)
		if next == "" || vectorOf(next) != 0 || hint || next[0] == '#' || isMark(next) || isFence(next) ||
			strings.HasPrefix(next, "<script") || strings.Trim(next, "*") == "" || strings.HasPrefix(next, "</") {
			break
		}
	}
	return q, true
}

func isFence(body string) bool {
	return strings.HasPrefix(body, "```") || strings.HasPrefix(body, "~~~")
}

// complete adds what stands around the answers: options and question before them, hints, a script
// and an explanation behind.
func (s *scan) complete(q *Quiz) {
	at := q.BodyEnd
	for {
		next := at
		for next < len(s.lines) && s.body(next) == "" {
			next++
		}
		if _, ok := Hint(s.body(next)); !ok {
			break
		}
		q.Hints = append(q.Hints, next)
		at = next + 1
	}
	if strings.HasPrefix(s.body(at), "<script") {
		q.Script = true
		for at < len(s.lines) && !strings.Contains(s.body(at), "</script>") {
			at++
		}
		at = min(at+1, len(s.lines))
	} else if from, to, _, ok := Check(s.body(at)); ok && from == 0 && to == len(s.body(at)) {
		q.Script = true
		at++
	}
	if end := s.solution(at); end > 0 {
		q.Solution = [2]int{at + 1, end}
		at = end + 1
	}
	q.To = at
	s.question(q)
}

// maxSolution is how many lines an explanation may have.
const maxSolution = 400

// solution returns the line of stars that ends the explanation which the line at begins; 0 if it begins
// none. In a block that is shown later a line of stars may be the end of that block instead.
func (s *scan) solution(at int) int {
	if !isStars(s.body(at)) {
		return 0
	}
	second, count, before := 0, 1, at
	for n := at + 1; n < min(len(s.lines), at+maxSolution); n++ {
		body := s.body(n)
		switch {
		case body == "":
			continue
		case body[0] == '#' && strings.TrimLeft(body, "#") != "" && strings.IndexByte(" \t", strings.TrimLeft(body, "#")[0]) >= 0:
			n = len(s.lines) // a section ends all
		case isStars(body) && isMark(s.body(before)):
			n = len(s.lines) // another block begins
		case isStars(body):
			if count++; second == 0 {
				second = n
				if before == n-1 && isAnswer(s.body(before)) {
					return 0 // that is where the explanation of another quiz begins
				}
			}
		}
		before = n
	}
	if second == 0 || s.later && count < 3 {
		return 0
	}
	return second
}

// isAnswer reports whether a line is one of the answers or hints of a quiz.
func isAnswer(body string) bool {
	_, hint := Hint(body)
	return hint || vectorOf(body) != 0 || strings.HasPrefix(body, "[[") && strings.HasSuffix(body, "]]")
}

func isStars(body string) bool { return len(body) >= 3 && strings.Trim(body, "*") == "" }

// question finds where the question begins that stands before the answers.
func (s *scan) question(q *Quiz) {
	q.From = q.Body
	// The comment with the options stands right before the answers.
	if above := q.From - 1; above >= s.start && strings.HasSuffix(s.body(above), "-->") {
		for from := above; from >= max(s.start, above-maxQuestion); from-- {
			if line := s.body(from); strings.HasPrefix(line, "<!--") {
				q.Options, q.From = strings.Join(s.lines[from:q.Body], " "), from
				break
			}
		}
	}
	end := q.From
	for end > s.start && s.body(end-1) == "" {
		end--
	}
	from := s.start
	for from < end && s.body(from) == "" {
		from++
	}
	switch {
	case from == end && s.said >= 0:
		q.From = s.said
		return
	case from == end && s.heading != "":
		q.Heading = s.heading
		return
	case from == end:
		if begin := s.beforeRule(q.From); begin < q.From {
			q.From = begin
		} else {
			q.Heading = s.section
		}
		return
	case q.Kind == Gaps:
		// A text with gaps is a question by itself; only what announces it goes with it, or what
		// asks where it says next to nothing.
		last := s.lastBlock(from, end)
		if strings.HasSuffix(s.body(end-1), ":") || s.wordless(q) && s.count(last, end) <= maxQuestion {
			q.From = last
		}
		return
	case s.count(from, end) > maxQuestion:
		from = s.lastBlock(from, end)
	}
	q.From = from
}

// wordless reports whether there is hardly a word beside the gaps of a quiz.
func (s *scan) wordless(q *Quiz) bool {
	if q.Drawing {
		return true
	}
	letters := 0
	for i := q.Body; i < q.BodyEnd; i++ {
		line, at := s.body(i), 0
		for _, g := range GapsIn(line, s.link) {
			letters += wordLetters(line[at:g.From])
			at = g.To
		}
		letters += wordLetters(line[at:])
	}
	return letters < 4
}

// wordLetters counts the letters of a text without what its macros say.
func wordLetters(text string) (n int) {
	for text != "" {
		from, to, _, ok := Check(text)
		if !ok {
			from, to = len(text), len(text)
		}
		for _, r := range text[:from] {
			if unicode.IsLetter(r) {
				n++
			}
		}
		text = text[to:]
	}
	return n
}

// beforeRule returns where the paragraph begins that stands before the rule above a quiz, or at if there
// is none.
func (s *scan) beforeRule(at int) int {
	end := at
	for end > s.floor && (s.body(end-1) == "" || strings.Trim(s.body(end-1), "-") == "") {
		end--
	}
	begin := end
	for begin > s.floor && s.body(begin-1) != "" && at-begin < maxQuestion {
		begin--
	}
	if begin == end || strings.IndexByte("<{-", s.body(end - 1)[0]) >= 0 || isStars(s.body(end-1)) || isMark(s.body(begin)) || isFence(s.body(end-1)) {
		return at
	}
	return begin
}

// lastBlock returns where the last paragraph begins between two lines, with the code, list
// or picture that stands between it and the end.
func (s *scan) lastBlock(from, end int) int {
	at := end
	for at > from {
		if isFence(s.body(at - 1)) { // code, to the fence that begins it
			for at--; at > from && !isFence(s.body(at-1)); at-- {
			}
			for at = max(at-1, from); at > from && s.body(at-1) == ""; at-- {
			}
			continue
		}
		begin := at - 1
		for begin > from && s.body(begin-1) != "" {
			begin--
		}
		first := s.body(begin)
		if !isFence(s.body(at-1)) && !isFence(first) && strings.IndexByte("-+*|!<`~", first[0]) < 0 {
			return begin
		}
		if s.count(begin, end) > 2*maxQuestion {
			return begin
		}
		for at = begin; at > from && s.body(at-1) == ""; {
			at--
		}
	}
	return from
}

// count counts the lines between two that are not blank.
func (s *scan) count(from, end int) int {
	n := 0
	for i := from; i < end; i++ {
		if s.body(i) != "" {
			n++
		}
	}
	return n
}
