package quiz

import "testing"

func TestPositionalChoices(t *testing.T) {
	for text, want := range map[string]bool{
		"All of the above": true, "none of the above.": true, "<b>None of these</b>": true, "Both a and b": true, "both (1) and (3)": true, "A and C": true, "Neither": true, "neither a nor b": true,
		"B or C only": true, "Answers a, b and d": true, "All the above": true, "Both": true, "Only A and B are correct": true, "None": true, "any of them": true, "All answers are right": true, "None of the other options": true,
		"Both parties pay": false, "all of it": false, "a": false, "and": false, "x and y": false, "Nothing at all": false, "Neither is needed for this": false, "Above all things": true, "": false, "Vitamin C and D3": false,
	} {
		if got := positional(Text{text, HTML}.Words(), 4); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
