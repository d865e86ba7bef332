package picture

import (
	"strings"
	"testing"
	"time"
)

func TestSVG(t *testing.T) {
	for _, c := range []struct{ src, title, description string }{
		{`<?xml version="1.0"?><!-- by hand --><svg xmlns="http://www.w3.org/2000/svg"><title>How a pump
		works</title><desc>Water goes <b>up</b>.</desc><path d="M0 0"/></svg>`, "How a pump works", "Water goes up."},
		{`<svg><g><title>A valve</title></g><title>The whole</title></svg>`, "The whole", ""},
		{`<svg><g><title>A valve</title><desc>It shuts.</desc></g><g><title>Another</title></g></svg>`, "A valve", "It shuts."},
		{`<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:title>With a prefix</svg:title></svg:svg>`, "With a prefix", ""},
		{"\ufeff\n <svg><title>Cut sho", "Cut sho", ""},
		{`<svg><title/><desc></desc></svg>`, "", ""},
		{`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><svg><title>x &b; y</title></svg>`, "x &b; y", ""},
		{`<svg><title>` + strings.Repeat("long ", 3000) + `</title></svg>`, strings.TrimSpace(strings.Repeat("long ", 200)) + " …", ""},
		{`<svg>` + strings.Repeat("<g>", 300) + `<title>deep</title>`, "", ""},
	} {
		info, err := Inspect([]byte(c.src), Limits{})
		if err != nil || info.Kind != SVG || info.Title != c.title || info.Description != c.description {
			t.Errorf("%.60q: %v %q %q %v", c.src, info.Kind, info.Title, info.Description, err)
		}
		if _, err := Decode([]byte(c.src), Limits{}); err == nil || err.Error() != errSVG().Error() {
			t.Errorf("%.60q: decoded: %v", c.src, err)
		}
	}
}

// TestSVGHostile is about time alone: what these say of themselves is nothing.
func TestSVGHostile(t *testing.T) {
	for _, piece := range []string{"<title>", "<g", "<title", "<!--", "<![CDATA[", "<a b='", "&", "<title></title>", "<?x", "<!DOCTYPE "} {
		start := time.Now()
		data := "<svg>" + strings.Repeat(piece, (8<<20)/len(piece))
		if _, err := Inspect([]byte(data), Limits{}); err != nil {
			t.Errorf("%q: %v", piece, err)
		}
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%q: %v", piece, took)
		}
	}
}
