package lessons

import (
	"container/list"
	"sync"

	"lectern/lessons/doc"
)

// cacheBudget is how many bytes of page source the documents kept in memory may
// come from. A document takes several times its source, and a course of
// thousands of pages is read one page at a time; a page over the budget that is
// not read in parts (parts.go) is kept until the next one comes.
const cacheBudget = 4 << 20

// cache keeps the pages, and the parts of large pages, that were used last. The zero value is ready to use.
type cache struct {
	mu    sync.Mutex
	size  int
	order list.List // of *cached, the last used in front
	byKey map[cacheKey]*list.Element
}

// cacheKey names a page, or a part of one.
type cacheKey struct {
	page *Page
	part int // from 0; wholePage for the page
}

const wholePage = -1

type cached struct {
	key  cacheKey
	doc  *doc.Document
	size int
}

func (c *cache) get(key cacheKey) *doc.Document {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[key]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).doc
}

func (c *cache) put(key cacheKey, d *doc.Document, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey == nil {
		c.byKey = map[cacheKey]*list.Element{}
	}
	if e := c.byKey[key]; e != nil { // someone else was quicker
		c.order.MoveToFront(e)
		return
	}
	c.byKey[key] = c.order.PushFront(&cached{key, d, size})
	c.size += size
	for c.size > cacheBudget && c.order.Len() > 1 {
		last := c.order.Back()
		gone := c.order.Remove(last).(*cached)
		delete(c.byKey, gone.key)
		c.size -= gone.size
	}
}
