package class

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"strings"
	"time"
)

// moment is a question answered at a time.
type moment struct {
	question string
	at       int64
}

// alike is how many answers two people must have given at equal moments before it is told: one
// may be chance.
const alike = 2

// meet counts what is odd of an answer: its question is gone or was another one, somebody else
// gave theirs at the same moment.
func (b *Book) meet(person int, r Row) {
	switch {
	case !r.Found:
		b.gone[r.Answer.Question]++
	case !r.Given.Same:
		b.edited[r.Of.ID]++
	}
	if r.Answer.At.IsZero() {
		return
	}
	m := maphash.Comparable(b.chance, moment{r.Answer.Question, r.Answer.At.UnixMilli()})
	other, met := b.lastSeen[m]
	if met && int(other) != person {
		b.twins[[2]int{int(other), person}]++
	}
	if !met {
		b.lastSeen[m] = int32(person)
	}
}

// tell collects what an instructor should look at.
func (b *Book) tell(c *Class, entries []Entry) {
	label := b.labels()
	said := map[string]bool{}
	say := func(format string, args ...any) {
		if news := fmt.Sprintf(format, args...); !said[news] {
			said[news] = true
			b.News = append(b.News, news)
		}
	}
	if b.NoKey > 0 {
		say("no exam key: %s of an exam cannot be graded and %s no points: put the exam.key that was written with the program beside the file of --key, and collect again",
			count(b.NoKey, "file", "files"), map[bool]string{true: "has", false: "have"}[b.NoKey == 1])
	}
	bare := map[string]int{}
	for _, e := range entries {
		if b.opt.Seals && e.Bare {
			bare[label[e.Who]]++
		}
	}
	if b.Bare = total(bare); b.Bare > 0 {
		say("not sealed, though the course seals its results: %s of %s; anybody can have changed that, and --unsealed accepts it", count(b.Bare, "file", "files"), list(bare))
	}
	if took, came := b.took(); took > 0 && !b.Exam && b.opt.Of == "" {
		say("exam: %d of %d took it, so the grades are those of the lessons; --of exam grades the exam", took, came)
	}
	shared := map[string]bool{}
	for _, e := range entries {
		for _, k := range e.Clashes {
			switch {
			case k.Other != "" && label[k.Other] != label[e.Who]:
				shared[pair(label[k.Other], label[e.Who])] = true
				say("shared: %s and %s have the same attempts", label[k.Other], label[e.Who])
			case k.Other == "":
				say("two contents: an answer of %s to %s came as “%s” and as “%s”; the first counts", label[e.Who], k.Question, k.Kept, k.Came)
			}
		}
	}
	installs := map[string][]string{}
	for _, e := range entries {
		if e.Install != "" && !slices.Contains(installs[e.Install], label[e.Who]) {
			installs[e.Install] = append(installs[e.Install], label[e.Who])
		}
	}
	for _, install := range slices.Sorted(maps.Keys(installs)) {
		if names := installs[install]; len(names) > 1 {
			slices.Sort(names)
			say("one computer: %s were handed in from one installation", strings.Join(names, " and "))
		}
	}
	for _, two := range slices.SortedFunc(maps.Keys(b.twins), func(x, y [2]int) int { return slices.Compare(x[:], y[:]) }) {
		x, y := b.name(two[0]), b.name(two[1])
		if b.twins[two] >= alike && !shared[pair(x, y)] {
			say("equal times: %s and %s gave %d answers at the same moments", x, y, b.twins[two])
		}
	}
	if n := total(b.edited); n > 0 {
		say("other edition: %s to %s that read otherwise now, graded with the key of now: %s",
			count(n, "answer", "answers"), count(len(b.edited), "question", "questions"), list(b.edited))
	}
	if n := total(b.gone); n > 0 {
		say("gone: %s to %s that the course does not have, without points: %s",
			count(n, "answer", "answers"), count(len(b.gone), "question", "questions"), list(b.gone))
	}
	b.tellPeople(c, say)
}

// tellPeople says what is odd of one student at a time.
func (b *Book) tellPeople(c *Class, say func(string, ...any)) {
	open, listed := 0, slices.ContainsFunc(b.People, func(p *Person) bool { return p.Listed })
	for i, p := range b.People {
		open += p.Essays
		switch name := b.name(i); {
		case p.Came() && listed && !p.Listed:
			say("not on the roster: %s", name)
		case !p.Came():
			say("missing: %s handed in nothing", name)
		case b.Exam && p.Attempts == 0:
			say("no exam: %s handed in no attempt of the exam", name)
		case b.Exam && p.Unfinished:
			say("not finished: %s came to no end of the exam; what was answered counts", name)
		}
		if p.odd {
			say("another paper: the questions of %s in the exam are not those that this student gets", b.name(i))
		}
	}
	if open > 0 {
		say("essays: %s to read; fill in their points in essays.csv and collect again", count(open, "text", "texts"))
	}
}

// labels returns how people are called in the news, by what the class keeps them under.
func (b *Book) labels() map[string]string {
	out := map[string]string{}
	for i, p := range b.People {
		for _, who := range p.names {
			out[who] = b.name(i)
		}
	}
	return out
}

// name returns how a person is called in the news.
func (b *Book) name(i int) string {
	p := b.People[i]
	if b.opt.Alias != nil {
		return p.alias(b.opt.Alias)
	}
	if p.Name == "" || p.Name == p.Label() {
		return p.Label()
	}
	return p.Name + " (" + p.Label() + ")"
}

func pair(a, b string) string { return min(a, b) + "\n" + max(a, b) }

func total(counts map[string]int) (sum int) {
	for _, n := range counts {
		sum += n
	}
	return sum
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// list names some IDs.
func list(of map[string]int) string {
	const most = 10
	ids := slices.Sorted(maps.Keys(of))
	if n := len(ids); n > most {
		ids = append(ids[:most], fmt.Sprintf("%d more", n-most))
	}
	return strings.Join(ids, ", ")
}

// hide puts numbers in the place of all that names a student.
func (b *Book) hide() {
	for _, p := range b.People {
		p.hide(b.opt.Alias)
	}
}

func (p *Person) hide(alias func(string) string) {
	number := p.alias(alias)
	p.Name, p.ID, p.First, p.Surname, p.Email, p.Login, p.Class = number, number, "", number, "", "", ""
}

// alias is the number in the place of the student's names.
func (p *Person) alias(alias func(string) string) string {
	return alias(cmp.Or(p.key(), "id:"+fold(p.Label())))
}

// Day writes a time as a day and an hour, "" for the zero time.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04")
}
