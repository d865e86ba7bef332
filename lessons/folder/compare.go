package folder

import "strings"

// byFolder orders paths so that the files of a folder come before its folders, and an index before the files.
func (f *Folder) byFolder(a, b string) int {
	for {
		ai, bi := strings.IndexByte(a, '/'), strings.IndexByte(b, '/')
		switch {
		case ai < 0 && bi < 0:
			if d := f.indexRank(a) - f.indexRank(b); d != 0 {
				return d
			}
			return natural(a, b)
		case ai < 0:
			return -1
		case bi < 0:
			return 1
		case a[:ai] != b[:bi]:
			return natural(a[:ai], b[:bi])
		}
		a, b = a[ai+1:], b[bi+1:]
	}
}

// indexRank is low for the files that people read first in a folder.
func (f *Folder) indexRank(name string) int {
	if name == "" || strings.IndexByte("rRiIcC_", name[0]) < 0 { // as most names of a large folder, which is being sorted
		return 3
	}
	switch strings.ToLower(f.files.Stem(name)) {
	case "readme":
		return 0
	case "index", "_index", "contents":
		return 1
	case "introduction", "intro":
		return 2
	}
	return 3
}

// natural compares names so that runs of digits count as numbers: 2.md before 10.md.
func natural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if isDigit(x[0]) && isDigit(y[0]) {
			nx, rx := cutDigits(x)
			ny, ry := cutDigits(y)
			if len(nx) != len(ny) {
				return len(nx) - len(ny)
			}
			if d := strings.Compare(nx, ny); d != 0 {
				return d
			}
			x, y = rx, ry
			continue
		}
		if cx, cy := lower(x[0]), lower(y[0]); cx != cy {
			return int(cx) - int(cy)
		}
		x, y = x[1:], y[1:]
	}
	if d := len(x) - len(y); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// cutDigits returns the number that s begins with, without leading zeros, and the rest.
func cutDigits(s string) (digits, rest string) {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	return strings.TrimLeft(s[:n], "0"), s[n:]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
