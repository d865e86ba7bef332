package text

import (
	"strings"
	"testing"
)

// What people write in each charset, as pages and in few words.
var written = map[string][]string{
	"Windows-1252": {
		"# Café\n\nEr sagte: „Grüße“ – it’s naïve.\n", "Café\n", "A\n=\n\n“Hi” it’s\n", "El niño comió en España. ¿Qué pasó?\n", "Où est l’élève ? À l’école.\n",
		"Smörgåsbord på svenska, ærlig på dansk\n", "5 € for 20 °C\n", "She said “yes” – twice…\n", "Übung 1: Größen\n", "coração, São Paulo\n", "MÜLLER & SÖHNE\n",
	},
	"Windows-1251": {"# Приливы\n\nЛуна притягивает воду.\n", "Урок\n", "# Lesson\n\nSome text with one word: вода.\n", "ПЛАТФОРМА КАК УСЛУГА\n\nчто это\n", "Їжак і п’ять яблук\n"},
	"Windows-1250": {"Wstęp: żadnych łatwych odpowiedzi.\n", "Ćwiczenie z żółwiem\n", "Příliš žluťoučký kůň\n"},
	"Shift-JIS":    {"# 潮汐\n\n月が海水を引っ張る。\n", "レッスン\n", "これは API の説明です。\n"},
	"GB18030":      {"# 潮汐\n\n月亮吸引海水，海水上涨。\n", "第一课\n", "平台即服务（PaaS）是一种云计算服务。\n"},
	"EUC-KR":       {"# 조석\n\n달이 바닷물을 끌어당긴다.\n", "수업\n", "플랫폼은 서비스이다.\n"},
	"Big5":         {"# 潮汐\n\n月亮吸引海水，使海水上漲，這是一個現象。\n"},
	"EUC-JP":       {"# 潮汐\n\n月が海水を引っ張る。\n", "# こんにちは\n\nこれは日本語のページです。カタカナも漢字も。\n"},
	"KOI8-R":       {"# Приливы\n\nЛуна притягивает воду.\n"},
	"Windows-1253": {"Η παλίρροια είναι φαινόμενο.\n"},
}

func TestGuess(t *testing.T) {
	for _, c := range Charsets() {
		for _, s := range written[c.Name] {
			src, err := c.charset.NewEncoder().Bytes([]byte(s))
			if err != nil {
				t.Fatalf("%s, %q: %v", c.Name, s, err)
			}
			got, note := Decode(src)
			if string(got) != s || note == nil || !strings.Contains(note.Text, "was read as "+c.Name) {
				t.Errorf("%s: %q, note %+v; want %q", c.Name, got, note, s)
			}
		}
	}
}

// Lines of another charset in a file of UTF-8 are read for themselves.
func TestMixedFile(t *testing.T) {
	in1252, err := Windows1252().charset.NewEncoder().String("Café “Grüße”\n")
	if err != nil {
		t.Fatal(err)
	}
	got, note := Decode([]byte("Zoë und Жук\n" + in1252 + "日本\n"))
	if want := "Zoë und Жук\nCafé “Grüße”\n日本\n"; string(got) != want || note.Line != 2 || !strings.Contains(note.Text, "the line was read as Windows-1252") {
		t.Errorf("%q, %+v; want %q", got, note, want)
	}
}

// The start of a file is read in the charset of the file.
func TestGuessOfTheStart(t *testing.T) {
	for name, all := range written {
		for _, c := range Charsets() {
			if c.Name != name {
				continue
			}
			text := strings.Repeat(strings.Join(all, "\n"), 60)
			src, err := c.charset.NewEncoder().Bytes([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range []int{maxSample, maxSample + 1, maxSample + 2, 3000} {
				start, _ := DecodeStart(src[:min(n, len(src))])
				start = []byte(strings.TrimSuffix(strings.ToValidUTF8(string(start), ""), "\ufffd"))
				if !strings.HasPrefix(text, string(start)) && !strings.HasPrefix(text, string(start[:len(start)-4])) {
					t.Errorf("%s, %d bytes: the start ends in %q", name, n, start[len(start)-40:])
				}
			}
		}
	}
}
