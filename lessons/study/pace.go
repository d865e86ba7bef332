package study

// startingPace is the reading pace assumed until the student's own is known, in words a minute.
const startingPace = 200

// Pace returns the student's own reading pace in words a minute, once enough is read
// to tell, as far as the course is parsed.
func (s *Session) Pace() float64 {
	words, seconds := 0, 0.0
	for _, p := range s.Course.Known() {
		if !p.Parsed() || len(s.Known.Lessons) == 0 {
			continue
		}
		for _, l := range p.Lessons() {
			if st := s.Known.State(l); st.Read && st.Seconds > 0 {
				words += l.Words
				seconds += st.Seconds
			}
		}
	}
	if words < 400 || seconds < 60 {
		return startingPace
	}
	// Who leafs through has no pace, and who leaves the screen open reads no slower.
	return max(60, min(600, float64(words)/seconds*60))
}

// WordsLeft returns how many words the lessons have that are not read yet, and those of them
// that are on the short way through the course, as far as it is parsed.
func (s *Session) WordsLeft() (all, core int) {
	for _, p := range s.Course.Known() {
		if !p.Parsed() {
			continue
		}
		for _, l := range p.Lessons() {
			if !s.Known.State(l).Read {
				all += l.Words
				if l.Core() {
					core += l.Words
				}
			}
		}
	}
	return all, core
}
