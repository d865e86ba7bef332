package bank

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// Hostile banks are over in a moment, and say so.
func TestHostileXML(t *testing.T) {
	question := func(body string) string {
		return `<quiz><question type="shortanswer"><name><text>N</text></name><questiontext format="html"><text>` + body + `</text></questiontext><answer fraction="100"><text>a</text></answer></question></quiz>`
	}
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	for i := range 4 {
		w, err := z.Create(fmt.Sprintf("q%d.xml", i))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte("<questestinterop>" + strings.Repeat("<a>", 4<<20) + "\n"))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	const formula = `<quiz><question type="calculated"><name><text>N</text></name><questiontext><text>`
	for name, c := range map[string]struct {
		src  string
		code string
	}{
		"entities of a DTD":  {`<!DOCTYPE quiz [<!ENTITY a "lol"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>` + question("&b;&f;"), "loose-xml"},
		"gaps":               {strings.Replace(question(strings.Repeat("{1:SA:=a}", 100_000)), "shortanswer", "cloze", 1), ""},
		"braces":             {strings.Replace(question(strings.Repeat("{", 2<<20)), "shortanswer", "cloze", 1), "no-answers"},
		"drop-downs":         {strings.Replace(question(strings.Repeat("[[1]]", 100_000)), "shortanswer", "gapselect", 1), "no-answers"},
		"pictures":           {question(strings.Repeat("&lt;img src='data:image/png;base64,AAAA'&gt;", 50_000)), ""},
		"broken pictures":    {question(strings.Repeat("&lt;img src='data:image/png;base64,*'&gt;", 50_000)), "picture-left-out"},
		"a deep formula":     {formula + "</text></questiontext><answer fraction='100'><text>" + strings.Repeat("(", 1<<20) + "</text></answer></question></quiz>", "bad-formula"},
		"values without end": {formula + strings.Repeat("{a}", 1<<20) + "</text></questiontext><answer fraction='100'><text>1</text></answer><dataset_definitions><dataset_definition><name><text>a</text></name><dataset_items><dataset_item><number>1</number><value>1" + strings.Repeat("0", 300) + "</value></dataset_item></dataset_items></dataset_definition></dataset_definitions></question></quiz>", "bad-formula"},
		"a bomb":             {bomb.String(), "too-much-markup"},
		"no archive":         {"PK\x03\x04 imsmanifest.xml", "not-a-bank"},
	} {
		b := Read([]byte(c.src), "t.xml", "")
		found := c.code == "" && len(b.Questions) == 1
		for _, p := range b.Problems {
			found = found || p.Code == c.code
		}
		if !found {
			t.Errorf("%s: %d questions, %.300v", name, len(b.Questions), b.Problems)
		}
		for _, q := range b.Questions {
			if strings.Contains(q.Prompt.Source, "lol") || strings.Contains(q.Prompt.Source, "root:") {
				t.Errorf("%s: an entity of the file was believed", name)
			}
		}
	}
}

// Reading takes time in proportion to the size: the figure is per byte.
func BenchmarkReadMoodleXML(b *testing.B) {
	var src strings.Builder
	src.WriteString("<quiz>")
	for i := range 5000 {
		fmt.Fprintf(&src, `<question type="multichoice"><name><text>Q%d</text></name><questiontext format="html"><text><![CDATA[<p>Which of these floats, and <b>why</b>?</p>]]></text></questiontext>
<generalfeedback format="html"><text>About density.</text></generalfeedback><defaultgrade>1</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>i%d</idnumber><single>true</single>`, i, i)
		for j := range 4 {
			fmt.Fprintf(&src, `<answer fraction="%d" format="html"><text>choice %d &amp; more</text><feedback format="html"><text>Said to it.</text></feedback></answer>`, 100*(j%4/3), j)
		}
		src.WriteString("</question>\n")
	}
	src.WriteString("</quiz>")
	text := []byte(src.String())
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if got := Read(text, "b.xml", ""); len(got.Questions) != 5000 {
			b.Fatal(len(got.Questions))
		}
	}
}
