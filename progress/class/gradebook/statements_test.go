package gradebook

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"lectern/progress"
	"lectern/progress/class"
)

// TestStatementsByTheSpec holds statements of odd answers, of odd students, of odd courses, against the rules
// by which a record store takes or refuses a batch (xAPI 1.0.3, Data, 2.2 to 2.4).
func TestStatementsByTheSpec(t *testing.T) {
	var rows []class.Row
	for _, kind := range []string{"truefalse", "single", "multi", "short", "numeric", "matching", "ordering", "cloze", "essay"} {
		for _, points := range []float64{0, 0.3, 20} {
			q := &class.Question{ID: "q /?#" + kind, Title: "Wh\x1by? \"<&>\"\u202e", Kind: kind, Points: points, Choices: []class.Part{{Text: "x"}, {Text: "x"}, {Text: ""}}}
			r := row(progress.NameID("6ba7b810-9dad-11d1-80b4-00c04fd430c8", fmt.Sprint(kind, points)), q, `null`, "a\x00\"b\\\u2028", points > 0)
			r.Attempt.ID = progress.NewID()
			r.Given.Parts, r.Given.Credit = []class.Part{{Text: "x"}, {Text: "I don't know", DontKnow: true}}, 1.0/3
			r.Points = points / 3
			r.Answer.Hash = "h &" + fmt.Sprint(points)
			rows = append(rows, r)
			r.Answer.ID, r.Answer.DontKnow, r.Answer.At = progress.NameID(r.Answer.ID, "2"), true, time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC)
			r.Answer.Seconds, r.Judged, r.Points, r.Given.Credit = 86400, true, 0, 0
			rows = append(rows, r)
			r.Answer.ID, r.Answer.At = progress.NameID(r.Answer.ID, "3"), time.Time{}
			rows = append(rows, r)
		}
	}
	for _, course := range []struct{ base, language string }{{"https://pumps.example", "en"}, {"pumps.example/a b", "English (UK)"}, {"/x", "zh-Hans-CN"}, {"", ""}} {
		for _, p := range []*class.Person{{Name: "Ana", ID: "S-104"}, {}} {
			dir := t.TempDir()
			f, err := Begin(dir, "pumps", course.base, course.language, "Lectern", noEssays(t))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range rows {
				if err := f.Each(p, r); err != nil {
					t.Fatal(err)
				}
			}
			if err := f.Finish(sample(), "skip"); err != nil {
				t.Fatal(err)
			}
			var all []any
			if err := json.Unmarshal([]byte(read(t, filepath.Join(dir, Statements, "batch-0001.json"))), &all); err != nil || len(all) != len(rows) {
				t.Fatalf("%d statements, %v", len(all), err)
			}
			ids := map[any]bool{}
			for _, s := range all {
				v := spec{}
				v.statement(s)
				if id := s.(map[string]any)["id"]; ids[id] {
					v = append(v, "two statements have one ID")
				} else {
					ids[id] = true
				}
				if len(v) > 0 {
					src, _ := json.Marshal(s)
					t.Fatalf("%s of %s", strings.Join(v, "; "), src)
				}
			}
		}
	}
}

// spec collects what is wrong with a statement.
type spec []string

var (
	isUUID     = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	isTag      = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)
	isDuration = regexp.MustCompile(`^PT[0-9]+(\.[0-9]+)?S$`)
)

func (v *spec) must(ok bool, what string, of any) {
	if !ok {
		*v = append(*v, fmt.Sprintf("%s: %v", what, of))
	}
}

// members says of an object that it has no members but these, and those without a question mark.
func (v *spec) members(o any, names ...string) map[string]any {
	m, ok := o.(map[string]any)
	v.must(ok, "no object", o)
	for name, value := range m {
		v.must(slices.Contains(names, name) || slices.Contains(names, name+"?"), "no such member", name)
		v.must(value != nil, "null", name)
	}
	for _, name := range names {
		v.must(strings.HasSuffix(name, "?") || m[name] != nil, "missing", name)
	}
	return m
}

func (v *spec) address(a any) {
	s, _ := a.(string)
	u, err := url.Parse(s)
	v.must(err == nil && u.IsAbs() && u.Host != "" && !strings.ContainsAny(s, " <>\"\\"), "no IRI", a)
}

func (v *spec) inLanguages(a any) {
	m, ok := a.(map[string]any)
	v.must(ok && len(m) > 0, "no texts by language", a)
	for tag, text := range m {
		_, ok := text.(string)
		v.must(ok && isTag.MatchString(tag), "no language", tag)
	}
}

func (v *spec) matches(is *regexp.Regexp, a any) {
	s, ok := a.(string)
	v.must(ok && is.MatchString(s), "not "+is.String(), a)
}

func (v *spec) statement(a any) {
	s := v.members(a, "id", "actor", "verb", "object", "result", "context", "timestamp?")
	v.matches(isUUID, s["id"])
	who := v.members(s["actor"], "objectType", "name?", "account")
	account := v.members(who["account"], "homePage", "name")
	v.must(who["objectType"] == "Agent" && account["name"] != "", "nobody", who)
	v.address(account["homePage"])
	verb := v.members(s["verb"], "id", "display")
	v.address(verb["id"])
	v.inLanguages(verb["display"])
	v.object(s["object"])
	v.result(s["result"])
	c := v.members(s["context"], "registration", "platform", "language?", "contextActivities")
	v.matches(isUUID, c["registration"])
	if c["language"] != nil {
		v.matches(isTag, c["language"])
	}
	parents, _ := v.members(c["contextActivities"], "parent")["parent"].([]any)
	v.must(len(parents) == 1, "no parent", parents)
	for _, p := range parents {
		v.address(v.members(p, "id")["id"])
	}
	if at := s["timestamp"]; at != nil {
		text, _ := at.(string)
		_, err := time.Parse(time.RFC3339, text)
		v.must(err == nil && !strings.HasSuffix(text, "-00:00"), "no time", at)
	}
}

func (v *spec) object(a any) {
	o := v.members(a, "objectType", "id", "definition")
	v.must(o["objectType"] == "Activity", "no activity", o)
	v.address(o["id"])
	d := v.members(o["definition"], "type", "interactionType", "description", "choices?")
	v.address(d["type"])
	v.inLanguages(d["description"])
	kind, _ := d["interactionType"].(string)
	v.must(slices.Contains([]string{"true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other"}, kind), "no interaction", kind)
	v.must(d["choices"] == nil || kind == "choice", "choices of", kind)
	choices, _ := d["choices"].([]any)
	seen := map[any]bool{}
	for _, c := range choices {
		m := v.members(c, "id", "description")
		id, _ := m["id"].(string)
		v.must(id != "" && !strings.ContainsAny(id, " \t\n") && !seen[id], "a choice is called", id)
		seen[id] = true
		v.inLanguages(m["description"])
	}
}

func (v *spec) result(a any) {
	r := v.members(a, "response", "success?", "completion", "score?", "duration")
	_, text := r["response"].(string)
	_, done := r["completion"].(bool)
	v.must(text && done, "no result", r)
	if r["success"] != nil {
		_, ok := r["success"].(bool)
		v.must(ok, "no success", r["success"])
	}
	v.matches(isDuration, r["duration"])
	if r["score"] == nil {
		return
	}
	s := v.members(r["score"], "scaled", "raw?", "min?", "max?")
	number := func(name string) float64 {
		x, ok := s[name].(float64)
		v.must(ok || s[name] == nil, "no number", s[name])
		return x
	}
	v.must(number("scaled") >= -1 && number("scaled") <= 1, "scaled", s)
	if s["max"] != nil {
		v.must(number("min") < number("max") && number("raw") >= number("min") && number("raw") <= number("max"), "range", s)
	}
}
