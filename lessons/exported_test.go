package lessons

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"lectern/lessons/doc"
	"lectern/lessons/quiz/bank"
)

// What a school's system exports opens as it is: a file of questions, a package, and one that was unpacked. Its pictures
// are shown from inside, and its pages are read beside the questions.
func TestOpensWhatSchoolsExport(t *testing.T) {
	const gif = "GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x00"
	const item = `<questestinterop><assessment title="Tides"><section><item ident="tides-rise" title="Rise"><presentation>
<material><mattext texttype="text/html">&lt;p&gt;Does it rise? &lt;img src="$IMS-CC-FILEBASE$/a%20sea.gif" alt="the sea"&gt;&lt;/p&gt;</mattext></material>
<response_str ident="r"><render_fib/></response_str></presentation><resprocessing><respcondition><conditionvar><varequal>yes</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>`
	files := map[string]string{
		"imsmanifest.xml": `<manifest><resources><resource identifier="q" type="imsqti_xmlv1p2"><file href="q/q.xml"/></resource></resources></manifest>`,
		"q/q.xml":         item, "web_resources/a sea.gif": gif, "wiki_content/page.html": "<h1>A page</h1><p>Of the course.</p>",
	}
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	var packed strings.Builder
	z := zip.NewWriter(&packed)
	for name, data := range files {
		write("unpacked/"+name, []byte(data))
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	const moodle = `<quiz><question type="category"><category><text>$course$/top/Tides</text></category></question><question type="shortanswer"><name><text>Rise</text></name><questiontext format="html">
<text>Does it rise? &lt;img src="@@PLUGINFILE@@/a%20sea.gif"&gt;</text><file name="a sea.gif" encoding="base64">R0lGODlhAQABAAAAACwAAAAAAQABAAACAA==</file></questiontext><idnumber>tides-rise</idnumber><answer fraction="100"><text>yes</text></answer></question></quiz>`
	for name, pages := range map[string]int{
		write("questions of tides.xml", []byte(moodle)): 1, write("tides.imscc", []byte(packed.String())): 2, filepath.Join(dir, "unpacked"): 2,
	} {
		c, err := OpenPath(name)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		qs := c.Questions()
		if len(qs) != 1 || qs[0].ID != "tides-rise" || len(c.Pages()) != pages {
			t.Fatalf("%s: %d pages, %d questions", name, len(c.Pages()), len(qs))
		}
		_, rest, _ := strings.Cut(qs[0].Prompt.Source, `src="`)
		address, _, _ := strings.Cut(rest, `"`)
		for _, p := range c.Pages() {
			if len(p.Banks()) == 0 {
				continue
			}
			if text, err := c.Source(p.Path); err != nil || !strings.Contains(string(text), "<p>1 question</p>") {
				t.Errorf("%s: the page of the questions says %q, %v", name, text, err)
			}
			if data, err := p.PictureStart(address, 6); string(data) != "GIF89a" || err != nil || !p.HasPicture(address) {
				t.Errorf("%s: the picture %s: %q, %v", name, address, data, err)
			}
		}
	}
}

// A bank in plain text that is opened alone is asked, and its text, which has the answers, is not shown. The IDs
// of its questions are those that they had when it was.
func TestBankAlone(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.b.gift": "::Q::Which? <img src\\=\"p.png\">{=KEYA ~b}\n\n$CATEGORY: $course$/top/Two\n\nNo title?{=KEYB}\n", "p.png": "x",
		"q.csv": "question,a,b,correct\nWhich?,x,KEYA,b\n", "t.txt": "1. Which?\n*a) KEYA\nb) y\n", "n.txt": "Plain text\n",
		"m.quiz.toml": "[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"Which?\"\nanswer.answer = \"KEYA\"\n", "w.aiken": "Which?\nA) x\nB) y\nANSWER: A\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]struct {
		questions int
		files     string
	}{
		"a.b.gift": {2, "a.b.gift a.b.html p.png"}, "q.csv": {1, "q.csv q.html"}, "t.txt": {1, "t.html t.txt"}, "n.txt": {0, "n.txt"},
		"m.quiz.toml": {1, "m.html m.quiz.toml"}, "w.aiken": {1, "w.aiken w.html"},
	} {
		c, err := OpenPath(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if got := strings.Join(c.Files(), " "); got != want.files || len(c.Questions()) != want.questions {
			t.Errorf("%s: %d questions, files %s", name, len(c.Questions()), got)
		}
		for _, q := range c.Questions() {
			if !strings.HasPrefix(q.ID, name+"/") {
				t.Errorf("%s: a question has the ID %s", name, q.ID)
			}
		}
		for _, l := range c.Lessons() {
			if shown := doc.PlainText(l.Blocks()); strings.Contains(shown, "KEY") || strings.Contains(shown, "ANSWER") {
				t.Errorf("%s shows its key: %s", name, shown)
			}
		}
	}
}

// A folder, or an archive of one, that holds banks alone is a course in which each bank is a page that asks it. Where a page lies
// there, or the exam asks a bank, it gets none.
func TestFolderOfBanks(t *testing.T) {
	files := map[string]string{
		"a.b.gift": "::Q::Which?{=KEYA ~b}\n\n$CATEGORY: $course$/top/Two\n\nNo title?{=KEYB}\n", "a.csv": "question,a,b,correct\nWhich?,x,KEYA,b\n",
		"deep/t.txt": "1. Which?\n*a) KEYA\nb) y\n", "deep/m.quiz.toml": "[[questions]]\ntype = \"ShortAnswer\"\nprompt.prompt = \"What?\"\nanswer.answer = \"KEYA\"\n",
		"data.csv": "name,id\nx,1\n", "notes.txt": "Plain text\n", "a.aiken": "Which?\nA) x\nB) KEYA\nANSWER: B\n",
		"x.moodle.xml": "<quiz><question type=\"shortanswer\"><name><text>R</text></name><questiontext><text>Rise?</text></questiontext><answer fraction=\"100\"><text>KEYA</text></answer></question></quiz>",
	}
	var qti bytes.Buffer
	if _, err := bank.Named("qti").Write(&qti, bank.Read([]byte("::Z::Why?{=KEYA ~b}\n"), "z.gift", "")); err != nil {
		t.Fatal(err)
	}
	files["deep/z.zip"] = qti.String()
	const pages = "a.b.html 2, a.html 2, x.html 1, deep/m.html 1, deep/t.html 1, deep/z.html 1"
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	said := func(c *Course) string {
		var out []string
		for _, p := range c.Pages() {
			out = append(out, fmt.Sprintf("%s %d", p.Path, len(p.Questions())))
			for _, l := range p.Lessons() {
				if shown := doc.PlainText(l.Blocks()); strings.Contains(shown, "KEY") {
					t.Errorf("%s shows its key: %s", p.Path, shown)
				}
			}
		}
		return strings.Join(out, ", ")
	}
	c, err := Open(fsys, Options{In: "tides"})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(c); got != pages || c.Manifest.Title != "tides" || c.Files() == nil {
		t.Errorf("%q: %s", c.Manifest.Title, got)
	}
	if got := strings.Join(c.Files(), " "); strings.Contains(got, "z.zip") || !strings.Contains(got, "deep/z.qti.zip") || !strings.Contains(got, "deep/t.html deep/t.txt") {
		t.Errorf("files %s", got)
	}
	again := fstest.MapFS{} // what a program that it is attached to carries
	for _, name := range c.Files() {
		src, err := fs.ReadFile(c.FS(), name)
		if err != nil {
			t.Fatal(err)
		}
		again[name] = &fstest.MapFile{Data: src}
	}
	if c, err = Open(again, Options{}); err != nil || said(c) != pages {
		t.Errorf("attached: %v", err)
	}
	fsys["course.toml"] = &fstest.MapFile{Data: []byte("id = \"tides\"\nexclude = [\"deep/*\"]\n[exam]\nbanks = [\"a.b.gift\"]\n")}
	if c, err = Open(fsys, Options{}); err != nil || said(c) != "a.html 2, x.html 1" || len(c.ExamQuestions()) != 2 {
		t.Errorf("with course.toml: %v", err)
	}
	delete(fsys, "course.toml")
	fsys["a.md"] = &fstest.MapFile{Data: []byte("# A\n")}
	if c, err = Open(fsys, Options{}); err != nil || said(c) != "a.md 2" {
		t.Errorf("with a page: %v", err)
	}
}

// The settings of mkdocs-quiz hold, those of a page before those of mkdocs.yml, and course.toml between the two.
func TestMkdocsQuizSettings(t *testing.T) {
	const page = "%s# P\n\n<quiz>\nWhich?\n- [x] a\n- [ ] b\n</quiz>\n"
	for _, tt := range []struct{ site, course, front, want string }{
		{"", "", "", "1  "},
		{"", "", "quiz:\n  shuffle_answers: true\n  show_correct: false", "1 choices never"},
		{"", "", "quiz:\n  shuffle_answers: false\n  show_correct: yes", "1  "},
		{"", "", "quiz:\n  enabled: false", "0   quizzes-off"},
		{"", "", "quiz: disable", "0   quizzes-off"},
		{"mkdocs_quiz:\n      shuffle_answers: true\n      show_correct: false", "", "", "1 choices never"},
		{"mkdocs_quiz:\n      shuffle_answers: true\n      show_correct: false", "", "quiz:\n  shuffle_answers: false\n  show_correct: true", "1  "},
		{"mkdocs_quiz:\n      shuffle_answers: true\n      show_correct: false", "shuffle = \"both\"\nreveal = \"at-end\"", "", "1 both at-end"},
		{"mkdocs_quiz", "shuffle = \"both\"", "quiz:\n  shuffle_answers: true", "1 choices "},
		{"mkdocs_quiz:\n      enabled_by_default: false", "", "", "0   quizzes-off"},
		{"mkdocs_quiz:\n      enabled_by_default: false", "", "quiz:\n  enabled: true", "1  "},
		{"mkdocs_quiz:\n      enabled_by_default: [1]\n      show_correct: {a: b}", "", "quiz:\n  enabled: maybe", "1  "},
	} {
		fsys := fstest.MapFS{"course.toml": {Data: []byte("id = \"c\"\n" + tt.course)}}
		front := ""
		if tt.front != "" {
			front = "---\n" + tt.front + "\n---\n"
		}
		name := "a.md"
		if tt.site != "" {
			name = "docs/a.md"
			fsys["mkdocs.yml"] = &fstest.MapFile{Data: []byte("site_name: S\nplugins:\n  - search\n  - " + tt.site + "\n")}
		}
		fsys[name] = &fstest.MapFile{Data: fmt.Appendf(nil, page, front)}
		c := open(t, fsys)
		p := c.Pages()[0]
		s := p.Settings()
		got := fmt.Sprintf("%d %s %s", len(p.Questions()), s.Shuffle, s.Reveal)
		for _, problem := range p.Problems() {
			got += " " + problem.Code
		}
		if got != tt.want {
			t.Errorf("%q, %q, %q: %q, not %q", tt.site, tt.course, tt.front, got, tt.want)
		}
		if shown := doc.PlainText(p.Lessons()[0].Blocks()); strings.Contains(shown, "[x]") {
			t.Errorf("%q: the key is shown: %s", tt.front, shown)
		}
	}
}
