package sheet

import "lectern/reader/typeset"

// The roles of what the reader itself puts on the screen; they go on from those of typeset.
const (
	TitleRole     typeset.Role = 64 + iota // of the course, of frames
	KeyRole                                // a key's name
	FooterRole                             // a key's name in the footer, which is always there and should not catch the eye
	BarRole                                // the filled part of a bar
	RestRole                               // the empty part of a bar
	SelectedRole                           // the row that Enter is about
	HereRole                               // the lesson that is open, in the contents
	RightRole                              // a right answer
	WrongRole                              // a wrong one
	PartlyRole                             // one that is right in part
	RightVerdict                           // the verdict on a whole answer, seen before anything else: right
	WrongVerdict                           // wrong
	PartlyVerdict                          // right in part, or not known
	FieldRole                              // what the student types
	HitRole                                // what a search found
	CurrentHit                             // the hit that the student is at
	FocusRole                              // the link that Enter follows
	NoticeRole                             // a line that the student should see
)
