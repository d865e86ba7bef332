package loosexml

import (
	"fmt"
	"strings"
	"testing"
)

// outline writes an element as it was understood.
func outline(e *Element) string {
	if e == nil {
		return "nothing"
	}
	var b strings.Builder
	b.WriteString(e.Name)
	for _, a := range e.Attrs {
		fmt.Fprintf(&b, " %s=%q", a.Name, a.Value)
	}
	b.WriteString("(")
	for _, n := range e.Nodes {
		if n.Element != nil {
			b.WriteString(outline(n.Element))
		} else {
			b.WriteString(n.Text)
		}
	}
	b.WriteString(")")
	if !e.Whole {
		b.WriteString("…")
	}
	return b.String()
}

func TestNext(t *testing.T) {
	for src, want := range map[string]string{
		`<q a="1" x:b='2' c=3 d>t</q>`:                                   `q a="1" b="2" c="3" d=""(t)`,
		`<q>R&D &amp; &lt;b&gt; &nope; &euro;&#x41;&#65; &copy &#0;</q>`: "q(R&D & <b> &nope; €AA &copy \uFFFD)",
		`<q>1 < 2 and a<b, x <y> z</y></q>`:                              `q(1 < 2 and a<b, x y( z))`,
		`<q><![CDATA[<b>]]>]]&gt;<![CDATA[&amp;]]></q>`:                  `q(<b>]]>&amp;)`,
		`<q><!-- </q> --><?php </q> ?>a</q>`:                             `q(a)`,
		`<!DOCTYPE q [<!ENTITY e "x"> <!ELEMENT q ANY>]><q>&e;</q>`:      `q(&e;)`,
		`<p:q xmlns:p="u"><p:a/></p:q>`:                                  `q p="u"(a())`,
		`<q><a><b>x</q>`:                                                 `q(a(b(x)))`,
		`<q>a<br>b<img src="x">c</q>`:                                    `q(abr()bimg src="x"()c)`,
		`<q></z>a</q>`:                                                   `q(a)`,
		`<q><a>cut`:                                                      `q(a(cut)…)…`,
		`<q>one<q>two</q>`:                                               `q(one)…`,
		`junk <q/>`:                                                      `q()`,
		`<q a="<b>" c='>'>x</q >`:                                        `q a="<b>" c=">"(x)`,
		"<q>a\n\n<b>c</b></q>":                                           "q(a\n\nb(c))",
		`<z/>`:                                                           `nothing`,
		`<q a="never closed>x</q>`:                                       `nothing`,
		`<q>` + strings.Repeat("<d>", 300) + "x" + strings.Repeat("</d>", 300) + `</q>`: "q(" + strings.Repeat("d(", 199) + "x" + strings.Repeat(")", 199) + ")",
	} {
		got := strings.ReplaceAll(outline(New(src).Next("q")), "…", "…")
		if got = strings.ReplaceAll(got, "br()", "br()"); got != strings.ReplaceAll(want, "abr()b", "abr()b") {
			t.Errorf("%.80s\n got %.200s\nwant %.200s", src, got, want)
		}
	}
}

// What was met on the way is known.
func TestMet(t *testing.T) {
	r := New("mail\n<quiz>\n<q>a & b</q></quiz><quiz><q>c</q></quiz>\n<q>cut\n")
	n := 0
	for e := r.Next("q"); e != nil; e = r.Next("q") {
		n++
	}
	if n != 3 || !r.Lead || r.BareAnd != 3 || r.Cut != 4 || r.Passed["quiz"] != 2 || r.Full {
		t.Errorf("%d elements, %+v", n, r)
	}
	if e := New("\n\n<q>\n<a/></q>").Next("q"); e.Line != 3 || e.Child("a").Line != 4 {
		t.Errorf("lines %d, %d", e.Line, e.Child("a").Line)
	}
	if s, tags := New("<q>a <b x='&quot;'>c</b><br/><i>d</i></q>").Next("q").Markup("i"); s != `a <b x="&#34;">c</b><br>` || !tags {
		t.Errorf("%q, %v", s, tags)
	}
}

// Hostile files are over in a moment, and take no more than their size: with the square of it this takes hours.
func TestHostile(t *testing.T) {
	const n = 2 << 20
	for name, src := range map[string]string{
		"quotes":   strings.Repeat(`<a "`, n/4),
		"tags":     strings.Repeat(`<a "<a" `, n/8) + "<>",
		"values":   strings.Repeat(`<a b='`, n/6),
		"opens":    "<q>" + strings.Repeat("<", n),
		"deep":     "<q>" + strings.Repeat("<d>", n/3),
		"ends":     "<q>" + strings.Repeat("<d>", 150) + strings.Repeat("</e>", n/4),
		"entities": "<q>" + strings.Repeat("&", n),
		"comments": strings.Repeat("<!--", n/4),
		"cdata":    "<q>" + strings.Repeat("<![CDATA[", n/9),
		"doctype":  strings.Repeat("<!DOCTYPE [", n/11),
		"subsets":  strings.Repeat("<!DOCTYPE [>", n/12),
		"elements": "<q>" + strings.Repeat("<d/>", n/4) + "</q>",
		"attrs":    "<q " + strings.Repeat("a='' ", n/5) + ">",
	} {
		r := New(src)
		for e := r.Next("q"); e != nil; e = r.Next("q") {
			if name == "elements" && (!r.Full || len(e.Nodes) > maxElements) {
				t.Errorf("%d elements are kept", len(e.Nodes))
			}
		}
	}
}

func TestDecode(t *testing.T) {
	const body = "<q>Été</q>"
	latin := []byte("<?xml version='1.0' encoding='ISO-8859-1'?><q>\xc9t\xe9</q>")
	utf16 := []byte{0xff, 0xfe}
	for _, r := range "<?xml version='1.0' encoding='UTF-16'?>" + body {
		utf16 = append(utf16, byte(r), byte(r>>8))
	}
	for name, src := range map[string][]byte{"latin 1": latin, "UTF-16": utf16, "wrong label": []byte("<?xml version='1.0' encoding='ISO-8859-1'?>" + body), "mark": []byte("\ufeff" + body)} {
		s, note := Decode(src)
		if e := New(s).Next("q"); e.Text() != "Été" || note != nil {
			t.Errorf("%s: %q, %v", name, e.Text(), note)
		}
	}
}
