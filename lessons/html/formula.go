package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// formulaOf returns a formula of MathML as running text: the TeX that it carries, or else
// its symbols on one line, with "^" and "_" before what is raised and lowered.
func formulaOf(n *node) doc.Inline {
	if tex := annotated(n); tex != "" {
		return &doc.Math{Value: tex}
	}
	s := text.OneLine(mathRow(n.kids))
	if s == "" {
		s = text.OneLine(n.attrs.get("alttext"))
	}
	return &doc.Math{Value: s}
}

// annotated returns the TeX that a formula carries beside its symbols; "" if none.
func annotated(n *node) string {
	for _, k := range n.kids {
		if k.tag == "annotation" && strings.Contains(strings.ToLower(k.attrs.get("encoding")), "tex") {
			return text.OneLine(allText(k))
		}
		if k.tag == "semantics" || k.tag == "mrow" || k.tag == "mstyle" {
			if tex := annotated(k); tex != "" {
				return tex
			}
		}
	}
	return ""
}

// mathRow writes elements of a formula one after the other.
func mathRow(nodes []*node) string {
	var b strings.Builder
	last := ""
	for _, n := range nodes {
		s := mathText(n)
		if s == "" {
			continue
		}
		if apart(last, s) {
			b.WriteByte(' ')
		}
		b.WriteString(s)
		last = s
	}
	return b.String()
}

// apart reports whether two parts would be read as one: "sin x", "2 3".
func apart(a, b string) bool {
	end, _ := utf8.DecodeLastRuneInString(a)
	start, _ := utf8.DecodeRuneInString(b)
	switch {
	case a == "" || b == "":
		return false
	case unicode.IsDigit(end) && unicode.IsDigit(start):
		return true
	}
	return unicode.IsLetter(end) && unicode.IsLetter(start) && (utf8.RuneCountInString(a) > 1 || utf8.RuneCountInString(b) > 1)
}

// mathText writes one element of a formula (MathML Core).
func mathText(n *node) string {
	kids := elements(n)
	part := func(i int) string {
		if i < len(kids) {
			return mathText(kids[i])
		}
		return ""
	}
	extra := func(from int) string { return mathRow(kids[min(from, len(kids)):]) }
	switch n.tag {
	case "":
		return mathSymbols(n.text)
	case "annotation", "annotation-xml", "mphantom":
		return ""
	case "msup", "mover":
		return grouped(part(0), "(", ")") + "^" + grouped(part(1), "{", "}") + extra(2)
	case "msub", "munder":
		return grouped(part(0), "(", ")") + "_" + grouped(part(1), "{", "}") + extra(2)
	case "msubsup", "munderover":
		return grouped(part(0), "(", ")") + "_" + grouped(part(1), "{", "}") + "^" + grouped(part(2), "{", "}") + extra(3)
	case "mfrac":
		return grouped(part(0), "(", ")") + "/" + grouped(part(1), "(", ")") + extra(2)
	case "msqrt":
		return "√" + grouped(mathRow(n.kids), "(", ")")
	case "mroot":
		return "√[" + part(1) + "]" + grouped(part(0), "(", ")") + extra(2)
	case "mfenced":
		return bracket(n, "open", "(") + joined(kids, ", ") + bracket(n, "close", ")")
	case "mtable":
		return joined(kids, "; ")
	case "mtr", "mlabeledtr":
		return joined(kids, ", ")
	case "mspace":
		return " "
	}
	return mathRow(n.kids)
}

func elements(n *node) []*node {
	var kids []*node
	for _, k := range n.kids {
		if k.tag != "" || strings.TrimSpace(k.text) != "" {
			kids = append(kids, k)
		}
	}
	return kids
}

func joined(nodes []*node, between string) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = mathText(n)
	}
	return strings.Join(parts, between)
}

// bracket returns a bracket that an element names, or the usual one.
func bracket(n *node, name, usual string) string {
	if n.attrs.has(name) {
		return n.attrs.get(name)
	}
	return usual
}

// grouped puts brackets around what is more than one symbol or number.
func grouped(s, open, end string) string {
	if utf8.RuneCountInString(s) <= 1 || strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' }) < 0 {
		return s
	}
	if strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && open == "(" {
		return s // a word, such as sin
	}
	return open + s + end
}

// mathSymbols returns a text without the operators that nobody sees.
func mathSymbols(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= 0x2061 && r <= 0x2064 {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(squeeze(s))
}

// allText returns the text inside an element.
func allText(n *node) string {
	var b strings.Builder
	var add func(*node)
	add = func(n *node) {
		b.WriteString(n.text)
		for _, k := range n.kids {
			add(k)
		}
	}
	add(n)
	return b.String()
}

// drawingWords returns the words of a drawing: its title, what describes it and what is
// written in it.
func drawingWords(n *node) string {
	var words []string
	var add func(*node)
	add = func(n *node) {
		if n.tag == "metadata" {
			return
		}
		if n.tag == "text" { // a part of a word may have a look of its own
			words = append(words, text.OneLine(allText(n)))
			return
		}
		words = append(words, text.OneLine(n.text))
		for _, k := range n.kids {
			add(k)
		}
	}
	add(n)
	return text.OneLine(strings.Join(words, " "))
}

// choicesOf returns what a field offers to choose from.
func choicesOf(n *node) string {
	var choices []string
	var add func(*node)
	add = func(n *node) {
		for _, k := range n.kids {
			switch k.tag {
			case "option":
				s := text.OneLine(allText(k))
				if s == "" {
					s = text.OneLine(k.attrs.get("label"))
				}
				if s != "" {
					choices = append(choices, s)
				}
			case "":
				if s := text.OneLine(k.text); s != "" {
					choices = append(choices, s)
				}
			default:
				if label := text.OneLine(k.attrs.get("label")); label != "" {
					choices = append(choices, label+":")
				}
				add(k)
			}
		}
	}
	add(n)
	if len(choices) == 0 {
		return ""
	}
	return "(" + strings.Join(choices, " / ") + ")"
}
