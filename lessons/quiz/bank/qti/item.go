package qti

import (
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/loosexml"
)

// item is an <item> taken apart.
type item struct {
	e         *loosexml.Element
	ident     string
	meta      map[string]string // what its metadata say, by their names in lower case
	parts     []part            // the text and what is answered, in their order
	responses []*response
	rights    []quiz.Text // of Blackboard's matching: the right sides, by their places
	conds     []cond
	feedback  map[string]quiz.Text
	scale     float64 // the score that is everything
}

// part is a piece of the text, or a place where something is answered.
type part struct {
	text     quiz.Text
	response *response
}

// response is something that is answered.
type response struct {
	ident       string
	typed       bool
	cardinality string // single, multiple or ordered
	fibType     string
	left        quiz.Text // what stands before it
	labels      []label
}

// label is something to choose.
type label struct {
	ident string
	text  quiz.Text
}

// cond is a <respcondition>.
type cond struct {
	e        *loosexml.Element
	equals   []equal
	bounds   []bound
	anything bool // <other/>
	and      bool
	sets     bool // sets the score
	adds     bool
	value    float64
	maximum  bool // all that can be had
	feedback []string
}

// equal is <varequal>, perhaps inside of <not>.
type equal struct {
	response, value string
	not, caseful    bool
	margin          string // in percent, "" for none
}

// bound is <vargte> and its kin.
type bound struct {
	name  string
	value string
}

// take takes an item apart.
func (r *reader) take(e *loosexml.Element) *item {
	it := &item{e: e, ident: strings.TrimSpace(e.Attr("ident")), meta: map[string]string{}, feedback: map[string]quiz.Text{}}
	if m := e.Child("itemmetadata"); m != nil {
		for f := range m.Within("qtimetadatafield") {
			it.meta[strings.ToLower(f.Child("fieldlabel").Text())] = f.Child("fieldentry").Text()
		}
		for f := range m.All() { // Blackboard's
			if t := f.Text(); t != "" {
				it.meta[strings.ToLower(f.Name)] = t
			}
		}
	}
	if p := e.Child("presentation"); p != nil {
		r.presentation(it, p, false)
	}
	for f := range e.All("itemfeedback") {
		if t := r.materials(f); !t.Empty() {
			it.feedback[f.Attr("ident")] = t
		}
	}
	largest := 0.0
	for p := range e.All("resprocessing") {
		for c := range p.All("respcondition") {
			it.conds = append(it.conds, takeCond(c))
			largest = max(largest, it.conds[len(it.conds)-1].value)
		}
		for d := range p.Path("outcomes").All("decvar") {
			if v, ok := number(d.Attr("maxvalue")); ok && it.scale == 0 {
				it.scale = v
			}
		}
	}
	if it.scale < largest || it.scale <= 0 {
		if it.scale = it.points(0); it.scale < largest {
			it.scale = largest
		}
	}
	return it
}

// points returns what the item says that it is worth.
func (it *item) points(missing float64) float64 {
	for _, name := range []string{"points_possible", "qmd_absolutescore_max", "cc_weighting", "qmd_weighting"} {
		if v, ok := number(it.meta[name]); ok && v >= 0 && v <= 1e6 && (v > 0 || name == "points_possible") {
			return v
		}
	}
	return missing
}

// presentation gathers texts and responses in their order. Inside of a response block of Blackboard, texts are left sides.
func (r *reader) presentation(it *item, e *loosexml.Element, inBlock bool) {
	for c := range e.All() {
		switch c.Name {
		case "material", "material_ref":
			t := r.material(c)
			switch {
			case t.Empty():
			case inBlock:
				r.left = joinTexts(r.left, t)
			default:
				it.parts = append(it.parts, part{text: t})
			}
		case "response_lid", "response_str", "response_num", "response_grp", "response_xy", "response_na":
			resp := r.response(c)
			if inBlock && resp.left.Empty() {
				resp.left = r.left
			}
			r.left = quiz.Text{}
			it.responses = append(it.responses, resp)
			it.parts = append(it.parts, part{response: resp})
		case "flow", "flow_mat", "presentation":
			switch c.Attr("class") {
			case "RIGHT_MATCH_BLOCK":
				for right := range c.All("flow") {
					it.rights = append(it.rights, r.materials(right))
				}
			case "RESPONSE_BLOCK":
				r.left = quiz.Text{}
				r.presentation(it, c, true)
			case "LINK_BLOCK":
			default:
				r.presentation(it, c, inBlock)
			}
		}
	}
}

// response takes what is answered apart.
func (r *reader) response(e *loosexml.Element) *response {
	resp := &response{ident: e.Attr("ident"), cardinality: strings.ToLower(e.Attr("rcardinality")), typed: e.Name == "response_str" || e.Name == "response_num"}
	if e.Name == "response_num" {
		resp.fibType = "Decimal"
	}
	for m := range e.All("material", "flow", "flow_mat") {
		if m.Name == "material" {
			resp.left = joinTexts(resp.left, r.material(m))
		} else if m.First("response_label", "render_fib") == nil {
			resp.left = joinTexts(resp.left, r.materials(m))
		}
	}
	if fib := e.First("render_fib"); fib != nil {
		resp.typed = true
		if t := fib.Attr("fibtype"); t != "" {
			resp.fibType = t
		}
	}
	for l := range e.Within("response_label") {
		text := r.materials(l)
		resp.labels = append(resp.labels, label{l.Attr("ident"), text})
	}
	return resp
}

// takeCond takes a condition apart.
func takeCond(e *loosexml.Element) cond {
	c := cond{e: e}
	if v := e.Child("conditionvar"); v != nil {
		c.variables(v, false)
	}
	for s := range e.All("setvar") {
		written := strings.TrimSpace(s.Text())
		value, ok := number(written)
		switch {
		case strings.HasSuffix(strings.ToLower(written), ".max"):
			c.sets, c.maximum = true, true
		case ok:
			c.sets, c.value = true, value
			c.adds = strings.EqualFold(s.Attr("action"), "Add")
		}
	}
	if strings.EqualFold(e.Attr("title"), "correct") && c.value == 0 {
		c.maximum, c.sets = true, true
	}
	for d := range e.All("displayfeedback") {
		c.feedback = append(c.feedback, d.Attr("linkrefid"))
	}
	return c
}

func (c *cond) variables(e *loosexml.Element, not bool) {
	for v := range e.All() {
		switch v.Name {
		case "varequal", "varsubstring":
			q := equal{response: v.Attr("respident"), value: v.Text(), not: not, caseful: strings.EqualFold(v.Attr("case"), "Yes")}
			if v.Attr("margintype") == "percent" {
				q.margin = v.Attr("margin")
			}
			c.equals = append(c.equals, q)
		case "vargte", "varlte", "vargt", "varlt":
			c.bounds = append(c.bounds, bound{v.Name, v.Text()})
		case "other", "unanswered":
			c.anything = c.anything || v.Name == "other"
		case "not":
			c.variables(v, !not)
		case "and", "or":
			c.and = c.and || v.Name == "and"
			c.variables(v, not)
		}
	}
}

// earns returns the credit of an answer that meets the condition, 0 where it only gives feedback or takes something away.
func (it *item) earns(c *cond) float64 {
	switch {
	case !c.sets:
		return 0
	case c.maximum:
		return 1
	case it.scale <= 0:
		return 0
	}
	return max(-1, min(1, c.value/it.scale))
}

// scoring yields the conditions that give something.
func (it *item) scoring() []*cond {
	var out []*cond
	for i := range it.conds {
		if c := &it.conds[i]; it.earns(c) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// feedbackFor returns the feedback that is given to a choice or text, by the condition that names it, else by the name that Canvas and Blackboard give it.
func (it *item) feedbackFor(response, value string) quiz.Text {
	for i := range it.conds {
		c := &it.conds[i]
		if len(c.equals) != 1 || c.equals[0].not || c.equals[0].value != value || response != "" && c.equals[0].response != "" && c.equals[0].response != response {
			continue
		}
		for _, id := range c.feedback {
			if _, whole := wholeFeedback[id]; whole {
				continue
			}
			if t, ok := it.feedback[id]; ok {
				return t
			}
		}
	}
	if t, ok := it.feedback[value+"_fb"]; ok {
		return t
	}
	return it.feedback[value]
}

// wholeFeedback are the names of feedback on an answer as a whole.
var wholeFeedback = map[string]bool{"general_fb": true, "correct_fb": true, "general_incorrect_fb": true, "correct": true, "incorrect": true}
