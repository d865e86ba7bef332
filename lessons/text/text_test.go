package text

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// encode returns s in UTF-16 without a mark.
func encode(s string, big bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if hi, lo := byte(u>>8), byte(u); big {
			out = append(out, hi, lo)
		} else {
			out = append(out, lo, hi)
		}
	}
	return out
}

func TestDecodeUTF16(t *testing.T) {
	for name, s := range map[string]string{
		"English": "Tides\n=====\n\nThe moon pulls the water.\n",
		"German":  "Über Äpfel\r\n\r\nEr sagte: „Grüße“.\r\n",
		"Russian": "Приливы\n=======\n\nЛуна притягивает воду, и вода поднимается.\n",
		"Chinese": "潮汐\n\n" + strings.Repeat("“月亮吸引海水，海水上涨……”", 4) + "\n\n" + strings.Repeat("月亮吸引海水。", 9) + "\n",
		"Hindi":   "ज्वार\n\n" + strings.Repeat("चाँद पानी को खींचता है। ", 4) + "\n",
		"Emoji":   "# 🌊🌊🌊\n\n🌒 \n",
		"ASCII":   "a\n",
	} {
		for mark, src := range map[string][]byte{
			"little":           encode(s, false),
			"big":              encode(s, true),
			"little with mark": encode("\ufeff"+s, false),
			"big with mark":    encode("\ufeff"+s, true),
		} {
			got, note := Decode(src)
			if string(got) != s {
				t.Errorf("%s, %s: %q", name, mark, got)
			}
			if note == nil || !strings.Contains(note.Text, "UTF-16") || note.Line != 1 {
				t.Errorf("%s, %s: note %v", name, mark, note)
			}
		}
	}
}

func TestDecode(t *testing.T) {
	for _, c := range []struct{ name, src, want, note string }{
		{"empty", "", "", ""},
		{"UTF-8", "Café “x”\n", "Café “x”\n", ""},
		{"with a mark", "\ufeffCafé\n", "Café\n", ""},
		{"a zero byte", "a\x00b\nc\n", "a\x00b\nc\n", ""},
		{"zero bytes on both sides", "a\x00b\x00\x00c\x00d", "a\x00b\x00\x00c\x00d", ""},
		{"Windows-1252", "A\n=\n\n\x93Hi\x94 it\x92s\n", "A\n=\n\n“Hi” it’s\n", "byte 0x93 is not UTF-8; the file was read as Windows-1252: save it as UTF-8"},
		{"Latin-1", "Caf\xe9\n", "Café\n", "byte 0xe9 is not UTF-8; the file was read as Windows-1252: save it as UTF-8"},
		{"Windows-1252 with a zero byte", "Caf\xe9 a\x00b\n\nSome words\n", "Café a\x00b\n\nSome words\n", "byte 0xe9 is not UTF-8; the file was read as Windows-1252: save it as UTF-8"},
		{"the half of a mark", "\xfea\n", "þa\n", "byte 0xfe is not UTF-8; the file was read as Windows-1252: save it as UTF-8"},
		{"the other half of a mark", "\xffa\n", "ÿa\n", "byte 0xff is not UTF-8; the file was read as Windows-1252: save it as UTF-8"},
		{"the half of a mark behind a letter", "a\xff\n", "aÿ\n", "byte 0xff is not UTF-8; the file was read as Windows-1252: save it as UTF-8"},
		{"the other half behind a letter", "a\xfe\n", "aþ\n", "byte 0xfe is not UTF-8; the file was read as Windows-1252: save it as UTF-8"},
		{"half a unit", "\xff\xfea\x00b", "a\ufffd", "the file is not UTF-8; it was read as UTF-16: save it as UTF-8"},
		{"half a pair", "\xff\xfe\x3e\xd8a\x00", "\ufffda", "the file is not UTF-8; it was read as UTF-16: save it as UTF-8"},
	} {
		got, note := Decode([]byte(c.src))
		said := ""
		if note != nil {
			said = note.Text
		}
		if string(got) != c.want || said != c.note {
			t.Errorf("%s: %q, note %q; want %q, %q", c.name, got, said, c.want, c.note)
		}
	}
	if _, note := Decode([]byte("a\nb\n\nCaf\xe9\n")); note.Line != 4 {
		t.Errorf("the note is about line %d, want 4", note.Line)
	}
}

// The start of a file is the start of its text, wherever it is cut.
func TestDecodeStart(t *testing.T) {
	const s = "Приливы 🌊\n\n“Луна” притягивает воду, и вода поднимается.\n"
	for name, src := range map[string][]byte{
		"UTF-8": []byte(s), "with a mark": []byte("\ufeff" + s),
		"UTF-16": encode(s, false), "UTF-16 with a mark": encode("\ufeff"+s, true),
	} {
		for n := 40; n <= len(src); n++ {
			got, _ := DecodeStart(src[:n])
			if start := strings.TrimSuffix(string(got), "\ufffd"); !strings.HasPrefix(s, start) || len(start) < n/2 {
				t.Errorf("%s, %d bytes: %q", name, n, got)
			}
		}
	}
	for _, c := range []string{"ä", "“", "🌊"} {
		for n := range len(c) {
			if got, note := DecodeStart([]byte(c)[:n]); len(got) > 0 || note != nil {
				t.Errorf("%d bytes of %s: %q, %v", n, c, got, note)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00\x3e\xd8"))
	f.Add([]byte("A\n=\n\n\x93Hi\x94\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		out, note := Decode(src)
		if !utf8.Valid(out) {
			t.Errorf("not UTF-8: %q", out)
		}
		if note == nil && strings.TrimPrefix(string(src), "\ufeff") != string(out) {
			t.Errorf("changed without a note: %q", out)
		}
		if start, _ := DecodeStart(src); !utf8.Valid(start) {
			t.Errorf("the start is not UTF-8: %q", start)
		}
	})
}

func TestClip(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int
		want string
	}{{"", 3, ""}, {"äöü", 3, "äöü"}, {"äöüß", 3, "äöü…"}} {
		if got := Clip(c.s, c.n); got != c.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", c.s, c.n, got, c.want)
		}
	}
}

func TestExpandTabs(t *testing.T) {
	for _, c := range []struct {
		s    string
		stop int
		want string
	}{{"a", 4, "a"}, {"ä\tb\t", 4, "ä   b   "}, {"abcd\te", 4, "abcd    e"}, {"a\n\tb", 8, "a\n        b"}, {"a\tb", 0, "a\tb"}} {
		if got := ExpandTabs(c.s, c.stop); got != c.want {
			t.Errorf("ExpandTabs(%q, %d) = %q, want %q", c.s, c.stop, got, c.want)
		}
	}
}

func TestNormalize(t *testing.T) {
	if got := string(Normalize([]byte("a\r\nb\rc\x00\xff\n"))); got != "a\nb\nc\ufffd\ufffd\n" {
		t.Errorf("%q", got)
	}
}
