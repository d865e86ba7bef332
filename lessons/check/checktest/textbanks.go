package checktest

import (
	"encoding/csv"
	"regexp"
	"strings"
)

var (
	qtiMark     = regexp.MustCompile(`(?m)^[ \t]*([0-9]+\.|\*?[A-Za-z]\)|\[[xX]\])`)
	qtiNumber   = regexp.MustCompile(`(?m)^=[^\n]*$`)
	qtiComment  = regexp.MustCompile(`(?m)^(?:%[^\n]*|(?s:COMMENT\n.*?\nEND_COMMENT))$`)
	qtiWord     = regexp.MustCompile(`(?mi)^((?:quiz |text )?title:|quiz description:|text:)`)
	qtiFact     = regexp.MustCompile(`(?mi)^(?:END_)?GROUP$|^(?:points|pick|solutions pick|points per question|shuffle answers|show correct answers|one question at a time|can't go back):[^\n]*$`)
	qtiUnit     = regexp.MustCompile(`\\(?:num|si|SI)\{([^}]*)\}`)
	liaBox      = regexp.MustCompile(`(?m)^[ \t>]*(?:[-+*][ \t]*)?\[[\[(]([xX])[\])]\]|[\[(]([xX])[\])]`)
	liaCheck    = regexp.MustCompile(`(?:\[\[([^\]\n]*)\]\][^\[\n]*?)?(@[\w.]*[Cc]heck\w*\([^)\n]*\))`)
	oldQuizWord = regexp.MustCompile(`(?m)^[ \t]*((?:question|answer|answer-correct|content):)`)
	csvText     = regexp.MustCompile(`(?i)^(?:[a-z]|question|frage|pregunta|title|feedback.*|erkl.*|hint.*|category|(?:option|choice|answer|antwort|opci.n|r.ponse|distractor) ?[a-z0-9])$`)
)

// text2qti excuses what is no text in a bank in text2qti.
func (s *source) text2qti() {
	for _, m := range qtiMark.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(m[2], m[3], Number)
	}
	for _, m := range qtiWord.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(m[2], m[3], Name)
	}
	for why, re := range map[Reason]*regexp.Regexp{Key: qtiNumber, Comment: qtiComment, Metadata: qtiFact} {
		for _, m := range re.FindAllIndex(s.text, -1) {
			s.excuse(m[0], m[1], why)
		}
	}
	for _, m := range qtiUnit.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(m[0], m[1], Name)
	}
	s.markdown()
}

// csv excuses what is no text in a table of questions: its first row, and the columns of facts.
func (s *source) csv() {
	first, _, _ := strings.Cut(string(s.text), "\n")
	r := csv.NewReader(strings.NewReader(string(s.text)))
	r.LazyQuotes, r.FieldsPerRecord = true, -1
	for _, sep := range ";\t" {
		if strings.ContainsRune(first, sep) {
			r.Comma = sep
		}
	}
	lines := s.lines()
	var text []bool
	for n := 0; ; n++ {
		row, err := r.Read()
		if err != nil {
			s.html(0, len(s.text))
			return
		}
		for i, field := range row {
			if n == 0 {
				text = append(text, csvText.MatchString(strings.TrimSpace(field)))
			}
			if n == 0 || i >= len(text) || !text[i] {
				line, column := r.FieldPos(i)
				from := lines[line-1].from + column - 1
				s.excuse(from, from+len(field)+2, Metadata)
			}
		}
	}
}

// quizzes excuses the marks of questions of mkdocs-quiz and LiaScript in a page.
func (s *source) quizzes() {
	text := string(s.text)
	if strings.Contains(text, "<quiz>") || strings.Contains(text, "quiz?>") {
		for _, tag := range []string{"<quiz>", "</quiz>", "<?quiz?>", "<?/quiz?>"} {
			for at := 0; ; {
				i := strings.Index(text[at:], tag)
				if i < 0 {
					break
				}
				s.excuse(at+i, at+i+len(tag), Tag)
				at += i + len(tag)
			}
		}
		for _, m := range oldQuizWord.FindAllStringSubmatchIndex(text, -1) {
			s.excuse(m[2], m[3], Name)
		}
	}
	for _, m := range liaCheck.FindAllStringSubmatchIndex(text, -1) {
		s.excuse(m[4], m[5], Script)
		if m[2] >= 0 { // what is checked counts
			s.excuse(m[2], m[3], Key)
		}
	}
	for _, m := range liaBox.FindAllStringSubmatchIndex(text, -1) {
		for i := 2; i < len(m); i += 2 {
			s.excuse(m[i], m[i+1], Key)
		}
	}
}
