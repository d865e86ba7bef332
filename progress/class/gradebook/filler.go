package gradebook

import (
	"strings"

	"lectern/lessons/text"
	"lectern/progress/class"
	"lectern/progress/class/table"
)

// Names are the files that Finish writes, without those of statements.
var Names = []string{Grades, Canvas, Answers, Questions, Distractors, EssaysFile}

// Filler says what belongs into a gradebook of others.
func Filler(b *class.Book, column, missing string) table.Filler {
	sure, named := map[string]int{}, map[string]int{}
	put := func(into map[string]int, key string, i int) {
		if key = alike(key); key == "" {
			return
		}
		if before, taken := into[key]; taken && before != i {
			i = -1 // it is two students'
		}
		into[key] = i
	}
	for i, p := range b.People {
		put(sure, p.ID, i)
		put(sure, p.Email, i)
		put(sure, p.Login, i)
		put(named, p.First+" "+p.Surname, i)
		put(named, p.Surname+", "+p.First, i)
	}
	find := func(in map[string]int, key string) int {
		if i, ok := in[alike(key)]; ok {
			return i
		}
		return -1
	}
	return table.Filler{
		Column: column,
		Student: func(cell string) (int, bool) {
			if i := find(sure, cell); i >= 0 {
				return i, true
			}
			return find(named, cell), false
		},
		Named: func(first, surname string) int { return find(named, first+" "+surname) },
		Percent: func(i int) (float64, bool) {
			p := b.People[i]
			return p.Percent, p.Came() || missing == "0"
		},
	}
}

func alike(s string) string {
	return strings.Trim(strings.ToLower(text.Composed(text.OneLine(s))), " ,")
}
