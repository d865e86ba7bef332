package qti

import (
	"html"
	"path"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// interactions are those of QTI 2.1 that are read.
func interactions() map[string]func(*reader, *quiz.Question, *item21) bool {
	return map[string]func(*reader, *quiz.Question, *item21) bool{
		"choiceInteraction":       (*reader).choice21,
		"hottextInteraction":      (*reader).choice21,
		"textEntryInteraction":    (*reader).entries21,
		"inlineChoiceInteraction": (*reader).entries21,
		"extendedTextInteraction": (*reader).extended21,
		"uploadInteraction":       (*reader).extended21,
		"orderInteraction":        (*reader).order21,
		"matchInteraction":        (*reader).match21,
		"associateInteraction":    (*reader).match21,
		"gapMatchInteraction":     (*reader).gapMatch21,
	}
}

// item21 is an assessmentItem taken apart.
type item21 struct {
	e, body      *loosexml.Element
	interactions []*loosexml.Element
	responses    map[string]*declared
	mapped       bool // credit is by the mapping of a response, not for all or nothing
}

// declared is a responseDeclaration.
type declared struct {
	cardinality, baseType string
	right                 []string
	mapping               map[string]float64
	order                 []string // keys of the mapping in their order
	caseful               map[string]bool
}

func (it *item21) response(e *loosexml.Element) *declared {
	if d := it.responses[e.Attr("responseIdentifier")]; d != nil {
		return d
	}
	return &declared{}
}

// best is the largest credit of the mapping, or the sum of those that earn, for several choices.
func (d *declared) best(sum bool) float64 {
	best := 0.0
	for _, v := range d.mapping {
		if sum {
			best += max(0, v)
		} else {
			best = max(best, v)
		}
	}
	return best
}

// test21 reads the items of a test in its order. Items that no test names follow by themselves.
func (r *reader) test21(e *loosexml.Element, all []parsed, used map[string]bool) {
	if r.files == nil {
		r.problem(e.Line, doc.Error, "unread-type", "a test without its package: its questions are in other files; import the package")
		return
	}
	before := r.doc
	dir := path.Dir(r.doc.path)
	for ref := range e.Within("assessmentItemRef") {
		name := clean(path.Join(dir, ref.Attr("href")))
		if used[name] {
			continue
		}
		i := slices.IndexFunc(all, func(p parsed) bool { return clean(p.path) == name })
		if src, ok := r.files.readText(name); i < 0 && ok && len(all) < maxDocuments { // which the manifest lists under the test only
			i = len(all)
			all = append(all, r.parse(document{path: name}, src))
		}
		if i < 0 {
			r.problem(ref.Line, doc.Error, "unread-type", "the test names the question %q, which is not in the package", text.ClipLine(ref.Attr("href"), 60))
			continue
		}
		r.doc = all[i].document
		used[all[i].path] = true
		for _, root := range all[i].roots {
			if root.Name == "assessmentItem" {
				r.item21(root)
			}
		}
		r.doc = before
	}
}

// item21 reads an item.
func (r *reader) item21(e *loosexml.Element) {
	r.line, r.told = e.Line, nil
	if !e.Whole {
		return
	}
	it := &item21{e: e, body: e.Child("itemBody"), responses: map[string]*declared{}}
	for d := range e.All("responseDeclaration") {
		it.responses[d.Attr("identifier")] = declaration(d)
	}
	known := interactions()
	unknown := ""
	for c := range it.body.Within() {
		if !strings.HasSuffix(c.Name, "Interaction") {
			continue
		}
		if known[c.Name] == nil {
			unknown = c.Name
		}
		it.interactions = append(it.interactions, c)
	}
	if t := e.Child("responseProcessing").Attr("template"); strings.HasSuffix(strings.TrimSuffix(t, ".xml"), "map_response") {
		it.mapped = true
	}
	for m := range e.Child("responseProcessing").Within("mapResponse") {
		it.mapped = it.mapped || m != nil
	}
	name := "“" + text.ClipLine(text.OneLine(e.Attr("title")), 60) + "”"
	switch {
	case e.Attr("adaptive") == "true", e.Child("templateDeclaration") != nil:
		r.problem(e.Line, doc.Error, "unread-type", "%s is an adaptive question or one made of a template, which cannot be asked here; it was left out", name)
		return
	case unknown != "":
		r.problem(e.Line, doc.Error, "unread-type", "%s is of the type %q, which cannot be asked here; it was left out", name, unknown)
		return
	}
	q := &quiz.Question{Points: 1, File: r.file, Line: r.lineOf(e), Section: quiz.JoinSection(r.section)}
	if title := text.OneLine(e.Attr("title")); !generic().MatchString(title) {
		q.Title = title
	}
	if id := text.OneLine(e.Attr("identifier")); id != "" && !plainIdent().MatchString(id) {
		q.ID, q.IDWritten = id, true
	}
	for o := range e.All("outcomeDeclaration") {
		if o.Attr("identifier") == "MAXSCORE" {
			if p, ok := number(o.Path("defaultValue", "value").Text()); ok && p > 0 && p <= 1e6 {
				q.Points = p
			}
		}
	}
	for f := range e.All("modalFeedback") {
		source, _ := f.Markup()
		if t := r.html(source); !t.Empty() {
			q.General = joinTexts(q.General, t)
		}
	}
	if len(it.interactions) == 0 {
		q.Kind = quiz.Description
		if q.Prompt = r.bodyText(it.body, nil); !q.Prompt.Empty() {
			r.bank.Questions = append(r.bank.Questions, q)
		}
		return
	}
	first := it.interactions[0].Name
	if len(it.interactions) > 1 {
		for _, i := range it.interactions {
			if i.Name != "textEntryInteraction" && i.Name != "inlineChoiceInteraction" {
				r.problem(e.Line, doc.Error, "unread-type", "%s asks several things at once, which is read of gaps only; it was left out", name)
				return
			}
		}
	}
	if known[first](r, q, it) {
		r.bank.Questions = append(r.bank.Questions, q)
	}
}

func declaration(e *loosexml.Element) *declared {
	d := &declared{cardinality: e.Attr("cardinality"), baseType: e.Attr("baseType"), mapping: map[string]float64{}, caseful: map[string]bool{}}
	for v := range e.Child("correctResponse").All("value") {
		d.right = append(d.right, text.OneLine(v.Text()))
	}
	for m := range e.Child("mapping").All("mapEntry") {
		key := text.OneLine(m.Attr("mapKey"))
		if v, ok := number(m.Attr("mappedValue")); ok {
			if _, twice := d.mapping[key]; !twice {
				d.order = append(d.order, key)
			}
			d.mapping[key] = v
			d.caseful[key] = m.Attr("caseSensitive") == "true"
		}
	}
	return d
}

// html makes a text of XHTML.
func (r *reader) html(source string) quiz.Text {
	source = strings.TrimSpace(r.addresses(equations(source)))
	if source == "" {
		return quiz.Text{}
	}
	if !holdsHTML(source) {
		return quiz.Text{Source: source, Format: quiz.Plain}
	}
	return quiz.Text{Source: source, Format: quiz.HTML}
}

// markup writes an element's content as HTML, with what each interaction in it becomes.
func markup(e *loosexml.Element, gap func(*loosexml.Element) string) string {
	var b strings.Builder
	var write func(e *loosexml.Element)
	write = func(e *loosexml.Element) {
		for _, n := range e.Nodes {
			c := n.Element
			switch {
			case c == nil:
				b.WriteString(html.EscapeString(n.Text))
			case strings.HasSuffix(c.Name, "Interaction"), c.Name == "gap":
				if gap != nil {
					b.WriteString(gap(c))
				}
				if p := c.Child("prompt"); p != nil && c.Name != "gapMatchInteraction" {
					b.WriteString("<p>")
					write(p)
					b.WriteString("</p>")
				}
			case c.Name == "feedbackInline", c.Name == "feedbackBlock", c.Name == "rubricBlock", c.Name == "templateInline", c.Name == "templateBlock":
			default:
				tag := strings.ToLower(c.Name)
				b.WriteString("<" + tag)
				for _, a := range c.Attrs {
					b.WriteString(" " + a.Name + `="` + html.EscapeString(a.Value) + `"`)
				}
				b.WriteString(">")
				if tag != "br" && tag != "img" && tag != "hr" {
					write(c)
					b.WriteString("</" + tag + ">")
				}
			}
		}
	}
	write(e)
	return strings.TrimSpace(b.String())
}

// bodyText returns the text of an item.
func (r *reader) bodyText(e *loosexml.Element, gap func(*loosexml.Element) string) quiz.Text {
	if e == nil {
		return quiz.Text{}
	}
	t := r.html(markup(e, gap))
	if t.Format == quiz.Plain {
		t.Source = html.UnescapeString(t.Source)
	}
	return t
}

func (r *reader) choice21(q *quiz.Question, it *item21) bool {
	i := it.interactions[0]
	d := it.response(i)
	q.Prompt = r.bodyText(it.body, nil)
	q.Kind = quiz.Single
	if d.cardinality == "multiple" || d.cardinality == "" && i.Attr("maxChoices") != "1" {
		q.Kind = quiz.Multi
	}
	q.Keep = i.Attr("shuffle") == "false"
	mapped := it.mapped && len(d.mapping) > 0
	best := d.best(q.Kind == quiz.Multi)
	right := len(d.right)
	for c := range i.Within("simpleChoice", "hottext") {
		choice := quiz.Choice{Text: r.bodyText(c, nil)}
		if f := c.Child("feedbackInline"); f != nil {
			source, _ := f.Markup()
			choice.Feedback = r.html(source)
		}
		if choice.Text.Empty() {
			r.warn("empty-answer", "a choice without a text; it was left out")
			continue
		}
		ident := c.Attr("identifier")
		isRight := slices.Contains(d.right, ident)
		switch {
		case mapped && best > 0:
			choice.Fraction = share(max(-1, min(1, d.mapping[ident]/best)))
		case q.Kind == quiz.Single && isRight:
			choice.Fraction = 1
		case q.Kind == quiz.Multi && right > 0:
			if choice.Fraction = -share(1 / float64(right)); isRight {
				choice.Fraction = -choice.Fraction
			}
		}
		q.Choices = append(q.Choices, choice)
	}
	q.AllOrNothing = q.Kind == quiz.Multi && !mapped
	if len(q.Choices) == 0 {
		return r.fault("no-answers", "a question without choices")
	}
	if len(d.right) == 0 && !mapped {
		r.warn("no-right-answer", "the file does not say which answer is right")
	}
	return r.asks(q)
}

// accepted21 returns the texts or numbers that a gap accepts.
func accepted21(d *declared, kind quiz.Kind) []quiz.Accepted {
	var out []quiz.Accepted
	add := func(said string, credit float64, caseful bool) {
		acc := quiz.Accepted{Text: literal(said), CaseSensitive: caseful, Fraction: credit}
		if kind == quiz.Numeric {
			v, ok := number(said)
			if !ok {
				return
			}
			acc.Text, acc.CaseSensitive, acc.Value = "", false, v
		}
		if said != "" {
			out = append(out, acc)
		}
	}
	if best := d.best(false); best > 0 {
		for _, key := range d.order {
			add(key, share(max(-1, min(1, d.mapping[key]/best))), d.caseful[key])
		}
	}
	for _, said := range d.right {
		if _, mapped := d.mapping[said]; !mapped {
			add(said, 1, false)
		}
	}
	oneCase(out)
	return out
}

// entries21 reads gaps in a text; a single one that is typed into is a question of its own.
func (r *reader) entries21(q *quiz.Question, it *item21) bool {
	kindOf := func(d *declared) quiz.Kind {
		if d.baseType == "float" || d.baseType == "integer" {
			return quiz.Numeric
		}
		return quiz.Short
	}
	if i := it.interactions[0]; len(it.interactions) == 1 && i.Name == "textEntryInteraction" {
		d := it.response(i)
		q.Kind = kindOf(d)
		q.Prompt = r.bodyText(it.body, func(*loosexml.Element) string { return "_____" })
		if q.Accepted = accepted21(d, q.Kind); len(q.Accepted) == 0 {
			return r.fault("no-answers", "a question without an accepted answer")
		}
		return r.asks(q)
	}
	q.Kind = quiz.Cloze
	var choices []*loosexml.Element
	q.Prompt = r.bodyText(it.body, func(i *loosexml.Element) string {
		d := it.response(i)
		gap := quiz.Gap{Weight: 1, Kind: kindOf(d)}
		if i.Name == "inlineChoiceInteraction" {
			gap.Kind = quiz.Single
			for c := range i.All("inlineChoice") {
				choices = append(choices, c)
				choice := quiz.Choice{Text: inLine(c)}
				if slices.Contains(d.right, c.Attr("identifier")) {
					choice.Fraction = 1
				}
				gap.Choices = append(gap.Choices, choice)
			}
		} else {
			gap.Accepted = accepted21(d, gap.Kind)
		}
		if len(gap.Choices)+len(gap.Accepted) == 0 {
			return "_____"
		}
		q.Gaps = append(q.Gaps, gap)
		return string(quiz.GapMark)
	})
	return r.finishGaps21(q)
}

func (r *reader) finishGaps21(q *quiz.Question) bool {
	if len(q.Gaps) == 0 {
		return r.fault("no-answers", "a question without gaps that can be filled in")
	}
	for i := range q.Gaps {
		for j := range q.Gaps[i].Choices {
			if c := &q.Gaps[i].Choices[j]; q.Prompt.Format == quiz.Plain {
				c.Text = quiz.Text{Source: words(c.Text), Format: quiz.Plain}
			}
		}
	}
	return true
}

func (r *reader) extended21(q *quiz.Question, it *item21) bool {
	q.Kind, q.Prompt = quiz.Essay, r.bodyText(it.body, nil)
	if it.interactions[0].Name == "uploadInteraction" {
		r.warn("other-answer", "the question wants a file, which cannot be given here; it asks for a text")
	}
	return r.asks(q)
}

func (r *reader) order21(q *quiz.Question, it *item21) bool {
	i := it.interactions[0]
	q.Kind, q.Prompt, q.AllOrNothing = quiz.Order, r.bodyText(it.body, nil), true
	for _, ident := range it.response(i).right {
		for c := range i.All("simpleChoice") {
			if c.Attr("identifier") == ident {
				q.Choices = append(q.Choices, quiz.Choice{Text: r.bodyText(c, nil)})
			}
		}
	}
	if len(q.Choices) < 2 {
		return r.fault("too-few-choices", "an ordering question with fewer than two items in their order")
	}
	return r.asks(q)
}

// match21 reads pairs, `A B` each: A stands on the left.
func (r *reader) match21(q *quiz.Question, it *item21) bool {
	i := it.interactions[0]
	q.Kind, q.Prompt = quiz.Match, r.bodyText(it.body, nil)
	texts := map[string]quiz.Text{}
	var order []string
	for c := range i.Within("simpleAssociableChoice") {
		texts[c.Attr("identifier")] = r.bodyText(c, nil)
		order = append(order, c.Attr("identifier"))
	}
	d := it.response(i)
	pairs := d.right
	if len(pairs) == 0 {
		for _, key := range d.order {
			if d.mapping[key] > 0 {
				pairs = append(pairs, key)
			}
		}
	}
	used := map[string]bool{}
	for _, pair := range pairs {
		left, right, _ := strings.Cut(pair, " ")
		right = strings.TrimSpace(right)
		if texts[left].Empty() || texts[right].Empty() {
			continue
		}
		if used[left+" "] {
			r.warn("other-answer", "something on the left has several partners; the first is right here")
			continue
		}
		used[left+" "], used[left], used[right] = true, true, true
		q.Pairs = append(q.Pairs, quiz.Pair{Left: texts[left], Right: words(texts[right])})
	}
	for _, ident := range order {
		if !used[ident] && !texts[ident].Empty() {
			q.Pairs = append(q.Pairs, quiz.Pair{Right: words(texts[ident])})
		}
	}
	if len(pairs) == 0 || len(q.Pairs) == 0 || q.Pairs[0].Left.Empty() {
		return r.fault("no-answers", "a matching question without pairs")
	}
	return r.asks(q)
}

// gapMatch21 reads gaps that texts are dragged into: each is a list of all of them.
func (r *reader) gapMatch21(q *quiz.Question, it *item21) bool {
	i := it.interactions[0]
	d := it.response(i)
	right := map[string]string{} // the text's ident, by that of the gap
	for _, pair := range append(slices.Clone(d.right), d.order...) {
		if t, gap, ok := strings.Cut(pair, " "); ok && right[strings.TrimSpace(gap)] == "" {
			right[strings.TrimSpace(gap)] = t
		}
	}
	q.Kind = quiz.Cloze
	inside := func(e *loosexml.Element) string {
		if e.Name != "gap" || right[e.Attr("identifier")] == "" || len(q.Gaps) > 200 {
			return "_____"
		}
		gap := quiz.Gap{Weight: 1, Kind: quiz.Single}
		for c := range i.All("gapText") {
			choice := quiz.Choice{Text: quiz.Text{Source: html.EscapeString(text.OneLine(c.Text())), Format: quiz.HTML}}
			if c.Attr("identifier") == right[e.Attr("identifier")] {
				choice.Fraction = 1
			}
			if !choice.Text.Empty() {
				gap.Choices = append(gap.Choices, choice)
			}
		}
		if len(gap.Choices) == 0 {
			return "_____"
		}
		q.Gaps = append(q.Gaps, gap)
		return string(quiz.GapMark)
	}
	content := &loosexml.Element{}
	for _, n := range i.Nodes {
		if n.Element == nil || n.Element.Name != "gapText" && n.Element.Name != "gapImg" {
			content.Nodes = append(content.Nodes, n)
		}
	}
	q.Prompt = r.bodyText(content, inside)
	return r.finishGaps21(q)
}
