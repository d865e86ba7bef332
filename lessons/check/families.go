package check

import "lectern/lessons/doc"

// A family of findings that belong together. It looks at a course in the ways
// that it needs; those that it does not need are nil.
type family struct {
	name string

	page   func(*pageCheck)                        // a page, before its blocks
	block  func(*pageCheck, doc.Block)             // a block of a page, also one inside another
	inline func(*pageCheck, doc.Block, doc.Inline) // an inline, and the outermost block around it
	course func(*courseCheck)                      // what no page alone shows
}

// families is the table of all families. They check in this order.
var families = []family{
	{name: "pages and sections without text", page: emptiness},
	{name: "code and drawings", block: code},
	{name: "links", inline: link},
	{name: "pictures", inline: picture},
	{name: "course.toml", course: manifest},
	{name: "who can open results", course: recipients},
	{name: "IDs of pages and questions", course: ids},
	{name: "questions", course: questions},
	{name: "banks in which guessing pays", course: guesses},
	{name: "questions of other tools", page: unaskedQuizzes},
	{name: "banks that nobody asks for", course: strayBanks},
	{name: "questions before the text", page: pretestWord, course: pretests},
	{name: "links.toml", course: addresses},
}
