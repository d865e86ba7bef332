package folder

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

// fits says what a pattern means, one pattern and one path at a time.
func fits(pattern, name string) bool {
	pattern, name = norm.NFC.String(strings.TrimSuffix(pattern, "/")), norm.NFC.String(name)
	if ok, err := path.Match(pattern, name); err == nil && ok {
		return true
	}
	return strings.HasPrefix(name, pattern+"/")
}

// TestPatterns: what is looked up is what would be found by trying each.
func TestPatterns(t *testing.T) {
	list := []string{
		"a.md", "b/", "b/*.md", "*.md", "*", "", "b", "a*", "*/x.md", "c/d", "c/d/?.md", "[ab].md", "[^a].md", `a\*.md`, `\a.md`, "[", "a[.md",
		"Ebbe\u0301.md", "Ebb\u00e9*", "e\u0301/*", "b/*/*", "?", "a.md/", "*.md", "a.md", "x*y*z", "[a-", strings.Repeat("a", maxPattern+1),
	}
	names := []string{
		"a.md", "b.md", "a*.md", "b/a.md", "b/x.md", "b/c/x.md", "c/d", "c/d/e.md", "c/d/ee.md", "Ebbe\u0301.md", "Ebb\u00e9.md", "\u00e9/x", "e\u0301/x",
		"xyz", "x1y2z", "x/y/z", "[/a.md", "a", "a[.md", "b/*/*/x", strings.Repeat("a", maxPattern),
	}
	all := NewPatterns(list)
	used := map[string]bool{}
	for _, name := range names {
		want := slices.IndexFunc(list, func(p string) bool { return len(p) <= maxPattern && fits(p, name) })
		if got := all.First(name); got != want {
			t.Errorf("First(%.40q) = %d, want %d", name, got, want)
		}
		for _, p := range list {
			used[p] = used[p] || len(p) <= maxPattern && fits(p, name)
			if got := NewPatterns([]string{p}).First(name) == 0; got != (len(p) <= maxPattern && fits(p, name)) {
				t.Errorf("%.40q fits %.40q: %t", name, p, got)
			}
		}
	}
	var want []int
	for i, p := range list {
		if !used[p] {
			want = append(want, i)
		}
	}
	if diff := cmp.Diff(want, all.unused(names)); diff != "" {
		t.Errorf("unused (-want +got):\n%s", diff)
	}
}

// TestManyPatterns: many patterns and many files cost their sum; where no index helps, trying ends.
func TestManyPatterns(t *testing.T) {
	const n = 10_000
	var list, paths []string
	for i := range n {
		list = append(list, fmt.Sprintf("unit%d-*.md", i), fmt.Sprintf("*-%d.md", i), fmt.Sprintf("folder%d", i))
		paths = append(paths, fmt.Sprintf("no/unit%d.md", i))
	}
	p := NewPatterns(list[:3*n/10])
	for _, name := range paths[:n/10] {
		p.First(name)
	}
	// A pattern that is tried, and ends otherwise, takes 8: those that begin with a star.
	if used := maxTried - p.left.Load(); used > n/10*n/10*8 || p.Cut() {
		t.Errorf("%d was tried", used)
	}

	hard := make([]string, n)
	for i := range hard {
		hard[i] = strings.Repeat("*a", 50) + fmt.Sprint(i) + "z*"
	}
	files := map[string]string{ManifestName: "", "p.md": "x"}
	for i := range 200 {
		files[fmt.Sprintf("%s%d.md", strings.Repeat("a", 200), i)] = "x"
	}
	f := Find(&folderFiles{files: files}, Manifest{Pages: append(hard[:n-1:n-1], "p.md")})
	o := f.Order()
	if f.Start != "p.md" || len(o.Problems) == 0 || o.Problems[0].Code != "manifest-value" || !strings.Contains(o.Problems[0].Text, "too many patterns") {
		t.Errorf("start %q, %d problems, the first %+v", f.Start, len(o.Problems), o.Problems[:min(1, len(o.Problems))])
	}
	if empty := f.EmptyPatterns(); len(empty) > 0 {
		t.Errorf("%d patterns are told as empty that nobody tried", len(empty))
	}
}
