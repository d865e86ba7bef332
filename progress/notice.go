package progress

import "slices"

// Event is a kind of thing that may happen to the file of a record while it is used.
type Event string

// The events. Saving goes on after each, in a new record after most.
const (
	SetAside Event = "set aside" // the file was damaged; Path is where it is kept
	Left     Event = "left"      // the file is not ours any more; Path is where what follows is saved
	Clamped  Event = "clamped"   // times beyond all clocks stood in the file or in an import, and were put right
	Merged   Event = "merged"    // what was saved beside the file is in it now; Path is what that file is called
	Moved    Event = "moved"     // the file was moved or removed while it was open; Path is where it was
)

// Notice is something about the file that a student should be told.
type Notice struct {
	What Event
	Path string
}

// Notices returns what happened to the file so far, the oldest first. More may
// come at any time, not only when the file is opened.
func (s *Store) Notices() []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.notices)
}

// notify adds a notice, once. The caller holds mu.
func (s *Store) notify(what Event, path string) {
	if n := (Notice{what, path}); !slices.Contains(s.notices, n) {
		s.notices = append(s.notices, n)
	}
}
