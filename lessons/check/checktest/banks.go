package checktest

import (
	"regexp"
	"strings"
)

var (
	giftCategory = regexp.MustCompile(`^[ \t]*(\$CATEGORY:[ \t]*(?:\$[a-z]+\$/?)?(?:top(?:/|$))?)`)
	giftFormat   = regexp.MustCompile(`\[(?:html|markdown|moodle|plain)\]`)
	giftWeight   = regexp.MustCompile(`%-?[0-9.,]+%`)
	giftTruth    = regexp.MustCompile(`\{[ \t]*(?:TRUE|FALSE|T|F)[ \t]*[#}\n]`)
	giftNumbers  = regexp.MustCompile(`\{[ \t\n]*#[^}]*\}`)
	giftCloze    = regexp.MustCompile(`\{[0-9]*:([A-Za-z_]+):`)
	giftNumber   = regexp.MustCompile(`\{[0-9]*:(?i:NM|NUMERICAL):[^}]*\}`)
	giftPlace    = regexp.MustCompile(`->[ \t]*[0-9]+`)
	giftFails    = regexp.MustCompile(`\[compiles:no\][^{]*\{[ \t\n]*=([^#}]*)`)
	giftProgram  = regexp.MustCompile("```[`]*[a-z]+")

	aikenChoice = regexp.MustCompile(`(?m)^[ \t]*[(（]?([A-Za-zＡ-Ｚａ-ｚ])[.)．）、]`)
	aikenAnswer = regexp.MustCompile(`(?m)^[ \t]*((?i:ANSWER)[ \t]*[:：][^\n]*)$`)

	tomlKey    = regexp.MustCompile(`^[ \t]*([A-Za-z0-9_."-]+)[ \t]*=[ \t]*(.*)$`)
	tomlHeader = regexp.MustCompile(`^[ \t]*\[\[?[^\]]*\]\]?`)
	// tomlFacts are the keys whose values are no texts.
	tomlFacts = words(`type id shuffle pool attempts reveal pass multipart points tags promptExplanation
		doesCompile lineNumber caseSensitive answerIndex sortAnswers language response
		answer.doesCompile answer.lineNumber answer.caseSensitive prompt.answerIndex prompt.sortAnswers prompt.language prompt.response`)
	tomlInner = regexp.MustCompile(`([A-Za-z]+)[ \t]*=[ \t]*(?:\{|"([^"]*)")`) // of a table on one line
)

// gift excuses what is no text in a bank of questions in GIFT, and reads escapes.
func (s *source) gift() {
	for _, l := range s.lines() {
		text := s.at(l)
		if strings.HasPrefix(strings.TrimSpace(text), "//") {
			s.excuse(l.from, l.to, Comment)
			for i := l.from; i < l.to; i++ {
				if s.text[i] == '{' || s.text[i] == '}' || s.text[i] == '\\' {
					s.text[i] = ' '
				}
			}
		}
		if m := giftCategory.FindStringSubmatchIndex(text); m != nil {
			s.excuse(l.from+m[2], l.from+m[3], Name)
		}
	}
	for i := 0; i+1 < len(s.text); i++ {
		if s.text[i] != '\\' {
			continue
		}
		switch s.text[i+1] {
		case 'n':
			s.text[i], s.text[i+1] = ' ', '\n'
		case '\\', ':', '#', '=', '{', '}', '~':
			s.text[i] = gone
			if strings.IndexByte(`{}`, s.text[i+1]) >= 0 {
				s.text[i+1] = ' '
			}
		}
		i++
	}
	for why, res := range map[Reason][]*regexp.Regexp{Name: {giftFormat, giftCloze}, Key: {giftWeight, giftTruth}, Language: {giftProgram}} {
		for _, re := range res {
			for _, m := range re.FindAllIndex(s.text, -1) {
				s.excuse(m[0], m[1], why)
			}
		}
	}
	if strings.Contains(string(s.text), "[kind:order]") {
		for _, m := range giftPlace.FindAllIndex(s.text, -1) {
			s.excuse(m[0], m[1], Key)
		}
	}
	for _, m := range giftFails.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(m[2], m[3], Key) // other programs want an answer
	}
	number := regexp.MustCompile(`[-+0-9.,eE:*]+`)
	for _, re := range []*regexp.Regexp{giftNumbers, giftNumber} {
		for _, m := range re.FindAllIndex(s.text, -1) {
			for _, n := range number.FindAllIndex(s.text[m[0]:m[1]], -1) {
				s.excuse(m[0]+n[0], m[0]+n[1], Key)
			}
		}
	}
	if strings.Contains(string(s.text), "[markdown]") {
		s.markdown()
	} else {
		s.html(0, len(s.text))
	}
}

// aiken excuses what is no text in a bank in Aiken.
func (s *source) aiken() {
	for _, m := range aikenChoice.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(m[2], m[3], Number)
	}
	for _, m := range aikenAnswer.FindAllSubmatchIndex(s.text, -1) {
		s.excuse(m[2], m[3], Key)
	}
}

// toml excuses what is no text in a quiz of mdbook-quiz.
func (s *source) toml() {
	long := ""
	for _, l := range s.lines() {
		text := s.at(l)
		if long != "" {
			if strings.Contains(text, long) {
				long = ""
			}
			continue
		}
		if strings.HasPrefix(strings.TrimSpace(text), "#") {
			s.excuse(l.from, l.to, Comment)
			continue
		}
		for _, m := range tomlInner.FindAllStringSubmatchIndex(text, -1) {
			s.excuse(l.from+m[2], l.from+m[3], Name)
			if tomlFacts[text[m[2]:m[3]]] && m[4] >= 0 {
				s.excuse(l.from+m[4], l.from+m[5], Metadata)
			}
		}
		m := tomlKey.FindStringSubmatchIndex(text)
		if m == nil {
			if h := tomlHeader.FindStringIndex(text); h != nil && !strings.ContainsAny(text[h[0]:h[1]], `"'`) {
				s.excuse(l.from, l.to, Name)
			}
			continue
		}
		key, value := text[m[2]:m[3]], text[m[4]:m[5]]
		s.excuse(l.from+m[2], l.from+m[3], Name)
		if tomlFacts[key] {
			s.excuse(l.from+m[4], l.to, Metadata)
		}
		for i := l.from; i+1 < l.to; i++ {
			if s.text[i] == '\\' && s.text[i+1] == 'n' {
				s.text[i], s.text[i+1] = ' ', ' '
			}
		}
		for _, q := range []string{`"""`, `'''`} {
			if strings.HasPrefix(value, q) && !strings.Contains(value[3:], q) {
				long = q
			}
		}
	}
	s.markdown()
}
