package rst

import (
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkParse reads our own sample page, and, when RST_PAGES is a glob,
// every page that it matches.
func BenchmarkParse(b *testing.B) {
	pages := map[string]string{"sample": "testdata/sample.rst", "pages": os.Getenv("RST_PAGES")}
	for name, glob := range pages {
		files, err := filepath.Glob(glob)
		if err != nil || len(files) == 0 {
			continue
		}
		var sources [][]byte
		total := 0
		for _, f := range files {
			src, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			sources = append(sources, src)
			total += len(src)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(total))
			b.ReportAllocs()
			for b.Loop() {
				for _, src := range sources {
					Parse(src, Options{File: "page.rst"})
				}
			}
		})
	}
}
