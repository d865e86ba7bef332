package text

import (
	"bytes"
	"encoding/json"
	"testing"
)

// What is written as JSON is read back as it was, and shows nothing that a terminal obeys.
func TestJSONIsPlain(t *testing.T) {
	in := "a\x00\x1b[31m\x7f\u0080\u009b\u202e\u200d\ufeff\U000e0041 ü € 日本 <&>\t\n\\u009b"
	var b bytes.Buffer
	if err := NewJSON(&b).Encode(map[string]string{in: in}); err != nil {
		t.Fatal(err)
	}
	for i, r := range b.String() {
		if r != '\n' && (r < ' ' || hides(r)) {
			t.Errorf("%U at byte %d of %q", r, i, b.String())
		}
	}
	var back map[string]string
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back[in] != in {
		t.Errorf("%q came back as %q (%v)", in, back, err)
	}
	if !bytes.Contains(b.Bytes(), []byte("ü € 日本 <&>")) {
		t.Errorf("what is harmless was escaped: %q", b.String())
	}
}
