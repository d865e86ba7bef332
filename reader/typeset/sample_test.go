package typeset

import "lectern/lessons/doc"

// The constructors below keep the samples of the tests short.

func tx(s string) doc.Inline { return &doc.Text{Value: s} }

func em(s string) doc.Inline {
	return &doc.Styled{Style: doc.Emphasis, Content: []doc.Inline{tx(s)}}
}

func strong(s string) doc.Inline {
	return &doc.Styled{Style: doc.Strong, Content: []doc.Inline{tx(s)}}
}

func sup(s string) doc.Inline {
	return &doc.Styled{Style: doc.Superscript, Content: []doc.Inline{tx(s)}}
}

func sub(s string) doc.Inline {
	return &doc.Styled{Style: doc.Subscript, Content: []doc.Inline{tx(s)}}
}

func lit(s string) doc.Inline { return &doc.Literal{Value: s} }

func link(text, target string) doc.Inline {
	return &doc.Link{Target: target, Content: []doc.Inline{tx(text)}}
}

func in(parts ...doc.Inline) []doc.Inline { return parts }

func par(parts ...doc.Inline) *doc.Paragraph { return &doc.Paragraph{Text: parts} }

func say(s string) *doc.Paragraph { return par(tx(s)) }

func items(blocks ...doc.Block) []doc.ListItem {
	out := make([]doc.ListItem, len(blocks))
	for i, b := range blocks {
		out[i] = doc.ListItem{Blocks: []doc.Block{b}}
	}
	return out
}

func bullets(blocks ...doc.Block) *doc.List {
	return &doc.List{Tight: true, Items: items(blocks...)}
}

func cell(parts ...doc.Inline) doc.Cell { return doc.Cell{Blocks: []doc.Block{par(parts...)}} }

func cells(texts ...string) doc.Row {
	var r doc.Row
	for _, t := range texts {
		r.Cells = append(r.Cells, cell(tx(t)))
	}
	return r
}

// samples are pages that show every kind of block; each has a golden file.
func samples() map[string][]doc.Block {
	return map[string][]doc.Block{
		"text":        textSample(),
		"lists":       listSample(),
		"definitions": definitionSample(),
		"code":        codeSample(),
		"tables":      tableSample(),
		"apart":       apartSample(),
		"figures":     figureSample(),
		"languages":   languageSample(),
		"links":       linkSample(),
		"unsafe":      unsafeSample(),
	}
}

func textSample() []doc.Block {
	return []doc.Block{
		&doc.Heading{Level: 1, ID: "pumps", Text: in(tx("Pumps, and how to prime them"))},
		par(tx("A dry pump moves  air,\nand air only; "), em("priming"), tx(" fills it with water first. Most pumps "),
			strong("must"), tx(" be primed by hand: open "), lit("valve V-12"), tx(", wait, close it.")),
		&doc.Heading{Level: 2, ID: "why", Text: in(tx("Why it "), lit("fails"))},
		par(tx("The lift is H"), sub("2"), tx("O over 10"), sup("3"), tx(" at sea level, less on the 21"), sup("st"),
			tx(" floor; x"), sup("n+k"), tx(" is rare. Press "),
			&doc.Styled{Style: doc.Keyboard, Content: in(tx("Start"))}, &doc.LineBreak{}, tx("and listen.")),
		&doc.Heading{Level: 3, Text: in(tx("A smaller matter"))},
		say("unbreakable: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and soft: hyphen\u00ADation\u00ADless"),
		&doc.Rubric{Text: in(tx("Aside"))},
		&doc.Rule{},
		&doc.LineBlock{Lines: []doc.VerseLine{
			{Text: in(tx("The water rose, the lever fell,"))},
			{Indent: 1, Text: in(tx("and nobody who stood there by the pump could tell"))},
			{},
			{Text: in(tx("why."))},
		}},
		&doc.Quote{Attribution: in(tx("The "), em("keeper")), Blocks: []doc.Block{
			say("Never run it dry."), say("Never.")}},
	}
}

func listSample() []doc.Block {
	deep := bullets(say("one"), say("two"))
	for range 12 {
		deep = &doc.List{Tight: true, Items: []doc.ListItem{{Blocks: []doc.Block{say("deeper and deeper"), deep}}}}
	}
	return []doc.Block{
		bullets(say("A bullet with a line that is so long that it has to go on in a second one."),
			&doc.List{Tight: true, Items: items(say("nested at once"), bullets(say("third level")))},
			say("last")),
		&doc.List{Ordered: true, Start: 9, Suffix: ".", Tight: true, Items: items(say("nine"), say("ten"), say("eleven"))},
		&doc.List{Ordered: true, Start: 1, Prefix: "(", Suffix: ")", Numeral: doc.LowerRoman, Items: []doc.ListItem{
			{Blocks: []doc.Block{say("first"), say("and its second paragraph")}},
			{},
			{Blocks: []doc.Block{&doc.Code{Text: "third = code"}}},
		}},
		&doc.List{Ordered: true, Start: 26, Suffix: ")", Numeral: doc.UpperAlpha, Tight: true, Items: items(say("Z"), say("after Z"))},
		&doc.List{Tight: true, Items: []doc.ListItem{
			{Task: doc.TaskDone, Blocks: []doc.Block{say("close the valve")}},
			{Task: doc.TaskOpen, Blocks: []doc.Block{say("start the motor")}},
		}},
		deep,
	}
}

func definitionSample() []doc.Block {
	terms := func(names ...string) [][]doc.Inline {
		var out [][]doc.Inline
		for _, n := range names {
			out = append(out, in(tx(n)))
		}
		return out
	}
	return []doc.Block{
		&doc.Definitions{Items: []doc.Definition{
			{Terms: terms("head"), Classifiers: terms("metres"), Blocks: []doc.Block{say("How high the water is to go, friction and all that counted in.")}},
			{Terms: terms("lift", "suction lift"), Blocks: []doc.Block{say("How far below the pump the water stands.")}},
		}},
		&doc.Definitions{Kind: doc.Fields, Items: []doc.Definition{
			{Terms: terms("Maker"), Blocks: []doc.Block{say("Abel & Daughters, pump makers since anyone can remember, on the canal.")}},
			{Terms: terms("Year of making"), Blocks: []doc.Block{say("1911")}},
			{Terms: terms("A name that is far too long for any column"), Blocks: []doc.Block{say("stands alone")}},
			{Terms: terms("Empty")},
		}},
		&doc.Definitions{Kind: doc.Options, Items: []doc.Definition{
			{Terms: [][]doc.Inline{in(lit("-v")), in(lit("--verbose"))}, Blocks: []doc.Block{say("Say more.")}},
			{Terms: [][]doc.Inline{in(lit("-o FILE"))}, Blocks: []doc.Block{say("Write to FILE, which is made if it is not there.")}},
		}},
		&doc.Definitions{Kind: doc.Glossary, Items: []doc.Definition{
			{IDs: []string{"term-foot-valve"}, Terms: terms("foot valve"), Blocks: []doc.Block{say("Keeps the water in.")}},
		}},
	}
}

func codeSample() []doc.Block {
	return []doc.Block{
		&doc.Code{Lang: "python", Caption: in(tx("pump.py")), Text: "def prime(pump, seconds=30):\n    pump.open()\n\n    # a comment that is so long that it can not stand on a line of a narrow page, whatever one does\n    return pump"},
		&doc.Code{Kind: doc.Doctest, Text: ">>> prime(pump)\n<Pump 12>\n>>> for x in pump:\n...     x"},
		&doc.Code{Rich: in(tx("pump "), em("NAME"), tx(" --to  "), link("tank", "#tank"), tx("\n  end")), Text: "pump NAME --to  tank\n  end"},
		&doc.Code{Kind: doc.Drawing, Text: "+----+      +----+\n|pump|----->|tank|\n+----+      +----+"},
		&doc.Code{Text: "a\ttab\n日本語のとても長い一行、切られるはず、日本語のとても長い一行、切られるはず"},
		&doc.Object{Kind: "class", ID: "Pump", Signatures: []string{"Pump(name, *, head=10.0, lift=7.5, primed=False, maker='Abel & Daughters')"},
			Blocks: []doc.Block{say("A pump."), &doc.Object{Kind: "method", Signatures: []string{"run(seconds)"}, Blocks: []doc.Block{say("Run it.")}}}},
	}
}

func tableSample() []doc.Block {
	right := []doc.Column{{}, {Align: doc.AlignRight}, {Align: doc.AlignCenter}}
	spans := &doc.Table{
		Columns: make([]doc.Column, 3),
		Head:    []doc.Row{cells("Layer", "By hand", "On a platform")},
		Body: []doc.Row{
			{Cells: []doc.Cell{cell(tx("Servers")), {ColSpan: 1, Blocks: []doc.Block{say("somebody has them in either case")}}}},
			{Cells: []doc.Cell{{RowSpan: 1, Blocks: []doc.Block{say("Web application, yours alone")}}, cell(tx("you")), cell(tx("you"))}},
			{Cells: []doc.Cell{cell(tx("you")), {Blocks: []doc.Block{bullets(say("still"), say("you"))}}}},
		},
	}
	return []doc.Block{
		&doc.Table{Caption: in(tx("Pumps in the yard")), Columns: right,
			Head: []doc.Row{cells("Name", "Litres", "State")},
			Body: []doc.Row{cells("Old Betsy", "12", "ok"), cells("New", "1200", "dry")}},
		&doc.Table{Columns: make([]doc.Column, 2),
			Head: []doc.Row{cells("Word", "Meaning")},
			Body: []doc.Row{
				{Cells: []doc.Cell{cell(strong("head")), cell(tx("how high the water is to go, with "), link("friction", "https://pumps.example/friction"), tx(" and everything else counted in"))}},
				cells("lift", "how far down it stands"),
			}},
		spans,
		&doc.Table{Columns: make([]doc.Column, 4),
			Head: []doc.Row{cells("Characteristic", "Centrifugal", "Displacement", "Counterexample")},
			Body: []doc.Row{cells("self-priming", "seldom", "mostly", "jet pumps"), cells("pressure", "limited", "unlimited", "")}},
		&doc.Table{Body: []doc.Row{cells("no", "head"), cells("at all")}},
	}
}

func apartSample() []doc.Block {
	return []doc.Block{
		&doc.Admonition{Kind: "note", Blocks: []doc.Block{say("Wear gloves when you open the valve; the pipe behind it is hot for hours."), bullets(say("both hands"))}},
		&doc.Admonition{Kind: "warning", Title: in(tx("Mind the "), em("shaft")), Blocks: []doc.Block{say("It turns.")}},
		&doc.Admonition{Kind: "versionadded", Title: in(tx("3.2")), Blocks: []doc.Block{say("The second lever.")}},
		&doc.Admonition{Kind: "deprecated", Title: in(tx("4.0"))},
		&doc.Admonition{Kind: "deprecated-removed", Title: in(tx("3.9 3.14"))},
		&doc.Admonition{Kind: "versionchanged", Title: in(tx("Changed long ago"))},
		&doc.Admonition{Kind: "versionadded", Blocks: []doc.Block{say("At some time.")}},
		&doc.Admonition{Kind: "topic", Title: in(tx("On levers")), Blocks: []doc.Block{say("A lever is a bar.")}},
		&doc.Admonition{Kind: "seealso", Blocks: []doc.Block{&doc.Quote{Blocks: []doc.Block{say("a quote in it")}}}},
		&doc.Admonition{Kind: "my-own", Blocks: []doc.Block{say("of a kind that nobody knows")}},
		&doc.Anchor{ID: "notes"},
		&doc.Footnote{ID: "fn1", Label: "1", Blocks: []doc.Block{say("Only if the foot valve holds, which it does in three of four cases.")}},
		&doc.Footnote{ID: "abel", Label: "Abel1911", Citation: true, Blocks: []doc.Block{say("A. Abel, On Pumps.")}},
		&doc.QuizRef{Source: "pumps.gift"},
		&doc.Toctree{Caption: "Further on", Entries: []doc.TocEntry{{Title: "Motors", Target: "motors"}, {Target: "valves/index"}, {Target: "*"}}, Glob: true},
		&doc.Toctree{Hidden: true, Entries: []doc.TocEntry{{Target: "secret"}}},
	}
}

const drawing = "+-------+   +------+\n| water |-->| tank |\n+-------+   +------+\n"

func drawn(source string) (string, bool) { return drawing, source == "drawn.png" }

func figureSample() []doc.Block {
	return []doc.Block{
		&doc.Figure{Image: doc.Image{Source: "drawn.png", Alt: "Water goes into a tank"}, Caption: in(tx("The way of the water")),
			Legend: []doc.Block{say("The tank is not to scale.")}},
		&doc.Figure{Image: doc.Image{Source: "img/photo.jpg", Alt: "Old Betsy in the yard, with the keeper standing beside her"}, Caption: in(tx("Old Betsy"))},
		&doc.Figure{Image: doc.Image{Source: "data:image/png;base64,AAAA", Target: "https://pumps.example/"}},
		par(tx("An icon "), &doc.Image{Source: "icons/stop.svg", Alt: "stop"}, tx(" and one without words "), &doc.Image{Source: "icons/go.svg"}, tx(".")),
	}
}

func languageSample() []doc.Block {
	return []doc.Block{
		say("日本語の文章は、単語の間に空白がないので、行はほとんどどの文字の後でも折り返すことができます。ただし句読点は行頭に置きません。"),
		say("中文：水泵（英語：pump）是一種機械。한국어 문장은 띄어쓰기에서 줄을 바꿉니다."),
		say("المضخة الجافة تحرك الهواء فقط، ولذلك يجب ملؤها بالماء أولا. می\u200cخواهم"),
		say("משאבה יבשה מזיזה אוויר בלבד, ולכן ממלאים אותה תחילה במים."),
		say("Combining: cafe\u0301 nai\u0308ve; Vietnamese: nước tiê\u0301ng Vie\u0323\u0302t; Devanagari: पानी का पंप क्षत्रिय; Thai: น้ำ"),
		say("Emoji: 👩‍🔧 fixes the 🚰, 👍🏽 says the 👨‍👩‍👧‍👦 of 🇩🇪 and 🇯🇵; ❤️ 1️⃣ and a row 👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧👩‍🔧."),
		&doc.Table{Columns: make([]doc.Column, 2), Head: []doc.Row{cells("語", "Word")},
			Body: []doc.Row{cells("水泵", "pump"), cells("👩‍🔧", "fitter"), cells("e\u0301", "e with an acute")}},
	}
}

func linkSample() []doc.Block {
	return []doc.Block{
		par(tx("See "), link("Heroku", "http://www.heroku.com/"), tx(", "), link("the same again", "http://www.heroku.com/"), tx(" or "),
			link("a page of the course", "../wsgi-servers.html"), tx(" and "), link("below", "#below"), tx(".")),
		par(tx("An address: "), link("https://pumps.example/a/rather/long/path", "https://pumps.example/a/rather/long/path"), tx(" and "),
			link("keeper@pumps.example", "mailto:keeper@pumps.example"), tx("; a note"), &doc.FootnoteRef{Label: "1", ID: "fn1"},
			tx(" and one to nothing"), &doc.FootnoteRef{Label: "2"}, tx(".")),
		par(&doc.Link{Target: "install", Ref: "doc", Content: in(tx("Installing"))}, tx(" "),
			&doc.Link{Target: "https://pumps.example/pic", Content: in(&doc.Image{Source: "p.png", Alt: "a picture"})}, tx(" "),
			&doc.Link{Target: "https://pumps.example/bare"}),
		&doc.Heading{Level: 2, ID: "below", Text: in(tx("Below, "), link("linked", "https://pumps.example/h"))},
		par(&doc.Target{ID: "here"}, tx("Here.")),
	}
}

func unsafeSample() []doc.Block {
	return []doc.Block{
		say("esc \x1b[31mred\x1b[0m bell \a nul \x00 del \x7f c1 \u009b31m bad \xff\xfe utf"),
		say("bidi \u202Eevil\u202C \u2066x\u2069 marks \u200E\u200F zero\u200Bwidth a\u200Db a\u2060b \uFEFFbom \uFFF9a\uFFFAb\uFFFB tag\U000E0041\U000E007F"),
		say("\u0301alone, zalgo e" + string(marks(40)) + ". sep\u2028line\u2029para"),
		&doc.Code{Text: "code \x1b]8;;http://x\a link\r\nnext"},
		par(&doc.Link{Target: "http://x\x1b[2J", Content: in(tx("click\x1b"))}),
	}
}

func marks(n int) []rune {
	out := make([]rune, n)
	for i := range out {
		out[i] = 0x0300 + rune(i%60)
	}
	return out
}
