package text

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// What is written as JSON is read back as it was, and shows nothing that a terminal obeys.
func TestJSONIsPlain(t *testing.T) {
	in := "a\x00\x1b[31m\x7f\u0080\u009b\u202e\u200d\ufeff\U000e0041 ü € 日本 <&>\t\n\\u009b"
	var b bytes.Buffer
	if err := NewJSON(&b).Encode(map[string]string{in: in}); err != nil {
		t.Fatal(err)
	}
	if i := strings.IndexFunc(b.String(), func(r rune) bool {
		return r < ' ' && r != '\n' || strings.ContainsRune("\x7f\u0080\u009b\u202e\u200d\ufeff\U000e0041", r)
	}); i >= 0 {
		t.Errorf("byte %d of %q is written as it is", i, b.String())
	}
	var back map[string]string
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back[in] != in {
		t.Errorf("%q came back as %q (%v)", in, back, err)
	}
	for _, in := range []string{in, "", "a b", `a"b\`, "\x7f", "<&>", "\xff"} {
		b.Reset()
		if err := NewJSON(&b).Encode(in); err != nil {
			t.Fatal(err)
		}
		if got := string(AppendJSON([]byte("x:"), in)) + "\n"; got != "x:"+b.String() {
			t.Errorf("%q is appended as %q, not %q", in, got, b.String())
		}
	}
	b.Reset()
	_ = NewJSON(&b).Encode(in)
	if !bytes.Contains(b.Bytes(), []byte("ü € 日本 <&>")) {
		t.Errorf("what is harmless was escaped: %q", b.String())
	}
}
