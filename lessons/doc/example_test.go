package doc_test

import (
	"fmt"

	"lectern/lessons/doc"
)

// page is a small page as a parser makes it.
func page() []doc.Block {
	return []doc.Block{
		&doc.Heading{At: 1, Level: 1, ID: "tides", Text: []doc.Inline{&doc.Text{Value: "Tides"}}},
		&doc.Admonition{At: 4, Kind: "note", Blocks: []doc.Block{
			&doc.Paragraph{At: 5, Text: []doc.Inline{
				&doc.Text{Value: "The "},
				&doc.Link{Target: "moon.rst", Content: []doc.Inline{&doc.Text{Value: "moon"}}},
				&doc.Text{Value: " pulls "},
				&doc.Styled{Style: doc.Emphasis, Content: []doc.Inline{&doc.Text{Value: "all"}}},
				&doc.Text{Value: " water."},
			}},
		}},
	}
}

func ExamplePlainText() {
	fmt.Println(doc.PlainText(page()))
	// Output:
	// Tides
	//
	// The moon pulls all water.
}

// Walk visits blocks inside blocks as well.
func ExampleWalk() {
	doc.Walk(page(), func(b doc.Block) bool {
		fmt.Printf("line %d: %T\n", b.Line(), b)
		return true
	})
	// Output:
	// line 1: *doc.Heading
	// line 4: *doc.Admonition
	// line 5: *doc.Paragraph
}

func ExampleWalkInlines() {
	doc.WalkInlines(page(), func(in doc.Inline) {
		if link, ok := in.(*doc.Link); ok {
			fmt.Println(doc.InlineText(link.Content), "->", link.Target)
		}
	})
	// Output: moon -> moon.rst
}

// Parts lets someone change the texts of a page without knowing the kinds of blocks.
func ExampleParts() {
	blocks := page()
	var shorten func(b doc.Block)
	shorten = func(b doc.Block) {
		doc.Parts(b,
			func(text *[]doc.Inline) { *text = (*text)[:min(1, len(*text))] },
			func(inside *[]doc.Block) {
				for _, b := range *inside {
					shorten(b)
				}
			})
	}
	shorten(blocks[1])
	fmt.Println(doc.PlainText(blocks[1:]))
	// Output: The
}

func ExampleDump() {
	fmt.Print(doc.Dump(page()))
	// Output:
	// Heading @1 Level=1 ID="tides" Text=["Tides"]
	// Admonition @4 Kind="note"
	//   Paragraph @5 Text=["The " link(["moon"] -> "moon.rst") " pulls " em["all"] " water."]
}

func ExampleSlug() {
	fmt.Println(doc.Slug("What is PaaS, really?"))
	fmt.Println(doc.Slug("Приливы и отливы"))
	fmt.Println(doc.Slug("?!"))
	// Output:
	// what-is-paas-really
	// приливы-и-отливы
	// section
}
