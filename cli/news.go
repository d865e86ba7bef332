package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/progress"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// seenEdition is the edition of a course that a student saw last, as the record keeps it.
type seenEdition struct {
	Hash    string            `json:"hash"` // of the course's contents
	Version string            `json:"version,omitempty"`
	Lessons lessons.Inventory `json:"lessons"`
	Changed lessons.Inventory `json:"changed,omitempty"` // against the edition before
	Before  string            `json:"before,omitempty"`  // its version
}

// news says what is new in a course since a student saw it last.
type news struct {
	edition seenEdition
	fresh   bool // the student sees this edition for the first time
	first   bool // and has seen none before
}

func editionKey(c *lessons.Course) string { return "edition:" + c.Manifest.ID }

// editionNews compares the course with the edition that the student saw last.
// Only courses inside the program have editions; a folder changes while its
// author reads it. It is nil if there is nothing to compare.
func (a *app) editionNews(store *progress.Store, c *lessons.Course) (*news, error) {
	if c.Hash == "" {
		return nil, nil
	}
	var seen seenEdition
	value, found, err := store.Setting(a.studentName(), editionKey(c))
	if err != nil {
		return nil, err
	}
	found = found && json.Unmarshal([]byte(value), &seen) == nil
	if found && seen.Hash == c.Hash {
		return &news{edition: seen}, nil
	}
	n := &news{fresh: true, first: !found}
	n.edition = seenEdition{Hash: c.Hash, Version: c.Manifest.Version}
	if n.first {
		return n, nil // saw will list the lessons: nothing needs them before the first screen
	}
	if n.edition.Lessons, err = editionOf(c); err != nil {
		return nil, err
	}
	n.edition.Changed, n.edition.Before = n.edition.Lessons.Since(seen.Lessons), seen.Version
	return n, nil
}

// editionOf returns the lessons of the course inside the program: as they were
// written down when it was built, else by parsing it.
func editionOf(c *lessons.Course) (lessons.Inventory, error) {
	p, err := ownPayload()
	if err != nil {
		return nil, err
	}
	if p != nil {
		defer p.Close()
		var e lessons.Inventory
		if src, err := p.Meta(editionMeta); err == nil && p.Info.Hash == c.Hash && json.Unmarshal(src, &e) == nil {
			return e, nil
		}
	}
	return c.Inventory(), nil
}

// notice is the line that greets a student who opens a new edition, "" otherwise. program
// is what starts the program.
func (n *news) notice(program string) string {
	if n == nil || !n.fresh || n.first {
		return ""
	}
	const maxNames = 3
	all := len(n.edition.Changed)
	if all == 0 {
		return words.T("New edition: the lessons are as they were")
	}
	var list []string
	for _, l := range n.edition.Changed[:min(maxNames, all)] {
		list = append(list, l.Name)
	}
	names := strings.Join(list, "; ")
	if more := all - len(list); more > 0 {
		return words.T("New edition: %d lessons are new or changed: %s; and %d more (%s news lists them)", all, names, more, program)
	}
	return words.N("New edition: %d lesson is new or changed: %s", "New edition: %d lessons are new or changed: %s", all, all, names)
}

// headline says how much the newest edition changed.
func (n *news) headline() string {
	all := len(n.edition.Changed)
	switch {
	case all == 0 && (n.first || !n.fresh):
		return words.T("No edition before this one is known.")
	case all == 0:
		return words.T("New edition: the lessons are as they were.")
	}
	return words.N("New edition: %d lesson is new or changed.", "New edition: %d lessons are new or changed.", all, all)
}

// saw records that the student has seen this edition.
func (a *app) saw(store *progress.Store, c *lessons.Course, n *news) error {
	if n == nil || !n.fresh || store.ReadOnly() != nil {
		return nil
	}
	if n.first {
		var err error
		if n.edition.Lessons, err = editionOf(c); err != nil {
			return err
		}
	}
	value, err := json.Marshal(n.edition)
	if err != nil {
		return err
	}
	return store.Set(a.studentName(), editionKey(c), string(value))
}

func (a *app) newsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "news",
		Short: words.T("List the lessons that the newest edition of the course added or changed"),
		Args:  noArgs,
		RunE:  func(*cobra.Command, []string) error { return a.news() },
	}
}

func (a *app) news() error {
	c, err := a.openCourse(nil)
	if err != nil {
		return err
	}
	defer c.Close()
	store, err := a.openStore()
	if err != nil {
		return err
	}
	defer store.Close()
	n, err := a.editionNews(store, c)
	if err != nil {
		return err
	}
	if n == nil {
		return errors.New(words.T("the course has no editions"))
	}
	fmt.Fprintln(a.Stdout, n.headline())
	for _, l := range n.edition.Changed {
		fmt.Fprintf(a.Stdout, "  %s (%s)\n", typeset.Clean(l.Name), typeset.Clean(l.ID))
	}
	return a.saw(store, c, n)
}
