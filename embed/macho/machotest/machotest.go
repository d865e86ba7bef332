// Package machotest makes small programs for macOS, and holds any against what macOS looks at, for tests.
package machotest

import (
	"bytes"
	"crypto/sha256"
	"debug/macho"
	"encoding/binary"
	"fmt"
)

// Program returns a program that does nothing, with a text in its data. One that is signed
// has an empty signature, as long as that of a linker.
func Program(text string, signed bool) []byte {
	const page = 0x4000
	le := binary.LittleEndian
	segment := func(name string, address, offset, size uint64, sections int) []byte {
		b := make([]byte, 72+80*sections)
		le.PutUint32(b, 0x19)
		le.PutUint32(b[4:], uint32(len(b)))
		copy(b[8:], name)
		le.PutUint64(b[24:], address)
		le.PutUint64(b[32:], (size+page-1)/page*page)
		le.PutUint64(b[40:], offset)
		le.PutUint64(b[48:], size)
		le.PutUint32(b[64:], uint32(sections))
		if sections > 0 {
			copy(b[72:], "__text")
			copy(b[88:], name)
			le.PutUint32(b[72+48:], 0x400)
		}
		return b
	}
	strings := []byte("\x00_main\x00and a string of an odd length\x00")
	end := page + len(strings)
	code := 0
	if signed {
		for len(strings)%16 != 0 {
			strings = append(strings, 0)
		}
		end, code = page+len(strings), 200
	}
	symbols := make([]byte, 24)
	for i, n := range []uint32{2, 24, page, 0, page, uint32(len(strings))} {
		le.PutUint32(symbols[4*i:], n)
	}
	commands := bytes.Join([][]byte{segment("__TEXT", page, 0, page, 1), segment("__LINKEDIT", 2*page, page, uint64(len(strings)+code), 0), symbols}, nil)
	count := uint32(3)
	if signed {
		command := make([]byte, 16)
		for i, n := range []uint32{0x1d, 16, uint32(end), uint32(code)} {
			le.PutUint32(command[4*i:], n)
		}
		commands, count = append(commands, command...), 4
	}
	out := make([]byte, end+code)
	for i, n := range []uint32{0xfeedfacf, 0x0100000c, 0, 2, count, uint32(len(commands)), 1, 0} {
		le.PutUint32(out[4*i:], n)
	}
	copy(out[32:], commands)
	copy(out[0x400:], text)
	copy(out[page:], strings)
	return out
}

// Verify holds a program against what macOS asks of one that is signed ad hoc: the signature is
// its end, __LINKEDIT holds it and nothing else follows, each page has the hash that is stated,
// the last one of the bytes that there are, and the empty requirements are those that are hashed.
func Verify(program []byte) error {
	f, err := macho.NewFile(bytes.NewReader(program))
	if err != nil {
		return err
	}
	var at, n, strings uint32 // strings: their end
	for _, l := range f.Loads {
		switch raw := l.Raw(); f.ByteOrder.Uint32(raw) {
		case 0x1d:
			at, n = f.ByteOrder.Uint32(raw[8:]), f.ByteOrder.Uint32(raw[12:])
		case 2:
			strings = f.ByteOrder.Uint32(raw[16:]) + f.ByteOrder.Uint32(raw[20:])
		}
	}
	linkedit := f.Segment("__LINKEDIT")
	switch {
	case n == 0:
		return fmt.Errorf("it is not signed")
	case int(at+n) != len(program) || linkedit.Offset+linkedit.Filesz != uint64(at+n):
		return fmt.Errorf("the program has %d bytes, the signature ends at %d, __LINKEDIT at %d", len(program), at+n, linkedit.Offset+linkedit.Filesz)
	case at%16 != 0 || linkedit.Memsz < linkedit.Filesz || linkedit.Memsz%0x4000 != 0:
		return fmt.Errorf("the signature lies at %d, __LINKEDIT has %d bytes in memory", at, linkedit.Memsz)
	case strings != at:
		return fmt.Errorf("the strings end at %d, the signature begins at %d", strings, at)
	}
	return verifySignature(program[:at], program[at:], f.Segment("__TEXT").Filesz)
}

func verifySignature(code, signature []byte, text uint64) error {
	be := binary.BigEndian
	if m, count := be.Uint32(signature), be.Uint32(signature[8:]); m != 0xfade0cc0 || count != 3 {
		return fmt.Errorf("the signature begins with %x and has %d blobs", m, count)
	}
	blobs := map[uint32][]byte{}
	for i := range 3 {
		at := be.Uint32(signature[16+8*i:])
		blobs[be.Uint32(signature[12+8*i:])] = signature[at : at+be.Uint32(signature[at+4:])]
	}
	d, required, wrapper := blobs[0], blobs[2], blobs[0x10000]
	if len(required) != 12 || len(wrapper) != 8 || be.Uint32(required) != 0xfade0c01 || be.Uint32(wrapper) != 0xfade0b01 {
		return fmt.Errorf("requirements %x, wrapper %x", required, wrapper)
	}
	for at, want := range map[int]uint32{0: 0xfade0c02, 8: 0x20400, 12: 2, 24: 2, 28: uint32((len(code) + 4095) / 4096), 32: uint32(len(code)), 36: 0x2002000c} {
		if got := be.Uint32(d[at:]); got != want {
			return fmt.Errorf("byte %d of the code directory: %#x, want %#x", at, got, want)
		}
	}
	if limit := be.Uint64(d[72:]); limit != text || be.Uint64(d[80:]) != 1 {
		return fmt.Errorf("the executable segment has %d bytes, want %d", limit, text)
	}
	hashes := d[be.Uint32(d[16:]):]
	if got, want := sha256.Sum256(required), d[be.Uint32(d[16:])-64:][:32]; !bytes.Equal(got[:], want) {
		return fmt.Errorf("the requirements have another hash")
	}
	for i := 0; len(code) > 0; i++ {
		page := code[:min(len(code), 4096)]
		if got := sha256.Sum256(page); !bytes.Equal(got[:], hashes[32*i:32*i+32]) {
			return fmt.Errorf("page %d has another hash", i)
		}
		code = code[len(page):]
	}
	return nil
}
