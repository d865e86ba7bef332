package bank

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"lectern/lessons/quiz"
)

// moodleSamples are the questions of samples as Moodle writes them.
var moodleSamples = map[quiz.Kind]string{
	quiz.Single: moodleSample("multichoice", "Which?", "<single>true</single><shuffleanswers>true</shuffleanswers>"+
		answers("100", "yes", "Good.", "0", "no", "")),
	quiz.Multi:     moodleSample("multichoice", "Which?", "<single>false</single>"+answers("50", "x", "", "50", "y", "", "-50", "z", "")),
	quiz.TrueFalse: moodleSample("truefalse", "Is it?", answers("0", "false", "No.", "100", "true", "Yes.")),
	quiz.Short:     moodleSample("shortanswer", "Who?", "<usecase>0</usecase>"+answers("100", "me", "", "50", "us", "")),
	quiz.Numeric: moodleSample("numerical", "How many?", `<answer fraction="100"><text>3</text><tolerance>1</tolerance></answer>`+
		`<answer fraction="50"><text>9</text><tolerance>0</tolerance></answer>`+answers("0", "*", "Other.")),
	quiz.Match: moodleSample("matching", "Which?", `<subquestion format="html"><text>a</text><answer><text>x</text></answer></subquestion>`+
		`<subquestion format="html"><text>b</text><answer><text>y</text></answer></subquestion><subquestion><text></text><answer><text>z</text></answer></subquestion>`),
	quiz.Order:       moodleSample("ordering", "Sort.", answers("2", "b", "", "1.0000000", "a", "", "3", "c", "")),
	quiz.Cloze:       moodleSample("cloze", "The {1:MCS:=a~b} and {2:SA:=c} and {1:NM:=5} and {1:MR:=d~=e~f}.", ""),
	quiz.Essay:       moodleSample("essay", "Why?", `<graderinfo format="html"><text>the key</text></graderinfo>`),
	quiz.Description: moodleSample("description", "A text.", ""),
}

func moodleSample(typ, text, body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><quiz><question type="` + typ + `"><name><text>T</text></name><questiontext format="html"><text>` + text +
		`</text></questiontext><generalfeedback format="html"><text>All.</text></generalfeedback>` + body +
		`<hint format="html"><text>H</text></hint></question></quiz>`
}

// answers writes answers of three values each: fraction, text, feedback.
func answers(values ...string) string {
	var b strings.Builder
	for i := 0; i < len(values); i += 3 {
		b.WriteString(`<answer fraction="` + values[i] + `" format="html"><text>` + values[i+1] + `</text><feedback format="html"><text>` + values[i+2] + `</text></feedback></answer>`)
	}
	return b.String()
}

// Questions of every kind with hostile texts are written as XML that other programs can read, and read again as they were.
func TestRandomQuestionsReadBackFromXML(t *testing.T) {
	for seed := range uint64(200) {
		r := newMaker(seed)
		var qs []*quiz.Question
		for len(qs) < 3 {
			if q := r.question(); q.Kind != quiz.Trace {
				qs = append(qs, q)
			}
		}
		for _, q := range qs {
			r.forXML(q)
		}
		var out bytes.Buffer
		if _, err := moodleXML.Write(&out, &Bank{Questions: qs}); err != nil {
			t.Fatal(err)
		}
		strict(t, out.Bytes())
		got := Read(out.Bytes(), "t.xml", "")
		sameQuestions(t, out.String(), qs, got.Questions)
		if t.Failed() {
			t.Fatalf("seed %d: %v", seed, got.Problems)
		}
	}
}

// strict reads XML as a program would that forgives nothing.
func strict(t *testing.T, src []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(src))
	for {
		if _, err := d.Token(); err != nil {
			if err.Error() != "EOF" {
				t.Fatalf("no XML: %v\n%s", err, src)
			}
			return
		}
	}
}

// forXML makes of a question one that the format can hold: with a title, and texts that have no white space around them.
func (m maker) forXML(q *quiz.Question) {
	trim := func(t *quiz.Text) { t.Source = strings.TrimSpace(t.Source) }
	trim(&q.Prompt)
	q.Title = quiz.Text{Source: q.Title, Format: quiz.HTML}.Words()
	if q.Title == "" {
		q.Title = "Title"
	}
	if q.Kind != quiz.Single && q.Kind != quiz.Multi {
		q.Keep = false // there is nothing to shuffle, or it is shuffled in any case
	}
	if q.Kind == quiz.Cloze {
		q.Prompt.Source = strings.ReplaceAll(q.Prompt.Source, "{", "(") // with a type behind it, it would be a gap
	}
	for i := range q.Pairs {
		q.Pairs[i].Right = oneLine(q.Pairs[i].Right)
	}
	if q.Kind == quiz.Description {
		q.Points = 1 // nothing is earned by it
	}
	for i := range q.Accepted {
		q.Accepted[i].CaseSensitive = q.Accepted[0].CaseSensitive
	}
}

// qtiSamples are the questions of samples as Canvas writes them.
var qtiSamples = map[quiz.Kind]string{
	quiz.Single:    qtiSample("multiple_choice_question", "Which?", labels("response1", "", "a", "yes", "b", "no"), scored(`<varequal respident="response1">a</varequal>`, "Set", "100"), "a_fb", "Good."),
	quiz.Multi:     qtiSample("multiple_answers_question", "Which?", labels("response1", "", "a", "x", "b", "y", "c", "z"), scored(`<and><varequal>a</varequal><varequal>b</varequal><not><varequal>c</varequal></not></and>`, "Set", "100")),
	quiz.TrueFalse: qtiSample("true_false_question", "Is it?", labels("response1", "", "t", "True", "f", "False"), scored(`<varequal>t</varequal>`, "Set", "100"), "t_fb", "Yes.", "f_fb", "No."),
	quiz.Short:     qtiSample("short_answer_question", "Who?", qtiTyped, scored(`<varequal>me</varequal>`, "Set", "100")),
	quiz.Numeric:   qtiSample("numerical_question", "How many?", qtiTyped, scored(`<or><varequal>3</varequal><and><vargte>2</vargte><varlte>4</varlte></and></or>`, "Set", "100")),
	quiz.Match: qtiSample("matching_question", "Which?", labels("response_1", "a", "x", "x", "y", "y", "z", "z")+labels("response_2", "b", "x", "x", "y", "y", "z", "z"),
		scored(`<varequal respident="response_1">x</varequal>`, "Add", "50")+scored(`<varequal respident="response_2">y</varequal>`, "Add", "50")),
	quiz.Order: strings.ReplaceAll(qtiSample("ordering_question", "Sort.", labels("response1", "", "2", "b", "1", "a", "3", "c"),
		scored(`<and><varequal>1</varequal><varequal>2</varequal><varequal>3</varequal></and>`, "Set", "100")), "Single", "Ordered"),
	quiz.Cloze: qtiSample("multiple_dropdowns_question", "The [w] and [x] and [y] and [z].",
		labels("response_w", "", "1", "a", "2", "b")+labels("response_x", "", "3", "c")+labels("response_y", "", "4", "5")+labels("response_z", "", "5", "d"),
		scored(`<varequal respident="response_w">1</varequal>`, "Add", "25")+scored(`<varequal respident="response_x">3</varequal>`, "Add", "25")+
			scored(`<varequal respident="response_y">4</varequal>`, "Add", "25")+scored(`<varequal respident="response_z">5</varequal>`, "Add", "25")),
	quiz.Essay:       qtiSample("essay_question", "Why?", qtiTyped, ""),
	quiz.Description: qtiSample("text_only_question", "A text.", "", ""),
}

const qtiTyped = `<response_str ident="response1"><render_fib/></response_str>`

// qtiSample writes an item; feedback follows as idents and texts.
func qtiSample(kind, text, responses, conditions string, feedback ...string) string {
	s := `<?xml version="1.0"?><questestinterop><item ident="sample-question" title="T"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>` + kind +
		`</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">` + text + `</mattext></material>` + responses +
		`</presentation><resprocessing><outcomes><decvar maxvalue="100"/></outcomes>` + conditions + `</resprocessing>`
	for i := 0; i < len(feedback); i += 2 {
		s += itemFeedback(feedback[i], feedback[i+1])
	}
	return s + itemFeedback("general_fb", "All.") + `</item></questestinterop>`
}

func itemFeedback(ident, text string) string {
	return `<itemfeedback ident="` + ident + `"><flow_mat><material><mattext texttype="text/html">` + text + `</mattext></material></flow_mat></itemfeedback>`
}

func labels(ident, left string, choices ...string) string {
	s := `<response_lid ident="` + ident + `" rcardinality="Single">`
	if left != "" {
		s += `<material><mattext texttype="text/html">` + left + `</mattext></material>`
	}
	s += `<render_choice>`
	for i := 0; i < len(choices); i += 2 {
		s += `<response_label ident="` + choices[i] + `"><material><mattext texttype="text/html">` + choices[i+1] + `</mattext></material></response_label>`
	}
	return s + `</render_choice></response_lid>`
}

func scored(condition, action, value string) string {
	return `<respcondition><conditionvar>` + condition + `</conditionvar><setvar action="` + action + `" varname="SCORE">` + value + `</setvar></respcondition>`
}

// What QTI can say comes back from it as it was; of the rest each question tells once what is lost.
func TestWrittenQTI(t *testing.T) {
	for _, name := range []string{"kinds.xml", "every-kind.gift"} {
		var src []byte
		if name == "kinds.xml" {
			ar, err := txtar.ParseFile("testdata/qti.txtar")
			if err != nil {
				t.Fatal(err)
			}
			src = ar.Files[0].Data
		} else {
			var err error
			if src, err = os.ReadFile("testdata/" + name); err != nil {
				t.Fatal(err)
			}
		}
		b := Read(src, name, "")
		b.Settings.Attempts, b.Settings.Shuffle = 3, "choices"
		for i, q := range b.Questions {
			q.Section = joinedSection(i)
		}
		var out, twice bytes.Buffer
		losses, err := qtiBank.Write(&out, b)
		if err != nil {
			t.Fatal(err)
		}
		lost := map[int]bool{}
		for _, l := range losses {
			if lost[l.Line] || l.Line < 1 {
				t.Errorf("%s: a question tells twice what it loses: %v", name, l)
			}
			lost[l.Line] = true
		}
		again := Read(out.Bytes(), strings.TrimSuffix(name, ".gift")+".qti.zip", "")
		if again.Settings != b.Settings || len(again.Problems) > 0 && name == "every-kind.gift" {
			t.Errorf("%s: settings %+v, problems %v", name, again.Settings, again.Problems)
		}
		if len(again.Questions) != len(b.Questions) {
			t.Fatalf("%s: %d of %d questions", name, len(again.Questions), len(b.Questions))
		}
		for i, q := range b.Questions {
			if name == "kinds.xml" && !lost[q.Line] {
				sameQuestions(t, name, []*quiz.Question{q}, again.Questions[i:i+1])
			}
			if got := again.Questions[i]; got.ID != q.ID || got.Section != q.Section || got.Points != q.Points && q.Kind.Asks() {
				t.Errorf("%s: %s, %q, %v became %s, %q, %v", name, q.ID, q.Section, q.Points, got.ID, got.Section, got.Points)
			}
		}
		if _, err := qtiBank.Write(&twice, b); err != nil || !bytes.Equal(out.Bytes(), twice.Bytes()) {
			t.Errorf("%s: written twice it differs: %v", name, err)
		}
		soundPackage(t, out.Bytes())
	}
}

func joinedSection(i int) string {
	return []string{"", "Sea", "Sea", "Sea/Low//high", "Sky"}[i%5]
}

// soundPackage holds a package against the rules of IMS Content Packaging 1.1.4 that importers rely on: a manifest at the root
// with metadata, organizations and resources in this order; names of resources that are XML names, each once; a file for each href, listed by its
// resource; a resource for each dependency; and no file that none lists.
func soundPackage(t *testing.T, src []byte) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = data
		if strings.HasSuffix(f.Name, ".xml") {
			strict(t, data)
		}
	}
	var manifest struct {
		XMLName   xml.Name
		ID        string                       `xml:"identifier,attr"`
		Parts     []struct{ XMLName xml.Name } `xml:",any"`
		Resources []struct {
			ID    string `xml:"identifier,attr"`
			Type  string `xml:"type,attr"`
			Href  string `xml:"href,attr"`
			Files []struct {
				Href string `xml:"href,attr"`
			} `xml:"file"`
			Needs []struct {
				Ref string `xml:"identifierref,attr"`
			} `xml:"dependency"`
		} `xml:"resources>resource"`
	}
	if err := xml.Unmarshal(files["imsmanifest.xml"], &manifest); err != nil {
		t.Fatalf("%v\n%s", err, files["imsmanifest.xml"])
	}
	name := regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]*$`)
	ids, listed, quizzes := map[string]bool{}, map[string]bool{"imsmanifest.xml": true, "non_cc_assessments/": true}, 0
	if !name.MatchString(manifest.ID) || len(manifest.Parts) != 2 || manifest.Parts[0].XMLName.Local != "metadata" || manifest.Parts[1].XMLName.Local != "organizations" {
		t.Errorf("the manifest %q has %v before its resources", manifest.ID, manifest.Parts)
	}
	for _, r := range manifest.Resources {
		if ids[r.ID] || !name.MatchString(r.ID) || r.Type == "" || len(r.Files) == 0 {
			t.Errorf("resource %+v", r)
		}
		ids[r.ID] = true
		if r.Type == "imsqti_xmlv1p2" {
			quizzes++
		}
		own := r.Href == ""
		for _, f := range r.Files {
			own = own || f.Href == r.Href
			listed[f.Href] = true
			if _, ok := files[f.Href]; !ok {
				t.Errorf("%s names %s, which is not there", r.ID, f.Href)
			}
		}
		if !own {
			t.Errorf("%s does not list its own href", r.ID)
		}
	}
	for _, r := range manifest.Resources {
		for _, n := range r.Needs {
			if !ids[n.Ref] {
				t.Errorf("%s needs %s, which is not there", r.ID, n.Ref)
			}
		}
	}
	for f := range files {
		if !listed[f] {
			t.Errorf("no resource lists %s", f)
		}
	}
	if quizzes != 1 {
		t.Errorf("%d quizzes", quizzes)
	}
}
