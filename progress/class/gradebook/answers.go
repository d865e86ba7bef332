package gradebook

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"lectern/lessons/text"
	"lectern/progress/class"
)

func (f *Files) answer(p *class.Person, r class.Row) {
	a := r.Answer
	title, kind, credit, points := a.Title, a.Kind, "", ""
	if r.Of != nil {
		title, kind = r.Of.Title, r.Of.Kind
	}
	if r.Judged {
		credit, points = decimal(r.Given.Credit), decimal(r.Points)
	}
	f.rows.Row(a.ID, a.Attempt, p.Label(), p.Name, f.course, r.Attempt.Scope, a.Question, a.Hash, title, kind,
		string(storable(a.Response)), words(r), credit, points, strconv.Itoa(a.Hints), decimal(a.Seconds), moment(a.At), sureness(a.Confidence))
}

// sureness is how sure the student said to be, "" if nobody asked.
func sureness(c int) string {
	if c == 0 {
		return ""
	}
	return strconv.Itoa(c)
}

// words is the answer in words: as the course has it, else as it was recorded.
func words(r class.Row) string {
	if r.Given.Words != "" {
		return text.OneLine(r.Given.Words)
	}
	return text.OneLine(r.Answer.Words)
}

func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

// storable returns JSON that databases take in: PostgreSQL's jsonb refuses the character 0 and halves
// of characters, which JSON may have as escapes.
func storable(raw json.RawMessage) []byte {
	if !bytes.Contains(raw, []byte(`\u`)) {
		return raw
	}
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return []byte("null")
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(withoutZero(v)) != nil {
		return []byte("null")
	}
	return bytes.TrimSpace(b.Bytes())
}

func withoutZero(v any) any {
	switch v := v.(type) {
	case string:
		return strings.ReplaceAll(v, "\x00", "")
	case []any:
		for i := range v {
			v[i] = withoutZero(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = withoutZero(v[k])
		}
	}
	return v
}
