package text

import (
	"strings"
	"sync"
)

// htmlNames are the names of HTML's elements, those of old versions too (HTML,
// "Elements" and "Obsolete features"). What stands only inside a drawing (SVG) or a
// formula (MathML) is not among them.
var htmlNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields(`
		a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
		blink blockquote body br button canvas caption center cite code col colgroup data datalist dd
		del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form
		frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins
		kbd keygen label legend li link main map mark marquee math menu menuitem meta meter
		nav nobr noembed noframes noscript object ol optgroup option output p param
		picture plaintext pre progress q rb rbc rp rt rtc ruby s samp script search section select
		selectedcontent slot small source span strike strong style sub summary sup svg table
		tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp`) {
		names[name] = true
	}
	return names
})

// IsHTML reports whether HTML has an element of this name, which is in lower case.
func IsHTML(name string) bool { return htmlNames()[name] }
