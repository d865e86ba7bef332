package text

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestWindows1252(t *testing.T) {
	for i := range 256 {
		src := []byte{byte(i)}
		want, err := charmap.Windows1252.NewDecoder().Bytes(src)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(fromWindows1252(src)); got != string(want) {
			t.Errorf("byte 0x%02x is %q, want %q", i, got, want)
		}
	}
}
