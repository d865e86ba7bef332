package macho

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"lectern/embed/macho/machotest"
)

// real has programs of Go for macOS made and signed too; that takes the compilation of Go's library for it.
var real = flag.Bool("real", false, "sign programs of Go for macOS too")

// What is added to a program lies right before its signature, and macOS finds nothing to refuse.
func TestAdd(t *testing.T) {
	programs := map[string][]byte{"signed": machotest.Program("text", true), "unsigned": machotest.Program("text", false)}
	if *real {
		for _, processor := range []string{"arm64", "amd64"} {
			programs[processor] = goProgram(t, processor)
		}
	}
	for name, program := range programs {
		for _, n := range []int{0, 1, 16, 3 << 20, 60 << 20} {
			if n > 3<<20 && !*real {
				continue
			}
			i, err := Read(bytes.NewReader(program), int64(len(program)))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			added := bytes.Repeat([]byte("x"), n)
			var out bytes.Buffer
			at, err := i.Add(&out, bytes.NewReader(program), i.End(), bytes.NewReader(added), int64(n))
			if err != nil {
				t.Fatalf("%s with %d bytes: %v", name, n, err)
			}
			if err := machotest.Verify(out.Bytes()); err != nil {
				t.Errorf("%s with %d bytes: %v", name, n, err)
			}
			again, err := Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
			if err != nil {
				t.Fatalf("%s with %d bytes: %v", name, n, err)
			}
			if got := out.Bytes()[at:again.End()]; !bytes.Equal(got, added) || at != Offset(i.End(), int64(n)) {
				t.Errorf("%s: %d bytes are found at %d, of %d", name, len(got), at, n)
			}
			if diff := changed(program, out.Bytes(), int(i.End())); diff > 60 {
				t.Errorf("%s: %d bytes of the program were changed", name, diff)
			}
			// What is signed already becomes the same again.
			var twice bytes.Buffer
			if _, err := again.Add(&twice, bytes.NewReader(out.Bytes()), i.End(), bytes.NewReader(added), int64(n)); err != nil || !bytes.Equal(twice.Bytes(), out.Bytes()) {
				t.Errorf("%s with %d bytes: added twice it is another program, %v", name, n, err)
			}
		}
	}
}

// changed counts the bytes before end that differ.
func changed(a, b []byte, end int) int {
	n := 0
	for i := range end {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

func goProgram(t *testing.T, processor string) []byte {
	t.Helper()
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "main")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println() }\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "build", "-o", program, source)
	cmd.Env = append(os.Environ(), "GOOS=darwin", "GOARCH="+processor, "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	b, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Whatever the headers of a file say, it is read within its bounds or refused.
func FuzzRead(f *testing.F) {
	for _, signed := range []bool{true, false} {
		program := machotest.Program("text", signed)
		for at := 0; at < 0x200; at += 4 {
			f.Add(signed, uint16(at), uint32(0xffffffff))
		}
		f.Add(signed, uint16(20), uint32(len(program)))
	}
	f.Fuzz(func(t *testing.T, signed bool, at uint16, value uint32) {
		program := machotest.Program("text", signed)
		at %= uint16(0x400)
		binary.LittleEndian.PutUint32(program[at:], value)
		i, err := Read(bytes.NewReader(program), int64(len(program)))
		if err != nil {
			if !errors.Is(err, ErrOther) {
				t.Fatal(err)
			}
			return
		}
		if i.End() < 0 || i.End() > int64(len(program)) {
			t.Fatalf("it ends at %d of %d", i.End(), len(program))
		}
		var out bytes.Buffer
		if _, err := i.Add(&out, bytes.NewReader(program), i.End(), bytes.NewReader([]byte("added")), 5); err != nil {
			return
		}
	})
}
