package quiz

// Kind is the kind of a question: the sort of answer that it wants.
type Kind string

// The kinds. Their names stand in the record and in banks.
const (
	Single      Kind = "single"      // one of Choices
	Multi       Kind = "multi"       // any number of Choices
	TrueFalse   Kind = "truefalse"   // Choices are True, False, in that order
	Short       Kind = "short"       // a text, compared with Accepted
	Numeric     Kind = "numeric"     // a number, compared with Accepted
	Match       Kind = "match"       // the right side for each left side of Pairs
	Order       Kind = "order"       // Choices, which stand in their right order
	Cloze       Kind = "cloze"       // the Gaps of Prompt
	Trace       Kind = "trace"       // does Program compile, and what does it print
	Essay       Kind = "essay"       // free text; kept, not graded
	Description Kind = "description" // no question at all: a text between questions
)

// kinds is the table of kinds: each is a type in a file of its own.
var kinds = [...]struct {
	kind  Kind
	rules rules
}{
	{Single, single{}},
	{Multi, multi{}},
	{TrueFalse, trueFalse{}},
	{Short, short{}},
	{Numeric, numeric{}},
	{Match, match{}},
	{Order, ordering{}},
	{Cloze, cloze{}},
	{Trace, trace{}},
	{Essay, essay{}},
	{Description, description{}},
}

// rules is the behaviour of one kind of question. Methods that take an answer get any:
// with indexes that do not exist, with parts missing, with parts of other kinds.
type rules interface {
	// graded reports whether answers get a credit.
	graded() bool
	// asks reports whether an answer is wanted at all.
	asks() bool
	// grade sets the credit, the grade of each part, and the feedback for what
	// was given. Of a credit below 0 or above 1 the caller makes 0 or 1.
	grade(q *Question, a Answer, g *Grade)
	// response returns an answer in words, in one line.
	response(q *Question, a Answer) string
	// solution returns the right answer.
	solution(q *Question) []Line
	// answerable reports whether some answer earns a credit.
	answerable(q *Question) bool
	// givenAway returns the right answer when prompt, a text in lower case, holds
	// it in plain sight, else "". Words is how a text is shown.
	givenAway(q *Question, prompt string, words func(Text) string) string
	// partial is Partial for this kind, without AllOrNothing.
	partial(q *Question) Partial
	// order is ChoiceOrder for this kind.
	order(q *Question, seed string) []int
	// shuffled reports whether choices are shuffled whatever the settings say.
	shuffled() bool
	// want says what a typed line is to hold; order is what is shown, never nil.
	want(q *Question, order []int) Want
	// fault says why an answer cannot be graded, nil if it can.
	fault(q *Question, a Answer) *LineError
	// parse reads a typed line that is neither empty nor "?"; the caller asks fault about what it returns.
	parse(q *Question, line string, order []int) (Answer, error)
}

// gapRules is the behaviour of a kind as a gap of a cloze question, if it can be one.
type gapRules interface {
	// gradeGap grades a text that was given for the gap and is not blank; the
	// caller bounds the credit and says whether it is right.
	gradeGap(gap *Gap, text string) PartGrade
	// gapSolution returns what is right, and the sentence that joins the parts of it.
	gapSolution(gap *Gap) (right []Line, join string)
	// gapGivenAway is givenAway for one gap.
	gapGivenAway(gap *Gap, prompt string, words func(Text) string) string
	wantGap(gap *Gap) Want
	// takesGap reports whether a text that was given for the gap, and is not blank, can be graded.
	takesGap(gap *Gap, text string) bool
	// parseGap reads a typed line, not empty, as what an Answer holds for the gap; the
	// caller asks takesGap about it.
	parseGap(gap *Gap, line string, order []int) (text string, ok bool)
}

// Kinds returns all kinds, in the order of their table.
func Kinds() []Kind {
	out := make([]Kind, len(kinds))
	for i, row := range kinds {
		out[i] = row.kind
	}
	return out
}

// rules returns the rules of a kind. Those of an unknown one are those of a short
// answer: a text of which no answer is right.
func (k Kind) rules() rules {
	for _, row := range kinds {
		if row.kind == k {
			return row.rules
		}
	}
	return short{}
}

func (gap *Gap) rules() gapRules {
	if r, ok := gap.Kind.rules().(gapRules); ok {
		return r
	}
	return short{}
}

// Graded reports whether answers of this kind get a credit.
func (k Kind) Graded() bool { return k.rules().graded() }

// Graded reports whether answers to the question get a credit here. Those of an exam that was handed
// out without its key get one from whoever has it.
func (q *Question) Graded() bool { return q.Sealed == "" && q.Kind.Graded() }

// Asks reports whether a question of this kind wants an answer: a description is
// only read.
func (k Kind) Asks() bool { return k.rules().asks() }

// plain is the behaviour that most kinds share; a kind embeds it and overrides where it differs.
type plain struct{}

func (plain) graded() bool                                          { return true }
func (plain) asks() bool                                            { return true }
func (plain) shuffled() bool                                        { return false }
func (plain) order(*Question, string) []int                         { return nil }
func (plain) answerable(*Question) bool                             { return true }
func (plain) fault(*Question, Answer) *LineError                    { return nil }
func (plain) takesGap(*Gap, string) bool                            { return true }
func (plain) givenAway(*Question, string, func(Text) string) string { return "" }
