package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmtext "github.com/yuin/goldmark/text"
)

// referenceTransformer takes the link reference definitions from the start of a
// paragraph ("[label]: address"). goldmark does that by moving the rest of the
// paragraph up for each, so it gets the paragraph in pieces: a list of 50,000
// definitions is otherwise 50,000 moves of 50,000 lines.
type referenceTransformer struct{}

// referencePiece is how many lines are looked at together. A definition is
// seldom longer than two.
const referencePiece = 100

// Transform implements parser.ParagraphTransformer.
func (referenceTransformer) Transform(node *ast.Paragraph, r gmtext.Reader, pc parser.Context) {
	lines := node.Lines()
	if first := lines.At(0); !bytes.Contains(first.Value(r.Source()), []byte{'['}) {
		return
	}
	if lines.Len() <= referencePiece {
		parser.LinkReferenceParagraphTransformer.Transform(node, r, pc)
		return
	}
	rest := lines.Sliced(0, lines.Len())
	for len(rest) > 0 {
		cut := pieceEnd(rest, r.Source())
		piece := ast.NewParagraph()
		own := gmtext.NewSegments()
		own.AppendAll(rest[:cut])
		piece.SetLines(own)
		node.Parent().InsertBefore(node.Parent(), node, piece)
		parser.LinkReferenceParagraphTransformer.Transform(piece, r, pc)
		if piece.Parent() != nil {
			// Not all of it is definitions: the paragraph proper begins here.
			piece.Parent().RemoveChild(piece.Parent(), piece)
			left := gmtext.NewSegments()
			left.AppendAll(piece.Lines().Sliced(0, piece.Lines().Len()))
			left.AppendAll(rest[cut:])
			node.SetLines(left)
			return
		}
		rest = rest[cut:]
	}
	node.SetLines(gmtext.NewSegments())
	node.Parent().RemoveChild(node.Parent(), node)
}

// pieceEnd returns how many lines to look at: up to one that begins a definition.
func pieceEnd(lines []gmtext.Segment, source []byte) int {
	for i := referencePiece; i < len(lines); i++ {
		if bytes.HasPrefix(bytes.TrimLeft(lines[i].Value(source), " "), []byte{'['}) {
			return i
		}
	}
	return len(lines)
}
