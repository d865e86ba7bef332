package text

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Charset is an encoding of characters in bytes that is not Unicode's.
type Charset struct {
	Name    string
	charset encoding.Encoding
}

// Decode returns src as UTF-8. What means nothing in the charset becomes U+FFFD.
func (c Charset) Decode(src []byte) []byte {
	out, err := c.charset.NewDecoder().Bytes(src)
	if err != nil { // no decoder of this table fails
		return Normalize(src)
	}
	return out
}

// Windows1252 is what old files that look like Latin-1 nearly always are: WHATWG
// "Encoding" gives that name to both.
func Windows1252() Charset { return Charset{"Windows-1252", charmap.Windows1252} }

// Charsets returns those in which files are written that are not Unicode, the most
// common first.
func Charsets() []Charset {
	return []Charset{
		Windows1252(),
		{"Windows-1251", charmap.Windows1251},
		{"Windows-1250", charmap.Windows1250},
		{"Shift-JIS", japanese.ShiftJIS},
		{"GB18030", simplifiedchinese.GB18030},
		{"EUC-KR", korean.EUCKR},
		{"Big5", traditionalchinese.Big5},
		{"EUC-JP", japanese.EUCJP},
		{"KOI8-R", charmap.KOI8R},
		{"Windows-1253", charmap.Windows1253},
		{"Windows-1255", charmap.Windows1255},
		{"Windows-1256", charmap.Windows1256},
	}
}

// NameCharsets returns those in which the names in archives are written, the most
// common first: of the consoles of DOS and Windows, and of older systems.
func NameCharsets() []Charset {
	return append([]Charset{
		{"CP437", charmap.CodePage437},
		{"CP850", charmap.CodePage850},
		{"CP866", charmap.CodePage866},
		{"CP852", charmap.CodePage852},
	}, Charsets()...)
}

// stated are the names by which pages and settings state charsets (WHATWG "Encoding", the
// labels in use).
func stated(label string) (c Charset, ok bool) {
	for _, known := range []struct {
		labels string
		Charset
	}{
		{"windows-1252 cp1252 iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii", Windows1252()},
		{"windows-1251 cp1251", Charset{"Windows-1251", charmap.Windows1251}},
		{"windows-1250 cp1250", Charset{"Windows-1250", charmap.Windows1250}},
		{"windows-1253 cp1253", Charset{"Windows-1253", charmap.Windows1253}},
		{"windows-1254 cp1254 iso-8859-9 latin5", Charset{"Windows-1254", charmap.Windows1254}},
		{"windows-1255 cp1255", Charset{"Windows-1255", charmap.Windows1255}},
		{"windows-1256 cp1256", Charset{"Windows-1256", charmap.Windows1256}},
		{"windows-1257 cp1257", Charset{"Windows-1257", charmap.Windows1257}},
		{"windows-1258 cp1258", Charset{"Windows-1258", charmap.Windows1258}},
		{"iso-8859-2 latin2", Charset{"ISO-8859-2", charmap.ISO8859_2}},
		{"iso-8859-5", Charset{"ISO-8859-5", charmap.ISO8859_5}},
		{"iso-8859-7", Charset{"ISO-8859-7", charmap.ISO8859_7}},
		{"iso-8859-15 latin9", Charset{"ISO-8859-15", charmap.ISO8859_15}},
		{"koi8-r koi8", Charset{"KOI8-R", charmap.KOI8R}},
		{"macintosh x-mac-roman", Charset{"Macintosh", charmap.Macintosh}},
		{"shift_jis shift-jis sjis x-sjis windows-31j", Charset{"Shift-JIS", japanese.ShiftJIS}},
		{"euc-jp x-euc-jp", Charset{"EUC-JP", japanese.EUCJP}},
		{"gb2312 gbk gb18030 x-gbk", Charset{"GB18030", simplifiedchinese.GB18030}},
		{"big5 big5-hkscs x-x-big5", Charset{"Big5", traditionalchinese.Big5}},
		{"euc-kr ks_c_5601-1987 windows-949", Charset{"EUC-KR", korean.EUCKR}},
	} {
		if slices.Contains(strings.Fields(known.labels), label) {
			return known.Charset, true
		}
	}
	return Charset{}, false
}

// DecodeStated is Decode for a file that states its charset, by a name in lower case: it is
// read so, and no note made, where it is not UTF-8 and the charset is known.
func DecodeStated(src []byte, label string) (out []byte, note *Note) {
	if utf8.Valid(src) || utf16Mark(src) != nil || bytes.HasPrefix(src, []byte("\ufeff")) {
		return Decode(src)
	}
	if c, ok := stated(label); ok {
		return c.Decode(src), nil
	}
	return Decode(src)
}

// Guess returns which of some charsets a text is written in that is not UTF-8: the one in
// which it looks most like a text, of those that are about alike the first.
func Guess(sample []byte, among []Charset) Charset {
	best := among[0]
	top := 0.0
	for _, c := range among {
		if p := likeness(c.Decode(sample)); p > top+0.03 {
			best, top = c, p
		}
	}
	if i := slices.IndexFunc(among, Charset.isEUCJP); i >= 0 && best.charset == simplifiedchinese.GB18030 && japanesePart(best.Decode(sample), among[i].Decode(sample)) {
		return among[i]
	}
	return best
}

func (c Charset) isEUCJP() bool { return c.charset == japanese.EUCJP }

// japanesePart reports whether what looks like Chinese is Japanese: both charsets have kana at
// the same places, so that only the other characters differ, and Chinese has next to no kana.
func japanesePart(chinese, eucJP []byte) bool {
	wide, kana := 0, 0
	for _, r := range string(chinese) {
		if r >= 0x3000 {
			wide++
		}
		if unicode.In(r, unicode.Hiragana, unicode.Katakana) {
			kana++
		}
	}
	return kana*5 > wide && !bytes.ContainsRune(eucJP, utf8.RuneError)
}

// Likelier reports whether a text that is UTF-8 is so by chance, and looks much more like one
// in the charset: a word of two Chinese characters may be two of Latin ones that never stand
// together. A longer one is not, and in a charset of single bytes nothing is likely.
func (c Charset) Likelier(src []byte) bool {
	const much = 0.3
	decoded := c.Decode(src)
	if utf8.RuneCount(decoded) == len(src) || bytes.ContainsFunc(src, func(r rune) bool { return r >= 0x800 }) {
		return false
	}
	return likeness(decoded) > likeness(src)+much
}

// sample returns the lines of a file that are not ASCII, from its start, at most maxSample
// bytes of them. If the first maxSample bytes have such lines no others are taken,
// so that DecodeStart and Decode see the same.
func sample(src []byte) []byte {
	if out := highLines(src[:min(len(src), maxSample)]); len(out) > 0 {
		return out
	}
	return highLines(src)
}

func highLines(src []byte) []byte {
	var out []byte
	for len(src) > 0 && len(out) < maxSample {
		i := bytes.IndexFunc(src, func(r rune) bool { return r >= utf8.RuneSelf })
		if i < 0 {
			break
		}
		src = src[bytes.LastIndexByte(src[:i], '\n')+1:]
		line, rest, _ := bytes.Cut(src, []byte{'\n'})
		out = append(append(out, line[:min(len(line), maxSample)]...), '\n')
		src = rest
	}
	return out
}
