package embed

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// windowsProgram returns a program for Windows, one of those that the go command comes with.
func windowsProgram(t testing.TB, name string) []byte {
	t.Helper()
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("no go command: ", err)
	}
	program, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "src/debug/pe/testdata", name))
	if err != nil {
		t.Skip("this Go has no such file: ", err)
	}
	return program
}

// sign puts a table behind a program for Windows, as those who sign do: at a multiple of eight
// bytes, named in the header, with a sum over all of it.
func sign(t testing.TB, program []byte) []byte {
	t.Helper()
	signed := bytes.Clone(program)
	for len(signed)%8 != 0 {
		signed = append(signed, 0)
	}
	s, _ := signatureOf(bytes.NewReader(signed))
	if s.entry == 0 {
		t.Fatal("no program for Windows")
	}
	table := append([]byte{200, 0, 0, 0, 0, 2, 2, 0}, bytes.Repeat([]byte{0x30}, 192)...)
	binary.LittleEndian.PutUint32(signed[s.entry:], uint32(len(signed)))
	binary.LittleEndian.PutUint32(signed[s.entry+4:], uint32(len(table)))
	copy(signed[s.checksum:], "sum!")
	return append(signed, table...)
}

// TestSigned attaches a course to a signed program for Windows, and signs one that has a course.
func TestSigned(t *testing.T) {
	for _, name := range []string{"gcc-amd64-mingw-exec", "gcc-386-mingw-exec"} {
		t.Run(name, func(t *testing.T) {
			course, names := sample()
			bare := windowsProgram(t, name)
			base := sign(t, bare)
			if Signed(bytes.NewReader(bare)) || !Signed(bytes.NewReader(base)) {
				t.Fatal("Signed does not tell a signed program from another")
			}
			built := attach(t, bytes.NewReader(base), course, names, Info{ID: "tides"})
			s, ok := signatureOf(bytes.NewReader(built))
			if ok || !bytes.Equal(built[s.checksum:s.checksum+4], make([]byte, 4)) {
				t.Errorf("the header of a program with a course names a signature, %v", s)
			}
			if holds(bytes.NewReader(built), bytes.Repeat([]byte{0x30}, 192)) {
				t.Error("the signature that holds no more stands in the program")
			}
			// The course lies where the signature began, and is found there with and without a new one.
			again := sign(t, built)
			for what, program := range map[string][]byte{"built": built, "built and signed": again} {
				p, err := Find(save(t, program))
				if err != nil || p == nil {
					t.Fatalf("%s: Find = %v, %v", what, p, err)
				}
				if p.Start != int64(len(base)-200+headerSize) {
					t.Errorf("%s: the course begins at %d, want %d", what, p.Start, len(base)-200+headerSize)
				}
				if err := readAll(p); err != nil {
					t.Errorf("%s: %v", what, err)
				}
				p.Close()
				if anew := attach(t, bytes.NewReader(program), course, names, Info{ID: "tides"}); !bytes.Equal(anew, built) {
					t.Errorf("%s: another build on it makes other bytes", what)
				}
			}
			// What is cut or changed is told, behind whatever signature.
			for what, program := range map[string][]byte{
				"a cut signature":                again[:len(again)-100],
				"a cut course that was signed":   sign(t, built[:len(built)-150]),
				"a course behind the signature":  append(bytes.Clone(base), built[len(base)-200:len(built)-150]...),
				"a changed trailer, then signed": sign(t, append(bytes.Clone(built[:len(built)-60]), bytes.Repeat([]byte{1}, 60)...)),
			} {
				if p, err := Find(save(t, program)); !errors.Is(err, ErrDamaged) {
					t.Errorf("%s: Find = %v, %v", what, p, err)
				}
			}
		})
	}
}
