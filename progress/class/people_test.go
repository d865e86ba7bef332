package class

import (
	"fmt"
	"testing"
)

// TestPeople: who stands on the roster twice is one person, and a roster without names leaves those that were typed.
func TestPeople(t *testing.T) {
	c := &Class{entries: map[string]Entry{
		"1": {Key: "1", Who: "id:s-1", ID: "S-1", Name: "Ana Silva", Record: "asilva"},
		"2": {Key: "2", Who: "id:s-2", ID: "S-2", Name: "bo", Record: "bo"},
	}}
	for _, test := range []struct {
		roster []Person
		want   string
	}{
		{[]Person{{ID: "S-1"}, {ID: "s-1", Class: "Lab 2"}, {ID: "S-2"}}, "[S-2  1] [S-1 Ana Silva 1] "},
		{[]Person{{ID: "S-1", Name: "Anna Silva"}, {ID: "S-2", Name: "Ek, Bo"}, {ID: "S-2", Name: "Bo Ek"}, {ID: "S-2", Name: "Cy Poe"}},
			"[S-2 Bo Ek 1] [S-2 Cy Poe 0] [S-1 Anna Silva 1] "},
	} {
		got := ""
		for _, p := range c.people(test.roster) {
			got += fmt.Sprint([]any{p.ID, p.Name, p.Files}) + " "
		}
		if got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}
