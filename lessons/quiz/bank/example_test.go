package bank_test

import (
	"fmt"
	"os"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank"
)

// A bank is read, and what it leaves in doubt is told.
func ExampleRead() {
	const text = `
::Capital::What is the capital of Norway?{
	=Oslo    # It was called Kristiania until 1925.
	~Bergen
	~Trondheim
}
::Sum::How much is 2 and 3?{#=5:0.5}
`
	b := bank.Read([]byte(text), "norway.gift", "")
	for _, q := range b.Questions {
		fmt.Printf("%s (%s): %s\n", q.Title, q.Kind, q.Prompt.Words())
	}
	for _, p := range b.Problems {
		fmt.Printf("line %d: %s\n", p.Line, p.Code)
	}
	// Output:
	// Capital (single): What is the capital of Norway?
	// Sum (numeric): How much is 2 and 3?
	// line 7: missing-blank-line
}

// A bank in one format is written in another.
func ExampleFormat_Write() {
	b := bank.Read([]byte("Is tin a metal?\nA) Yes\nB) No\nANSWER: A\n"), "metals.aiken", "")
	quiz.AssignIDs("metals", b.Questions)
	if _, err := bank.Named("gift").Write(os.Stdout, b); err != nil {
		fmt.Println(err)
	}
	// Output:
	// // [id:metals/q-3976787bb8]
	// [plain]Is tin a metal?{
	// 	=Yes
	// 	~No
	// }
}
