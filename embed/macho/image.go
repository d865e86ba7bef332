package macho

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
)

// What of <mach-o/loader.h> is needed. All numbers are little-endian: the processors
// of Macs that Go knows are.
const (
	magic64    = 0xfeedfacf
	execute    = 2 // MH_EXECUTE
	headSize   = 32
	segment64  = 0x19
	symtab     = 0x2
	signature  = 0x1d // LC_CODE_SIGNATURE
	commandLen = 16   // of LC_CODE_SIGNATURE

	// maxHead is the most bytes of load commands that are read; programs have a few thousand.
	maxHead = 64 << 10
	// vmPage is what the size of a segment in memory is a multiple of, on every Mac.
	vmPage = 16 << 10
	// align is what the place of a signature is a multiple of.
	align = 16
)

// Image is a program for one processor, as its headers describe it.
type Image struct {
	head []byte // the header and the load commands, up to the first section
	free int    // where the load commands end in it

	linkedit, symtab, signature int // offsets of these load commands in head; signature is 0 without one

	text uint64 // size of __TEXT in the file
	end  int64
}

// ErrOther says that a file is no program for macOS of the kind that something can be put into.
var ErrOther = errors.New("no Mach-O program of 64 bits whose strings come last")

// Read reads the headers of a program. The error is ErrOther or that of r.
func Read(r io.ReaderAt, size int64) (*Image, error) {
	var start [headSize]byte
	if _, err := r.ReadAt(start[:], 0); err == io.EOF {
		return nil, ErrOther
	} else if err != nil {
		return nil, err
	}
	le := binary.LittleEndian
	commands := le.Uint32(start[20:])
	if le.Uint32(start[:]) != magic64 || le.Uint32(start[12:]) != execute || commands > maxHead || int64(commands)+headSize > size {
		return nil, ErrOther
	}
	i := &Image{head: make([]byte, headSize+int(commands)), free: headSize + int(commands)}
	if _, err := r.ReadAt(i.head, 0); err != nil {
		return nil, err
	}
	room, err := i.commands()
	if err != nil {
		return nil, err
	}
	if i.signature == 0 {
		// The command for the signature goes behind the others, where nothing may be yet.
		room = min(room, i.free+commandLen)
		if room < i.free+commandLen || int64(room) > size {
			return nil, ErrOther
		}
		more := make([]byte, commandLen)
		if _, err := r.ReadAt(more, int64(i.free)); err != nil {
			return nil, err
		}
		for _, b := range more {
			if b != 0 {
				return nil, ErrOther
			}
		}
		i.head = append(i.head, more...)
	}
	return i, i.findEnd(size)
}

// commands finds the load commands that matter, and returns where the first section begins.
func (i *Image) commands() (firstSection int, err error) {
	le := binary.LittleEndian
	firstSection = math.MaxInt32
	at := headSize
	for range le.Uint32(i.head[16:]) {
		if at+8 > i.free {
			return 0, ErrOther
		}
		kind, n := le.Uint32(i.head[at:]), int(le.Uint32(i.head[at+4:]))
		if n < 8 || n > i.free-at {
			return 0, ErrOther
		}
		command := i.head[at : at+n]
		switch {
		case kind == segment64 && n >= 72:
			switch name(command[8:24]) {
			case "__TEXT":
				i.text = le.Uint64(command[48:])
			case "__LINKEDIT":
				i.linkedit = at
			}
			for s := 72; s+80 <= n; s += 80 { // section_64: its offset is the field at 48
				if offset := le.Uint32(command[s+48:]); offset > 0 {
					firstSection = min(firstSection, int(offset))
				}
			}
		case kind == symtab && n >= 24:
			i.symtab = at
		case kind == signature && n >= commandLen:
			i.signature = at
		}
		at += n
	}
	if i.linkedit == 0 || i.symtab == 0 {
		return 0, ErrOther
	}
	return firstSection, nil
}

func name(b []byte) string {
	for i, c := range b {
		if c == 0 {
			return string(b[:i])
		}
	}
	return string(b)
}

// findEnd sets where the program ends but for its signature.
func (i *Image) findEnd(size int64) error {
	le := binary.LittleEndian
	strings := int64(le.Uint32(i.head[i.symtab+16:])) + int64(le.Uint32(i.head[i.symtab+20:]))
	offset, length := int64(le.Uint64(i.head[i.linkedit+40:])), int64(le.Uint64(i.head[i.linkedit+48:]))
	i.end = offset + length
	if i.signature != 0 {
		i.end = int64(le.Uint32(i.head[i.signature+8:]))
	}
	if offset < 0 || length < 0 || i.end > size || i.end < offset || strings > i.end || i.end-strings >= align {
		return ErrOther
	}
	return nil
}

// End returns where the program ends but for its signature, in bytes: at most the size of the
// file. What was put into it lies right before that.
func (i *Image) End() int64 { return i.end }

// grown returns the headers of the program when it ends at end, with a signature of n bytes behind that.
func (i *Image) grown(end, n int64) ([]byte, error) {
	if end+n > math.MaxUint32 {
		return nil, errors.New("a program for macOS can have 4 GB")
	}
	head := append([]byte(nil), i.head...)
	le := binary.LittleEndian
	at := i.signature
	if at == 0 {
		at = i.free
		le.PutUint32(head[16:], le.Uint32(head[16:])+1)
		le.PutUint32(head[20:], le.Uint32(head[20:])+commandLen)
		le.PutUint32(head[at:], signature)
		le.PutUint32(head[at+4:], commandLen)
	}
	le.PutUint32(head[at+8:], uint32(end))
	le.PutUint32(head[at+12:], uint32(n))
	le.PutUint32(head[i.symtab+20:], uint32(end)-le.Uint32(head[i.symtab+16:]))
	length := uint64(end+n) - le.Uint64(head[i.linkedit+40:])
	le.PutUint64(head[i.linkedit+48:], length)
	le.PutUint64(head[i.linkedit+32:], (length+vmPage-1)/vmPage*vmPage)
	return head, nil
}
