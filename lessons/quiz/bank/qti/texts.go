package qti

import (
	"html"
	"net/url"
	"path"
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/attached"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// fileBase is the mark of Common Cartridge for the folder of a package's files.
const fileBase = "$IMS-CC-FILEBASE$"

// materials returns the texts inside an element as one.
func (r *reader) materials(e *loosexml.Element) quiz.Text {
	var t quiz.Text
	for m := range e.Within("material") {
		t = joinTexts(t, r.material(m))
	}
	return t
}

// material returns the text of a <material>.
func (r *reader) material(m *loosexml.Element) quiz.Text {
	var t quiz.Text
	for c := range m.Within("mattext", "matemtext", "mat_formattedtext", "matimage", "matbreak") {
		switch c.Name {
		case "matimage":
			if uri := strings.TrimSpace(c.Attr("uri")); uri != "" {
				t = joinTexts(t, quiz.Text{Source: r.addresses(`<img src="` + html.EscapeString(uri) + `" alt="">`), Format: quiz.HTML})
			}
		case "matbreak":
		default:
			t = joinTexts(t, r.mattext(c))
		}
	}
	return t
}

// mattext reads a text by the markup that it states. One that states none is HTML where it holds some.
func (r *reader) mattext(e *loosexml.Element) quiz.Text {
	source, tags := e.Markup()
	format := quiz.Plain
	kind := strings.ToLower(e.Attr("texttype") + e.Attr("type"))
	switch {
	case tags, strings.Contains(kind, "html"), strings.Contains(kind, "smart_text"), kind == "" && holdsHTML(source):
		format = quiz.HTML
		source = r.addresses(equations(source))
		if t := strings.TrimSpace(source); isWrapped(t) { // <div><p>…</p></div>, as Canvas writes a plain text
			source = unwrapped(t)
		}
	}
	if strings.TrimSpace(source) == "" {
		return quiz.Text{}
	}
	return quiz.Text{Source: strings.TrimSpace(source), Format: format}
}

// isWrapped reports whether HTML is one <div> around all.
func isWrapped(s string) bool {
	return strings.HasPrefix(s, "<div>") && strings.HasSuffix(s, "</div>") && strings.Count(s, "<div") == 1
}

func unwrapped(s string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, "<div>"), "</div>"))
}

// holdsHTML reports whether a text has an entity or a tag of HTML.
func holdsHTML(s string) bool {
	if html.UnescapeString(s) != s {
		return true
	}
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return false
		}
		s = strings.TrimPrefix(s[i+1:], "/")
		end := strings.IndexFunc(s, func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
		if end > 0 && strings.ContainsRune("> /\n", rune(s[end])) && text.IsHTML(s[:end]) {
			return true
		}
	}
}

// joinTexts puts one text below another.
func joinTexts(a, b quiz.Text) quiz.Text {
	switch {
	case a.Empty():
		return b
	case b.Empty():
		return a
	case a.Format == b.Format && a.Format != quiz.HTML:
		return quiz.Text{Source: a.Source + "\n\n" + b.Source, Format: a.Format}
	}
	return quiz.Text{Source: asHTML(a) + "\n" + asHTML(b), Format: quiz.HTML}
}

// asHTML writes a text as HTML in a paragraph.
func asHTML(t quiz.Text) string {
	if t.Format == quiz.HTML {
		return t.Source
	}
	return "<p>" + html.EscapeString(t.Source) + "</p>"
}

// tags calls f for each tag of that name in HTML and puts what it returns in the tag's place.
func tags(source, name string, f func(tag string) string) string {
	mark := "<" + name
	if !strings.Contains(source, mark) {
		return source
	}
	var b strings.Builder
	for {
		i := strings.Index(source, mark)
		if i < 0 {
			break
		}
		end := strings.IndexByte(source[i:], '>')
		if end < 0 {
			break
		}
		b.WriteString(source[:i])
		b.WriteString(f(source[i : i+end+1]))
		source = source[i+end+1:]
	}
	return b.String() + source
}

// attribute returns an attribute of a tag as it is written, and where its value stands.
func attribute(tag, name string) (value string, at int) {
	for from := 0; ; {
		i := strings.Index(tag[from:], name+"=")
		if i < 0 {
			return "", -1
		}
		at = from + i + len(name) + 1
		if before := tag[from+i-1]; (before == ' ' || before == '\n' || before == '\t' || before == '"') && at < len(tag) && (tag[at] == '"' || tag[at] == '\'') {
			end := strings.IndexByte(tag[at+1:], tag[at])
			if end < 0 {
				return "", -1
			}
			return tag[at+1 : at+1+end], at + 1
		}
		from = at
	}
}

// equations shows the formulas of Canvas, which are pictures on its server, by their TeX.
func equations(source string) string {
	if !strings.Contains(source, "equation_image") {
		return source
	}
	return tags(source, "img", func(tag string) string {
		if !strings.Contains(tag, "equation_image") {
			return tag
		}
		tex, at := attribute(tag, "data-equation-content")
		if at < 0 {
			if tex, at = attribute(tag, "alt"); at < 0 {
				return tag
			}
			tex = strings.TrimPrefix(tex, "LaTeX: ")
		}
		return `\(` + tex + `\)`
	})
}

// addresses makes the pictures of a text those of the bank: files of the package, and what stands in the text itself.
func (r *reader) addresses(source string) string {
	source, why := r.pictures.DataAddresses(source)
	if why != "" {
		r.warn("picture-left-out", "a picture inside the text was left out: %s", why)
	}
	return tags(source, "img", func(tag string) string {
		written, at := attribute(tag, "src")
		if at < 0 {
			return tag
		}
		address, ok := r.picture(html.UnescapeString(written))
		if !ok {
			return tag
		}
		return tag[:at] + address + tag[at+len(written):]
	})
}

// picture returns the address of a picture as the bank has it; ok is false for one that is not in the package.
func (r *reader) picture(address string) (string, bool) {
	address = strings.ReplaceAll(address, "%24IMS-CC-FILEBASE%24", fileBase)
	if strings.Contains(address, "://") || strings.HasPrefix(address, attached.Folder(r.file)+"/") {
		return "", false
	}
	address, _, _ = strings.Cut(address, "?")
	rest, marked := strings.CutPrefix(address, fileBase)
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "/"), "./")
	if plain, err := url.PathUnescape(rest); err == nil {
		rest = plain
	}
	tries := []string{path.Join(path.Dir(r.doc.path), rest), rest}
	if marked {
		tries = []string{"web_resources/" + rest, rest}
	}
	for _, name := range tries {
		if data, ok := r.files.read(name); ok && r.files != nil {
			new, why := r.pictures.Add(path.Base(name), data)
			if why != "" {
				r.warn("picture-left-out", "the picture %q was left out: %s", text.ClipLine(rest, 60), why)
				return "", false
			}
			return new, true
		}
	}
	if marked {
		r.warn("picture-left-out", "the text names a picture that is not in the package: %q", text.ClipLine(rest, 60))
	}
	return "", false
}

// words returns a text for what students type or compare: without markup, on one line.
func words(t quiz.Text) string { return text.OneLine(t.Words()) }

// number reads a number of a file.
func number(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	return quiz.Decimal(s)
}

// inLine returns the text of a choice that stands in running text: words, or a formula.
func inLine(e *loosexml.Element) quiz.Text {
	source, tags := e.Markup()
	if !tags {
		source = html.EscapeString(e.Text())
	}
	return quiz.Text{Source: text.OneLine(source), Format: quiz.HTML}
}
