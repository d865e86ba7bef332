// Sign signs a program for macOS ad hoc, in place of the signature that the linker gave it:
//
//	go run ./.ci/sign PROGRAM
package main

import (
	"bytes"
	"fmt"
	"os"

	"lectern/embed/macho"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: sign PROGRAM")
		os.Exit(2)
	}
	if err := sign(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "sign:", err)
		os.Exit(1)
	}
}

func sign(name string) error {
	program, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	image, err := macho.Read(bytes.NewReader(program), int64(len(program)))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var signed bytes.Buffer
	if _, err := image.Add(&signed, bytes.NewReader(program), image.End(), bytes.NewReader(nil), 0); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(name, signed.Bytes(), 0o755)
}
