package embed

import (
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"encoding/binary"
	"io"
)

// cutCourse finds the header of a course of which the trailer is gone: right behind a program,
// where its signature was, or behind it.
func cutCourse(r io.ReaderAt, size int64) (at int64, ok bool) {
	end := imageEnd(r, size)
	ends := []int64{end, (end + maxPadding) / (maxPadding + 1) * (maxPadding + 1)}
	if s, ok := signatureOf(r); ok {
		ends = append(ends, s.end)
	}
	for _, end := range ends {
		if end < size && hasHeader(r, end) {
			return end, true
		}
	}
	return 0, false
}

// imageEnd returns where the program in a file ends, as its own headers say:
// the end of the last part that they name. For a file that is no program of a
// known format it is the size.
//
// A file's headers may say anything, so the answer is never below 0 nor above
// the size, and it is only ever used to look for the header of a course there.
func imageEnd(r io.ReaderAt, size int64) int64 {
	var magic [4]byte
	if _, err := r.ReadAt(magic[:], 0); err != nil {
		return size
	}
	var end int64
	switch {
	case string(magic[:]) == elf.ELFMAG:
		end = elfEnd(r)
	case string(magic[:2]) == "MZ":
		end = peEnd(r)
	default:
		end = machoEnd(r)
	}
	if end <= 0 || end > size {
		return size
	}
	return end
}

func elfEnd(r io.ReaderAt) int64 {
	f, err := elf.NewFile(r)
	if err != nil {
		return 0
	}
	end := uint64(0)
	for _, p := range f.Progs {
		end = max(end, p.Off+p.Filesz)
	}
	for _, s := range f.Sections {
		if s.Type != elf.SHT_NOBITS {
			end = max(end, s.Offset+s.FileSize)
		}
	}
	return int64(max(end, elfTableEnd(r, f)))
}

// elfTableEnd returns where the table of sections ends, which debug/elf does not report.
func elfTableEnd(r io.ReaderAt, f *elf.File) uint64 {
	var head [64]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return 0
	}
	// The fields e_shoff, e_shentsize and e_shnum of the ELF header (elf(5)).
	var off uint64
	var entry, count uint16
	if f.Class == elf.ELFCLASS64 {
		off = f.ByteOrder.Uint64(head[40:])
		entry, count = f.ByteOrder.Uint16(head[58:]), f.ByteOrder.Uint16(head[60:])
	} else {
		off = uint64(f.ByteOrder.Uint32(head[32:]))
		entry, count = f.ByteOrder.Uint16(head[46:]), f.ByteOrder.Uint16(head[48:])
	}
	return off + uint64(entry)*uint64(count)
}

func peEnd(r io.ReaderAt) int64 {
	f, err := pe.NewFile(r)
	if err != nil {
		return 0
	}
	end := int64(0)
	for _, s := range f.Sections {
		end = max(end, int64(s.Offset)+int64(s.Size))
	}
	if f.PointerToSymbolTable != 0 {
		end = max(end, peSymbolsEnd(r, f))
	}
	return end
}

// peSymbolsEnd returns the end of the COFF symbols and of the strings behind
// them, whose first four bytes are their length.
func peSymbolsEnd(r io.ReaderAt, f *pe.File) int64 {
	end := int64(f.PointerToSymbolTable) + int64(f.NumberOfSymbols)*pe.COFFSymbolSize
	var n [4]byte
	if _, err := r.ReadAt(n[:], end); err == nil {
		end += int64(binary.LittleEndian.Uint32(n[:]))
	}
	return end
}

func machoEnd(r io.ReaderAt) int64 {
	if fat, err := macho.NewFatFile(r); err == nil {
		end := int64(0)
		for _, a := range fat.Arches {
			end = max(end, int64(a.Offset)+int64(a.Size))
		}
		return end
	}
	f, err := macho.NewFile(r)
	if err != nil {
		return 0
	}
	end := uint64(0)
	for _, l := range f.Loads {
		if s, ok := l.(*macho.Segment); ok {
			end = max(end, s.Offset+s.Filesz)
		}
	}
	return int64(end)
}
