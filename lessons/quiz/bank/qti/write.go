package qti

import (
	"archive/zip"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/yuin/goldmark"
	renderer "github.com/yuin/goldmark/renderer/html"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/attached"
)

// pictureFolder is where the pictures of a package lie.
const pictureFolder = "images"

// Write writes questions as a package of QTI 1.2 that Canvas imports: a manifest, the quiz, its settings, its pictures. Losses tell
// what the format, or Canvas, cannot say of a question; the error is that of w. The same bank gives the same bytes.
func Write(w io.Writer, b *quiz.Bank) (losses []doc.Problem, err error) {
	x := &writer{bank: b, used: map[string]bool{}}
	x.settingsLost(b.Settings)
	body := x.quiz()
	z := zip.NewWriter(w)
	put := func(name string, data []byte) {
		if err != nil {
			return
		}
		// No time of its own: the same bank is the same file.
		entry, failed := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err = failed; err == nil {
			_, err = entry.Write(data)
		}
	}
	put("imsmanifest.xml", []byte(x.manifest()))
	put("non_cc_assessments/", nil)
	put(x.id+"/"+x.id+".xml", []byte(body))
	put(x.id+"/assessment_meta.xml", []byte(x.meta()))
	for _, p := range b.Pictures {
		if x.used[p.Name] {
			put(pictureFolder+"/"+path.Base(p.Name), p.Data)
		}
	}
	if closed := z.Close(); err == nil {
		err = closed
	}
	return x.losses.Problems, err
}

type writer struct {
	strings.Builder
	bank   *quiz.Bank
	id     string // of the quiz
	used   map[string]bool
	losses quiz.Losses
	lost   []string // of the question being written
	shares map[string]int
}

func (x *writer) lose(what string) {
	for _, l := range x.lost {
		if l == what {
			return
		}
	}
	x.lost = append(x.lost, what)
}

// settingsLost tells which settings of a bank a quiz of Canvas does not have.
func (x *writer) settingsLost(s quiz.Settings) {
	var lost []string
	if s.Pool > 0 {
		lost = append(lost, "pool")
	}
	if s.Pass > 0 {
		lost = append(lost, "pass")
	}
	if s.Shuffle == "questions" || s.Shuffle == "both" {
		lost = append(lost, "the order of questions")
	}
	if s.Reveal == "at-once" || s.Reveal == "after-pass" {
		lost = append(lost, "reveal")
	}
	if len(lost) > 0 {
		x.losses.Problems = append(x.losses.Problems, doc.Problem{Line: 1, Severity: doc.Warning, Text: "settings of the bank are lost that the format does not have: " + strings.Join(lost, ", ")})
	}
}

// hash makes a name of letters and digits that stays the same.
func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return "g" + hex.EncodeToString(h.Sum(nil)[:16])
}

// ident returns the ident of a question.
func (x *writer) ident(q *quiz.Question) string {
	if q.ID != "" {
		return hash("question", q.ID)
	}
	key := hash("question", q.Title, q.TextHash())
	if x.shares == nil {
		x.shares = map[string]int{}
	}
	if x.shares[key]++; x.shares[key] > 1 {
		return key + "_" + strconv.Itoa(x.shares[key])
	}
	return key
}

// title is that of the quiz: the name of the bank.
func (x *writer) title() string {
	if len(x.bank.Questions) > 0 && x.bank.Questions[0].File != "" {
		base := path.Base(x.bank.Questions[0].File)
		if stem, _, _ := strings.Cut(base, "."); stem != "" {
			return stem
		}
	}
	return "Quiz"
}

// quiz writes the file of the questions.
func (x *writer) quiz() string {
	var idents []string
	for _, q := range x.bank.Questions {
		idents = append(idents, q.ID, q.TextHash())
	}
	x.id = hash(append(idents, "quiz", x.title())...)
	x.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		"<questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2 http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd\">\n" +
		"  <assessment ident=\"" + x.id + "\" title=\"" + escape(x.title()) + "\">\n    <section ident=\"root_section\">\n")
	var open []string
	for i, q := range x.bank.Questions {
		if q.Kind == quiz.Description && q.Prompt.Empty() && q.Title == "" {
			continue
		}
		open = x.sections(open, quiz.SectionParts(q.Section), i)
		x.item(q)
	}
	x.sections(open, nil, 0)
	x.WriteString("    </section>\n  </assessment>\n</questestinterop>\n")
	return x.String()
}

// sections closes and opens sections on the way from one category to another.
func (x *writer) sections(open, next []string, at int) []string {
	same := 0
	for same < len(open) && same < len(next) && open[same] == next[same] {
		same++
	}
	for range open[same:] {
		x.WriteString("    </section>\n")
	}
	for i := same; i < len(next); i++ {
		x.WriteString("    <section ident=\"" + hash(append(next[:i+1:i+1], "section", strconv.Itoa(at))...) + "\" title=\"" + escape(next[i]) + "\">\n")
	}
	return next
}

// text writes a text in <material>.
func (x *writer) text(t quiz.Text, indent string) {
	x.WriteString(indent + "<material>\n" + indent + "  " + x.mattext(t) + "\n" + indent + "</material>\n")
}

func (x *writer) mattext(t quiz.Text) string {
	kind, source := "text/html", x.html(t)
	if t.Format == quiz.Plain {
		kind, source = "text/plain", t.Source
	}
	return "<mattext texttype=\"" + kind + "\">" + escape(source) + "</mattext>"
}

// html makes HTML of a text, with the addresses of its pictures as they are in the package.
func (x *writer) html(t quiz.Text) string {
	source := t.Source
	switch t.Format {
	case quiz.Plain:
		return html.EscapeString(source)
	case quiz.Markdown:
		var out bytes.Buffer
		if err := goldmark.New(goldmark.WithRendererOptions(renderer.WithUnsafe())).Convert([]byte(source), &out); err == nil {
			source = strings.TrimSpace(out.String())
			if inner, one := strings.CutPrefix(source, "<p>"); one && strings.Count(source, "<p>") == 1 && strings.HasSuffix(inner, "</p>") {
				source = strings.TrimSuffix(inner, "</p>")
			}
		}
	case quiz.Moodle, "":
		source = strings.ReplaceAll(source, "\n", "<br>\n")
	}
	for _, p := range x.bank.Pictures {
		for _, written := range attached.Spellings(p.Name) {
			if strings.Contains(source, written) {
				x.used[p.Name] = true
				source = attached.Replace(source, []string{written, fileBase + "/" + pictureFolder + "/" + attached.Address(path.Base(p.Name))})
			}
		}
	}
	return source
}

// escape writes a text as character data or as the value of an attribute.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// manifest writes the list of what the package holds.
func (x *writer) manifest() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		"<manifest identifier=\"" + hash("manifest", x.id) + "\" xmlns=\"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1\" xmlns:lom=\"http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource\" xmlns:imsmd=\"http://www.imsglobal.org/xsd/imsmd_v1p2\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1 http://www.imsglobal.org/xsd/imscp_v1p1.xsd\">\n" +
		"  <metadata>\n    <schema>IMS Content</schema>\n    <schemaversion>1.1.3</schemaversion>\n    <imsmd:lom>\n      <imsmd:general>\n        <imsmd:title>\n          <imsmd:string>" + escape(x.title()) + "</imsmd:string>\n        </imsmd:title>\n      </imsmd:general>\n    </imsmd:lom>\n  </metadata>\n" +
		"  <organizations/>\n  <resources>\n")
	settings := hash("settings", x.id)
	fmt.Fprintf(&b, "    <resource identifier=\"%s\" type=\"imsqti_xmlv1p2\">\n      <file href=\"%[1]s/%[1]s.xml\"/>\n      <dependency identifierref=\"%[2]s\"/>\n    </resource>\n", x.id, settings)
	fmt.Fprintf(&b, "    <resource identifier=\"%s\" type=\"associatedcontent/imscc_xmlv1p1/learning-application-resource\" href=\"%[2]s/assessment_meta.xml\">\n      <file href=\"%[2]s/assessment_meta.xml\"/>\n    </resource>\n", settings, x.id)
	for _, p := range x.bank.Pictures {
		if x.used[p.Name] {
			name := escape(pictureFolder + "/" + path.Base(p.Name))
			fmt.Fprintf(&b, "    <resource identifier=\"%s\" type=\"webcontent\" href=\"%[2]s\">\n      <file href=\"%[2]s\"/>\n    </resource>\n", hash("picture", p.Name), name)
		}
	}
	b.WriteString("  </resources>\n</manifest>\n")
	return b.String()
}

// meta writes the settings of the quiz as Canvas has them.
func (x *writer) meta() string {
	s := x.bank.Settings
	attempts := -1
	if s.Attempts > 0 {
		attempts = s.Attempts
	}
	points := 0.0
	for _, q := range x.bank.Questions {
		if q.Kind.Asks() {
			points += q.Points
		}
	}
	return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		"<quiz identifier=\"" + x.id + "\" xmlns=\"http://canvas.instructure.com/xsd/cccv1p0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://canvas.instructure.com/xsd/cccv1p0 https://canvas.instructure.com/xsd/cccv1p0.xsd\">\n" +
		"  <title>" + escape(x.title()) + "</title>\n  <description></description>\n" +
		fmt.Sprintf("  <shuffle_answers>%t</shuffle_answers>\n", s.Shuffle == "choices" || s.Shuffle == "both") +
		"  <scoring_policy>keep_highest</scoring_policy>\n  <hide_results></hide_results>\n  <quiz_type>assignment</quiz_type>\n" +
		"  <points_possible>" + strconv.FormatFloat(points, 'f', -1, 64) + "</points_possible>\n" +
		fmt.Sprintf("  <show_correct_answers>%t</show_correct_answers>\n", s.Reveal != "never") +
		"  <allowed_attempts>" + strconv.Itoa(attempts) + "</allowed_attempts>\n" +
		"  <one_question_at_a_time>false</one_question_at_a_time>\n  <cant_go_back>false</cant_go_back>\n</quiz>\n"
}

// titleOf is what an item is called.
func titleOf(q *quiz.Question) string { return cmp.Or(q.Title, "Question") }
