package text_test

import (
	"fmt"

	"lectern/lessons/text"
)

func ExampleDecode() {
	out, note := text.Decode([]byte("It\x92s \x93here\x94\n"))
	fmt.Print(string(out))
	fmt.Println(note.Text)
	// Output:
	// It’s “here”
	// byte 0x92 is not UTF-8; the file was read as Windows-1252: save it as UTF-8
}
