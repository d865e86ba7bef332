package cli

import (
	"cmp"
	"debug/buildinfo"
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"

	"lectern/embed"
)

// base is a Lectern program that a course is attached to.
type base struct {
	path         string
	file         *os.File
	program      *io.SectionReader // all of it
	goos, goarch string
	version      string
}

func (b *base) platform() string { return b.goos + "/" + b.goarch }

func closeBases(bases []*base) {
	for _, b := range bases {
		b.file.Close()
	}
}

// errNotLectern says that a file is no Lectern program.
var errNotLectern = errors.New("not a Lectern program")

// openBases opens the programs that the flags name, else this one.
func (a *app) openBases(f buildFlags) ([]*base, error) {
	if f.all {
		return a.basesIn(f.folder)
	}
	if len(f.bases) == 0 {
		b, err := ownBase()
		if err != nil {
			return nil, err
		}
		return []*base{b}, nil
	}
	var bases []*base
	for _, p := range f.bases {
		b, err := openBase(p)
		if err != nil {
			closeBases(bases)
			return nil, err
		}
		bases = append(bases, b)
	}
	return bases, nil
}

// ownBase opens this program.
func ownBase() (*base, error) {
	exe, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("this program's own file is not known (%w); name one with --base", err)
	}
	b, err := openBase(exe)
	if err == nil {
		b.version = cmp.Or(embed.Release(), version())
	}
	return b, err
}

// openBase opens one Lectern program, for any system. What a program is, and
// for which system, is in the build information that the Go linker writes.
func openBase(path string) (*base, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, plainError(err)
	}
	b, err := readBase(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	b.path = path
	return b, nil
}

func readBase(f *os.File) (*base, error) {
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !st.Mode().IsRegular() {
		return nil, errNotLectern
	}
	info, err := buildinfo.Read(f)
	if err != nil || info.Main.Path != ownModule() {
		return nil, errNotLectern
	}
	b := &base{file: f, program: io.NewSectionReader(f, 0, st.Size())}
	revision := ""
	for _, s := range info.Settings {
		switch s.Key {
		case "GOOS":
			b.goos = s.Value
		case "GOARCH":
			b.goarch = s.Value
		case "vcs.revision":
			revision = s.Value
		}
	}
	switch b.version = embed.ReleaseOf(b.program); {
	case b.version != "":
	case len(revision) >= 12:
		b.version = "built from " + revision[:12]
	default:
		b.version = "built from source"
	}
	return b, nil
}

// ownModule is the module that this program was built from.
func ownModule() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Path != "" {
		return info.Main.Path
	}
	return "lectern"
}

// neededCLibrary names the C library that a Linux program takes from the machine it is
// started on, with the version that it needs at least, as "glibc 2.34 or newer". It
// returns "" for a program that needs none: one for another system, or one that was
// linked without C or statically.
func neededCLibrary(program io.ReaderAt) string {
	f, err := elf.NewFile(program)
	if err != nil {
		return ""
	}
	symbols, err := f.ImportedSymbols()
	if err != nil || len(symbols) == 0 {
		return ""
	}
	newest := ""
	for _, s := range symbols {
		if v, ok := strings.CutPrefix(s.Version, "GLIBC_"); ok && (newest == "" || laterVersion(v, newest)) {
			newest = v
		}
	}
	if newest == "" {
		return "the C library that it was built with"
	}
	return "glibc " + newest + " or newer"
}

// laterVersion reports whether one version of numbers and dots comes after another.
func laterVersion(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if x != y {
			return x > y
		}
	}
	return len(as) > len(bs)
}

// platforms are the systems that releases are made for.
var platforms = [...]string{"darwin/amd64", "darwin/arm64", "linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64"}

// basesIn opens every Lectern program in a folder, one for each system.
func (a *app) basesIn(folder string) ([]*base, error) {
	if folder == "" {
		exe, err := os.Executable()
		if err != nil {
			return nil, fmt.Errorf("this program's own folder is not known (%w); name one with --bases", err)
		}
		folder = filepath.Dir(exe)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, plainError(err)
	}
	byPlatform := map[string]*base{}
	var bases []*base
	for _, e := range entries {
		b, err := openBase(filepath.Join(folder, e.Name()))
		if err != nil {
			continue // a folder of programs also holds their checksums and archives
		}
		bases = append(bases, b)
		if other := byPlatform[b.platform()]; other != nil {
			closeBases(bases)
			return nil, fmt.Errorf("%s and %s are both for %s; leave one out", other.path, b.path, b.platform())
		}
		byPlatform[b.platform()] = b
	}
	if len(bases) == 0 {
		return nil, fmt.Errorf("%s holds no Lectern program; put the programs of a release there", folder)
	}
	for _, p := range platforms {
		if byPlatform[p] == nil {
			fmt.Fprintf(a.Stderr, "note: %s holds no program for %s\n", folder, p)
		}
	}
	sort.Slice(bases, func(i, j int) bool { return bases[i].platform() < bases[j].platform() })
	return bases, nil
}
