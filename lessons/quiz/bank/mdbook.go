package bank

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
)

// mdbook is the format of mdbook-quiz
// (https://github.com/cognitive-engineering-lab/mdbook-quiz): TOML with one
// [[questions]] table a question. Texts are Markdown.
//
// Keys of ours beyond its own: shuffle, pool, attempts, reveal and pass at the
// top of the file, and title, section, points, tags, hints and keep in a question.
// mdbook-quiz passes over keys that it does not know.
var mdbook = Format{
	Name: "mdbook", Alias: "mdbook-quiz", Title: "mdbook-quiz TOML", Suffix: ".quiz.toml", Also: []string{".toml"},
	Kinds:  []quiz.Kind{quiz.Single, quiz.Multi, quiz.Short, quiz.Trace},
	Lacks:  "questions for a number, to match, to order, with gaps or for an essay, weights of choices, or feedback on single choices; hints are read by Lectern alone",
	begins: func(line string) bool { return line == "[[questions]]" || line == "[multipart]" },
	read:   readMdbook,
	write:  writeMdbook,
	addID:  addMdbookID,
}

func readMdbook(src []byte, file string) *Bank {
	m := &mdbookReader{reader: newReader(file)}
	text, ok := m.open(src)
	if !ok {
		return m.bank
	}
	m.lines = tomlLines([]byte(text))
	if m.lines.widest > maxKeys || m.lines.deepest > maxDepth {
		m.problem(0, doc.Error, "bank-too-large", "a table of the file has more than %d keys, or a key more than %d parts; nothing of it was read", maxKeys, maxDepth)
		return m.bank
	}
	var top map[string]any
	if err := toml.Unmarshal([]byte(text), &top); err != nil {
		line := 0
		var at *toml.DecodeError
		if errors.As(err, &at) {
			line, _ = at.Position()
		}
		m.problem(line, doc.Error, "bad-toml", "the file is no TOML, so none of its questions was read: %s", strings.TrimPrefix(err.Error(), "toml: "))
		return m.bank
	}
	m.top(top)
	m.sortProblems()
	return m.bank
}

// The decoder looks through all keys of a table for each of them, so hostile
// files could keep it busy for hours. Real quizzes are far below these.
const (
	maxKeys  = 4000
	maxDepth = 16
)

type mdbookReader struct {
	reader
	lines tomlIndex
	stems map[string]string
}

// top reads the tables at the top of the file.
func (m *mdbookReader) top(top map[string]any) {
	t := &tomlTable{reader: m, values: top, question: -1}
	m.settings(t)
	m.stems = make(map[string]string)
	multipart := t.table("multipart")
	for _, key := range slices.Sorted(maps.Keys(multipart)) {
		if s, ok := multipart[key].(string); ok {
			m.stems[key] = s
		} else {
			m.problem(t.line("multipart."+key), doc.Warning, "wrong-type", "multipart.%s is no text; it was left out", key)
		}
	}
	list, ok := t.take("questions")
	questions, isList := list.([]any)
	if !ok || !isList {
		m.problem(t.line("questions"), doc.Error, "no-questions", "the file has no [[questions]]")
		t.rest()
		return
	}
	t.rest()
	for i, v := range questions {
		if values, ok := v.(map[string]any); ok {
			m.question(&tomlTable{reader: m, values: values, question: i})
		} else {
			m.problem(t.line("questions"), doc.Error, "wrong-type", "question %d is no table; it was left out", i+1)
		}
	}
}

func (m *mdbookReader) settings(t *tomlTable) {
	for _, name := range quiz.SettingNames() {
		v, ok := t.take(name)
		if !ok {
			continue
		}
		if _, err := m.bank.Settings.Set(name, fmt.Sprint(v)); err != nil {
			m.problem(t.line(name), doc.Warning, "bad-setting", "%s; it was left out", err)
		}
	}
}

// question reads one [[questions]] table.
func (m *mdbookReader) question(t *tomlTable) {
	q := &quiz.Question{
		ID: strings.TrimSpace(t.text("id")), Title: oneLine(t.text("title")), Points: 1, Keep: t.flag("keep"),
		Tags: t.texts("tags"), Section: quiz.JoinSection(quiz.SectionParts(oneLine(t.text("section")))), File: m.file, Line: t.line(""),
		General: markdownText(t.text("context")),
	}
	q.IDWritten = q.ID != ""
	for _, h := range t.texts("hints") {
		if h := markdownText(h); !h.Empty() {
			q.Hints = append(q.Hints, h)
		}
	}
	if p, ok := t.number("points"); ok {
		if p >= 0 && p <= 1e6 {
			q.Points = p
		} else {
			m.problem(t.line("points"), doc.Warning, "bad-points", "points is a number, 0 or more; it counts as 1")
		}
	}
	if t.flag("promptExplanation") {
		m.problem(t.line("promptExplanation"), doc.Info, "prompt-explanation", "the student is not asked to explain the choice")
	}
	prompt := &tomlTable{reader: m, values: t.table("prompt"), question: t.question, path: "prompt."}
	answer := &tomlTable{reader: m, values: t.table("answer"), question: t.question, path: "answer."}
	stem := m.stem(t)
	ok := false
	switch kind := t.text("type"); kind {
	case "MultipleChoice":
		ok = m.multipleChoice(q, prompt, answer)
	case "ShortAnswer":
		ok = m.shortAnswer(q, prompt, answer)
	case "Tracing":
		ok = m.tracing(q, prompt, answer)
	default:
		m.problem(t.line("type"), doc.Error, "unknown-type", "%q is no type of question: MultipleChoice, ShortAnswer or Tracing; the question was left out", clip(kind, 40))
		return
	}
	t.rest()
	prompt.rest()
	answer.rest()
	if !ok {
		return
	}
	if stem != "" {
		q.Prompt = markdownText(stem + "\n\n" + q.Prompt.Source)
	}
	m.bank.Questions = append(m.bank.Questions, q)
}

// stem returns the text that a question shares with others.
func (m *mdbookReader) stem(t *tomlTable) string {
	key := t.text("multipart")
	if key == "" {
		return ""
	}
	s, ok := m.stems[key]
	if !ok {
		m.problem(t.line("multipart"), doc.Error, "unknown-multipart", "[multipart] has no %q; the question stands without its shared text", clip(key, 40))
	}
	return strings.TrimSpace(s)
}

func markdownText(s string) quiz.Text {
	s = trimBody(s)
	if s == "" {
		return quiz.Text{}
	}
	return quiz.Text{Source: s, Format: quiz.Markdown}
}

// prompt takes prompt.prompt, without which there is nothing to ask.
func (m *mdbookReader) prompt(q *quiz.Question, prompt *tomlTable) bool {
	q.Prompt = markdownText(prompt.text("prompt"))
	if q.Prompt.Empty() {
		m.problem(prompt.line("prompt"), doc.Error, "no-prompt", "prompt.prompt is missing; the question was left out")
		return false
	}
	return true
}

func (m *mdbookReader) multipleChoice(q *quiz.Question, prompt, answer *tomlTable) bool {
	ok := m.prompt(q, prompt)
	q.Kind = quiz.Single
	right := []string{}
	switch v, _ := answer.take("answer"); v := v.(type) {
	case []any:
		q.Kind, q.AllOrNothing = quiz.Multi, true
		for _, a := range v {
			right = append(right, fmt.Sprint(a))
		}
	case nil:
	default:
		right = append(right, fmt.Sprint(v))
	}
	if len(right) == 0 {
		m.problem(answer.line("answer"), doc.Error, "no-answers", "answer.answer is missing; the question was left out")
		ok = false
	}
	wrong := prompt.texts("distractors")
	index, placed := prompt.number("answerIndex")
	sorted := prompt.flag("sortAnswers")
	if !ok {
		return false
	}
	if placed && (index != math.Trunc(index) || index < 0 || index > float64(len(wrong))) {
		m.problem(prompt.line("answerIndex"), doc.Warning, "bad-answer-index", "answerIndex is %s, but the answers can stand at 0 to %d; it was passed over", strconv.FormatFloat(index, 'g', 12, 64), len(wrong))
		placed = false
	}
	q.Choices = arrange(q, right, wrong, int(index), placed, sorted)
	q.Keep = q.Keep || placed || sorted
	if len(q.Choices) < 2 {
		m.problem(answer.line(""), doc.Warning, "too-few-choices", "the question has one choice")
	}
	return true
}

// arrange puts the choices of a multiple choice question in their order. Where
// the author fixed none, mdbook-quiz shuffles; here they get an order that
// depends on their texts alone, so that the right ones do not stand first for
// a reader that does not shuffle.
func arrange(q *quiz.Question, right, wrong []string, index int, placed, sorted bool) []quiz.Choice {
	good := share(1 / float64(len(right)))
	choices := make([]quiz.Choice, 0, len(right)+len(wrong))
	add := func(texts []string, fraction float64) {
		for _, s := range texts {
			choices = append(choices, quiz.Choice{Text: markdownText(s), Fraction: fraction})
		}
	}
	bad := 0.0
	if q.Kind == quiz.Multi {
		bad = -good
	}
	if !placed {
		index = len(wrong)
	}
	add(wrong[:index], bad)
	add(right, good)
	add(wrong[index:], bad)
	switch {
	case placed:
	case sorted:
		sort.SliceStable(choices, func(i, j int) bool { return choices[i].Text.Source < choices[j].Text.Source })
	default:
		c := quiz.Question{Kind: q.Kind, Choices: choices}
		mixed := make([]quiz.Choice, 0, len(choices))
		for _, i := range quiz.ChoiceOrder(&c, q.Prompt.Source) {
			mixed = append(mixed, choices[i])
		}
		choices = mixed
	}
	return choices
}

func (m *mdbookReader) shortAnswer(q *quiz.Question, prompt, answer *tomlTable) bool {
	ok := m.prompt(q, prompt)
	q.Kind = quiz.Short
	prompt.text("response") // how large the field is: of no concern here
	caseful := answer.flag("caseSensitive")
	for _, s := range append([]string{answer.text("answer")}, answer.texts("alternatives")...) {
		if s = oneLine(s); s != "" {
			q.Accepted = append(q.Accepted, quiz.Accepted{Text: literal(s), Fraction: 1, CaseSensitive: caseful})
		}
	}
	if len(q.Accepted) == 0 {
		m.problem(answer.line("answer"), doc.Error, "no-answers", "answer.answer is missing; the question was left out")
		return false
	}
	return ok
}

// literal writes a text so that no star in it is a wildcard.
func literal(s string) string { return strings.ReplaceAll(s, "*", `\*`) }

// tracePrompt is the prompt of a tracing question; the format itself has none.
const tracePrompt = "Does this program compile? If it does, what does it print?"

func (m *mdbookReader) tracing(q *quiz.Question, prompt, answer *tomlTable) bool {
	q.Kind = quiz.Trace
	q.Prompt = markdownText(tracePrompt)
	if own := markdownText(prompt.text("prompt")); !own.Empty() {
		q.Prompt = own
	}
	source := strings.TrimRight(strings.TrimLeft(prompt.text("program"), "\n"), " \t\n")
	lang := oneLine(prompt.text("language"))
	if lang == "" {
		lang = "rust" // the one language that mdbook-quiz traces
	}
	compiles, told := answer.boolean("doesCompile")
	stdout, printed := answer.take("stdout")
	q.Trace = &quiz.Program{Source: source, Lang: lang, Compiles: compiles}
	if n, ok := answer.number("lineNumber"); ok && n >= 1 && n <= 1e6 {
		q.Trace.Line = int(n)
	}
	switch {
	case source == "":
		m.problem(prompt.line("program"), doc.Error, "no-program", "prompt.program is missing; the question was left out")
		return false
	case !told:
		m.problem(answer.line("doesCompile"), doc.Error, "no-answers", "answer.doesCompile is missing; the question was left out")
		return false
	case compiles && !printed:
		m.problem(answer.line("stdout"), doc.Error, "no-answers", "answer.stdout is missing for a program that compiles; the question was left out")
		return false
	}
	if compiles {
		q.Trace.Stdout = strings.TrimSpace(fmt.Sprint(stdout))
		q.Trace.Line = 0
	}
	return true
}
