package reader

import (
	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/album"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// cache keeps the value that was made last, as long as what it was made of is the same.
type cache[K comparable, V any] struct {
	key    K
	filled bool
	value  V
}

// get returns the value for a key, and makes it if it is another key than last time.
func (c *cache[K, V]) get(key K, make func() V) V {
	if !c.filled || c.key != key {
		c.value = make() // before the key is noted: it may panic, or ask for the cache itself
		c.key, c.filled = key, true
	}
	return c.value
}

// caches keeps what follows from the rest of the Model and from the course: each
// key and each draw asks for it, and a course may have tens of thousands of
// lessons. Nothing is lost when it is emptied.
type caches struct {
	page     cache[pageKey, setPage]
	whole    cache[wholeKey, *typeset.Page]
	matches  cache[matchKey, []typeset.Match]
	contents cache[contentsKey, contentsRows]
	links    cache[linksKey, []sheet.Row]
	named    cache[namedKey, []*lessons.Lesson]
	lines    cache[sumKey, []lessonLine]
	read     cache[sumKey, int]
	unread   cache[sumKey, int] // words
	pace     cache[sumKey, float64]
	totals   cache[sumKey, study.Totals]
	pictures album.Album
}
