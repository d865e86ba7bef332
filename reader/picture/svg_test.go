package picture

import (
	"runtime"
	"strings"
	"testing"
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

// TestSVGHostile: however long an SVG is, only its beginning is looked at, which what these take of
// memory shows: without a bound, four times the file would take up to four times as much.
func TestSVGHostile(t *testing.T) {
	for _, piece := range []string{"<title>", "<g", "<title", "<!--", "<![CDATA[", "<a b='", "&", "<title></title>", "<?x", "<!DOCTYPE "} {
		taken := func(size int) uint64 {
			data := []byte("<svg>" + strings.Repeat(piece, size/len(piece)))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if _, err := Inspect(data, Limits{}); err != nil {
				t.Errorf("%q: %v", piece, err)
			}
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		taken(1 << 10) // what is made once only is not counted
		if two, eight := taken(2<<20), taken(8<<20); eight > 2*two+1<<20 {
			t.Errorf("%q: 8 MB took %d KB of memory, 2 MB took %d", piece, eight>>10, two>>10)
		}
	}
}
