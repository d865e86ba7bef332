package lessons

import (
	"crypto/sha256"
	"encoding/hex"
)

// Inventory lists the lessons of one edition of a course, so that a later edition
// can be compared with it.
type Inventory []InventoryLesson

// InventoryLesson is one lesson of an inventory.
type InventoryLesson struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Hash string `json:"hash"` // of its text and of what is asked: it changes when the lesson does
}

// Inventory returns the lessons of the course in order. It parses all pages.
func (c *Course) Inventory() Inventory {
	var out Inventory
	for _, l := range c.Lessons() {
		h := sha256.New()
		h.Write([]byte(l.Text()))
		for _, q := range l.Questions {
			if q.Kind.Asks() {
				h.Write([]byte("\x00" + q.TextHash()))
			}
		}
		out = append(out, InventoryLesson{l.ID, l.Name(), hex.EncodeToString(h.Sum(nil)[:8])})
	}
	return out
}

// Since returns the lessons that are not in an earlier inventory, or whose text
// or questions were others, in their order.
func (v Inventory) Since(earlier Inventory) Inventory {
	before := make(map[string]string, len(earlier))
	for _, l := range earlier {
		before[l.ID] = l.Hash
	}
	var out Inventory
	for _, l := range v {
		if before[l.ID] != l.Hash {
			out = append(out, l)
		}
	}
	return out
}
