package notebook

import (
	"strings"

	"lectern/lessons/doc"
)

// output adds what a cell of code put out.
func (p *page) output(o *output, at doc.At) {
	switch o.Kind {
	case "stream":
		p.printed(plain(string(o.Text)), at)
	case "error":
		trace := plain(strings.Join(o.Traceback, "\n"))
		if strings.TrimSpace(trace) == "" {
			trace = o.Name + ": " + o.Value
		}
		p.printed(trace, at)
	default: // display_data, execute_result
		p.data(o, at)
	}
}

// printed adds text that a program put out: behind a bar, so that it is not taken for code.
func (p *page) printed(s string, at doc.At) {
	before := len(p.doc.Blocks)
	p.literal(s, at)
	for i, b := range p.doc.Blocks[before:] {
		p.doc.Blocks[before+i] = &doc.Quote{At: at, Blocks: []doc.Block{b}}
	}
}

// outputKinds are the forms of which one output has several at once, the best for a
// reader first. A form that cannot be shown leads to the next one.
var outputKinds = []struct {
	kind string
	show func(p *page, data string, o *output, at doc.At) bool
}{
	{"image/png", picture("image/png")},
	{"image/jpeg", picture("image/jpeg")},
	{"image/gif", picture("image/gif")},
	{"text/markdown", func(p *page, data string, _ *output, at doc.At) bool {
		lines := strings.SplitAfter(data, "\n")
		places := make([]int, len(lines))
		for i := range places {
			places[i] = int(at)
		}
		p.add(p.inside(lines, places)...)
		return true
	}},
	{"text/html", func(p *page, data string, o *output, at doc.At) bool {
		if len(data) > maxHTML || !strings.Contains(data, "<table") && o.Data["text/plain"] != "" && !marked(data) {
			return false
		}
		blocks := p.html(data, at)
		p.add(blocks...)
		return len(blocks) > 0
	}},
	{"image/svg+xml", picture("image/svg+xml")},
	{"text/latex", func(p *page, data string, _ *output, at doc.At) bool {
		p.add(&doc.Code{At: at, Lang: "math", Text: strings.Trim(strings.TrimSpace(data), "$")})
		return true
	}},
	{"text/plain", func(p *page, data string, _ *output, at doc.At) bool {
		p.printed(plain(data), at)
		return true
	}},
	{"application/json", func(p *page, data string, _ *output, at doc.At) bool {
		p.printed(data, at)
		return true
	}},
}

// maxHTML is how long an output in HTML may be, in bytes: a longer one is a program
// that draws in a browser, or a table of which nobody reads all rows.
const maxHTML = 512 << 10

// marked reports whether HTML says more than its plain form: it has headings, lists or links.
func marked(src string) bool {
	for _, tag := range []string{"<h1", "<h2", "<h3", "<h4", "<ul", "<ol", "<a ", "<p>", "<img"} {
		if strings.Contains(src, tag) && !strings.Contains(src, "<script") {
			return true
		}
	}
	return false
}

// data shows the best form of an output.
func (p *page) data(o *output, at doc.At) {
	for _, k := range outputKinds {
		if data, ok := o.Data[k.kind]; ok && k.show(p, string(data), o, at) {
			if k.kind == "text/plain" {
				for kind := range o.Data {
					if strings.HasPrefix(kind, "application/vnd.") || kind == "text/html" && len(o.Data[kind]) > maxHTML {
						p.foreign(int(at), "an output that only a browser shows")
					}
				}
			}
			return
		}
	}
	if len(o.Data) > 0 {
		p.foreign(int(at), "an output that only a browser shows")
	}
}

// picture returns what shows a picture of a type. SVG is text in the file, the
// others are base64.
func picture(kind string) func(p *page, data string, o *output, at doc.At) bool {
	return func(p *page, data string, o *output, at doc.At) bool {
		source := "data:" + kind + ";base64," + data
		if kind == "image/svg+xml" {
			source = "data:" + kind + "," + strings.NewReplacer("%", "%25", "#", "%23").Replace(data)
		}
		alt := strings.TrimSpace(plain(string(o.Data["text/plain"])))
		if strings.HasPrefix(alt, "<") { // Python's name of the object
			alt = ""
		}
		p.add(&doc.Figure{At: at, Image: doc.Image{Source: source, Alt: alt}})
		return true
	}
}
