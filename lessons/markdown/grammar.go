package markdown

import (
	"sync"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// grammar returns the one goldmark parser of the process: CommonMark, the GFM
// constructs and those of this package. It keeps no state between pages (that
// is in the parser.Context of each), so goroutines may share it.
var grammar = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(transformers()...),
	)
})

// structure is grammar without running text. It is for learning what a text
// defines, which is a matter of blocks alone.
var structure = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithParagraphTransformers(transformers()...),
	)
})

// plainGrammar is what running text was before roles, signs and spans were read.
var plainGrammar = sync.OnceValue(func() parser.Parser {
	var inlines []util.PrioritizedValue
	for _, p := range inlineParsers() {
		switch p.Value.(type) {
		case roleParser, emojiParser, spanParser:
		default:
			inlines = append(inlines, p)
		}
	}
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
		parser.WithInlineParsers(inlines...),
	)
})

// transformers lists the parsers that may turn a paragraph into something else.
func transformers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(referenceTransformer{}, 100),
		util.Prioritized(tableTransformer{}, 200),
	}
}

// indentedPriority is the place of indented code, by which a dialect without it finds it.
const indentedPriority = 500

// blockParsers lists the parsers that may open a block, the lowest number first. Containers
// are wrapped in nested, which bounds how deep they go.
func blockParsers() []util.PrioritizedValue {
	p := func(b parser.BlockParser, priority int) util.PrioritizedValue {
		return util.Prioritized(placed{b}, priority)
	}
	return []util.PrioritizedValue{
		p(quizParser{}, 50),
		p(alertParser{}, 55),
		p(mathBlockParser{}, 58),
		p(nested{mkdocsParser{}}, 60),
		p(directiveParser{}, 65),
		p(nested{colonFenceParser{}}, 70),
		p(nested{admonishParser{}}, 80),
		p(headingIDs{parser.NewSetextHeadingParser()}, 100),
		p(nested{extension.NewDefinitionListParser()}, 101),
		p(extension.NewDefinitionDescriptionParser(), 102), // only ever inside its list
		p(parser.NewThematicBreakParser(), 200),
		p(nested{parser.NewListParser()}, 300),
		p(parser.NewListItemParser(), 400), // only ever inside its list
		p(parser.NewCodeBlockParser(), indentedPriority),
		p(headingIDs{parser.NewATXHeadingParser()}, 600),
		p(fenceParser{parser.NewFencedCodeBlockParser()}, 700),
		p(nested{parser.NewBlockquoteParser()}, 800),
		p(parser.NewHTMLBlockParser(), 900),
		p(nested{footnoteParser{}}, 950),
		p(parser.NewParagraphParser(), 1000),
	}
}

// inlineParsers lists the parsers of pieces of running text. Those with a
// quadratic corner are wrapped in guards.
func inlineParsers() []util.PrioritizedValue {
	p := util.Prioritized
	return []util.PrioritizedValue{
		p(extension.NewTaskCheckBoxParser(), 0),
		p(mathParser{}, 50),
		p(roleParser{}, 60),
		p(emojiParser{}, 70),
		p(codeSpanGuard{parser.NewCodeSpanParser()}, 100),
		p(footnoteRefParser{}, 101),
		p(spanParser{}, 150),
		p(newLinkGuard(parser.NewLinkParser()), 200),
		p(parser.NewAutoLinkParser(), 300),
		p(parser.NewRawHTMLParser(), 400),
		p(delimiterGuard{emphasisParser{}}, 500),
		p(extension.NewLinkifyParser(), 999),
	}
}
