package lessons

import (
	"container/list"
	"sync"

	"lectern/lessons/doc"
)

// cacheBudget is how many bytes of page source the documents kept in memory may
// come from. A document takes several times its source, and a course of
// thousands of pages is read one page at a time; a page over the budget is kept
// until the next one comes.
const cacheBudget = 4 << 20

// cache keeps the documents that were used last. The zero value is ready to use.
type cache struct {
	mu    sync.Mutex
	size  int
	order list.List // of *cached, the last used in front
	byKey map[*Page]*list.Element
}

type cached struct {
	page *Page
	doc  *doc.Document
	size int
}

func (c *cache) get(p *Page) *doc.Document {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[p]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached).doc
}

func (c *cache) put(p *Page, d *doc.Document, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey == nil {
		c.byKey = map[*Page]*list.Element{}
	}
	c.byKey[p] = c.order.PushFront(&cached{p, d, size})
	c.size += size
	for c.size > cacheBudget && c.order.Len() > 1 {
		last := c.order.Back()
		gone := c.order.Remove(last).(*cached)
		delete(c.byKey, gone.page)
		c.size -= gone.size
	}
}
