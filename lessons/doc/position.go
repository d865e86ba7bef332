package doc

// Position is a place in a run of blocks that a change of width leaves alone. It
// may point behind the end of a block, and behind the last block.
type Position struct {
	Block int // index of the block
	// Offset is how much of the block stands before the place: its characters
	// other than spaces, one for each line that is blank or drawn, and for a
	// picture's rows their share of the picture (reader/typeset counts them).
	Offset int
}
