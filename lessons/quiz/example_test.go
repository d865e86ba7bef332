package quiz_test

import (
	"fmt"

	"lectern/lessons/quiz"
)

// A typed line is read as an answer, and the answer is graded.
func ExampleQuestion_Grade() {
	plain := func(s string) quiz.Text { return quiz.Text{Source: s, Format: quiz.Plain} }
	q := &quiz.Question{
		Kind: quiz.Multi, Prompt: plain("Which are metals?"), Points: 2,
		Choices: []quiz.Choice{
			{Text: plain("tin"), Fraction: 0.5},
			{Text: plain("salt"), Fraction: -0.5, Feedback: plain("Salt is a compound.")},
			{Text: plain("iron"), Fraction: 0.5},
		},
	}
	for _, line := range []string{"a c", "a", "a b", "x"} {
		answer, err := q.ParseLine(line, nil)
		if err != nil {
			fmt.Println(err)
			continue
		}
		g := q.Grade(answer)
		fmt.Printf("%s: %v, %g points\n", q.Response(answer), g.Right, g.Credit*q.Points)
	}
	fmt.Println(q.Solution())
	// Output:
	// tin; iron: true, 2 points
	// tin: false, 1 points
	// tin; salt: false, 0 points
	// type the letters of all that are right, from a to c, as a c, or none
	// [tin iron]
}
