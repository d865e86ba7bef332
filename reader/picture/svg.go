package picture

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"io"
	"strings"
)

const (
	svgBytes  = 1 << 20 // of an SVG that are looked at
	svgTokens = 20_000
	svgDepth  = 200
	svgText   = 1000 // characters of a title or a description
)

// isSVG reports whether a file is XML whose beginning names the element svg.
func isSVG(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	if len(data) == 0 || data[0] != '<' {
		return false
	}
	head := data[:min(len(data), 4096)]
	return bytes.Contains(head, []byte("<svg")) || bytes.Contains(head, []byte(":svg"))
}

// about returns how an SVG describes itself: the title and desc of the whole
// drawing, else the first that a part of it has (SVG 2, 5.7). What is not
// well-formed ends the search; what was found till then counts.
func about(data []byte) (title, description string) {
	d := xml.NewDecoder(bytes.NewReader(data[:min(len(data), svgBytes)]))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	found := map[string]string{} // also by "whole title", "whole desc"
	depth := 0
	for range svgTokens {
		t, err := d.RawToken()
		if err != nil {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			if name := t.Name.Local; name == "title" || name == "desc" {
				text := strings.Join(strings.Fields(elementText(d)), " ")
				if depth--; depth == 1 {
					name = "whole " + name
				}
				if found[name] == "" {
					found[name] = text
				}
			}
		case xml.EndElement:
			depth--
		}
		if depth > svgDepth || depth < 0 || found["whole title"] != "" && found["whole desc"] != "" {
			break
		}
	}
	return cmp.Or(found["whole title"], found["title"]), cmp.Or(found["whole desc"], found["desc"])
}

// elementText reads to the end of an element and returns the text in it.
func elementText(d *xml.Decoder) string {
	var b strings.Builder
	depth := 1
	for range svgTokens {
		t, err := d.RawToken()
		if err != nil {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			b.Write(t[:min(len(t), max(4*svgText-b.Len(), 0))])
		}
		if depth == 0 {
			break
		}
	}
	return shortened(strings.ToValidUTF8(b.String(), ""), svgText)
}

// shortened cuts a text after n characters.
func shortened(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i] + "…"
		}
	}
	return s
}
