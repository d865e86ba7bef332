package desktop

import "testing"

func TestClipboards(t *testing.T) {
	none := clipboards(func(string) string { return "" })
	if len(none) != 0 {
		t.Errorf("without a desktop: %q", none)
	}
	if got := string(wideText("é")); got != "\xff\xfe\xe9\x00" {
		t.Errorf("for Windows: %q", got)
	}
}
