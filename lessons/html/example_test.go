package html_test

import (
	"fmt"

	"lectern/lessons/doc"
	"lectern/lessons/html"
)

// The text of a question in Moodle.
func ExampleParse() {
	fmt.Print(doc.Dump(html.Parse(`<p>Which <b>planet</b> is it?<br><img src="mars.png" alt="A red disc"></p>
<script>alert("no")</script>`)))
	// Output:
	// Paragraph @1 Text=["Which " strong["planet"] " is it?" break image("mars.png" "A red disc")]
}
