package lessons

// Number returns the place of l among the lessons of the course, from 1. It is
// known only when every page before l's has been parsed; else it is 0. It never waits.
func (c *Course) Number(l *Lesson) int {
	o := c.order.Load()
	if o == nil {
		if l.Page == c.start {
			return l.Index + 1
		}
		return 0
	}
	n := 0
	for _, p := range o.pages[:l.Page.index] {
		k, known := p.lessonCount()
		if !known {
			return 0
		}
		n += k
	}
	return n + l.Index + 1
}

// Count returns how many lessons the pages parsed so far have, and whether that
// is all pages. It never waits.
func (c *Course) Count() (lessons int, complete bool) {
	revision := c.grown.Load()
	if k := c.counted.Load(); k != nil && k.revision == revision {
		return k.lessons, k.complete
	}
	lessons, complete = c.count()
	c.counted.Store(&counted{revision, lessons, complete})
	return lessons, complete
}

// counted caches the result of Count for one revision of the course.
type counted struct {
	revision int64
	lessons  int
	complete bool
}

func (c *Course) count() (lessons int, complete bool) {
	o := c.order.Load()
	if o == nil {
		n, _ := c.start.lessonCount()
		return n, false
	}
	complete = true
	for _, p := range o.pages {
		k, known := p.lessonCount()
		lessons += k
		complete = complete && known
	}
	return lessons, complete
}

// At returns the lesson with a number, from 1, or nil. It parses the pages before that lesson.
func (c *Course) At(number int) *Lesson {
	for _, p := range c.Pages() {
		ls := p.Lessons()
		if number <= len(ls) {
			if number < 1 {
				return nil
			}
			return ls[number-1]
		}
		number -= len(ls)
	}
	return nil
}
