package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// likeness says how much a decoded text looks like one that somebody wrote, from 0 to 1.
// A wrong charset gives it away: marks inside words, capitals behind small letters, words
// of two scripts, letters that stand beside each other in no language, rare characters.
// Characters of ASCII are the same in all charsets and only serve as neighbours.
func likeness(decoded []byte) float64 {
	var sum, all float64
	rs := []rune(string(decoded))
	for i, r := range rs {
		if r < utf8.RuneSelf {
			continue
		}
		n := neighbours{r: r, before: at(rs, i-1), after: at(rs, i+1)}
		p := n.plausible()
		switch {
		case isHighLatin(r):
			p *= crowd(rs, i)
		case isAlphabet(r) && mixed(rs, i):
			p *= 0.1
		}
		sum += p
		all++
	}
	if all == 0 {
		return 0
	}
	return max(0, sum/all)
}

func at(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return ' '
	}
	return rs[i]
}

// crowd is how likely so many letters with accents beside each other are: in a word of a
// language that is written in Latin letters most have none.
func crowd(rs []rune, i int) float64 {
	n := 1
	const most = 5 // more are as unlikely, and a text of nothing else would be counted again for each letter
	for k := i - 1; k >= 0 && n < most && isHighLatin(rs[k]); k-- {
		n++
	}
	for k := i + 1; k < len(rs) && n < most && isHighLatin(rs[k]); k++ {
		n++
	}
	switch n {
	case 1:
		return 1
	case 2:
		return 0.7
	case 3:
		return 0.6
	case 4:
		return 0.25
	}
	return 0.05
}

// mixed reports whether the word around a letter has Latin letters too.
func mixed(rs []rune, i int) bool {
	latin := func(r rune) bool { return unicode.Is(unicode.Latin, r) }
	const most = 40 // letters of a word
	for k := i - 1; k >= max(0, i-most) && unicode.IsLetter(rs[k]); k-- {
		if latin(rs[k]) {
			return true
		}
	}
	for k := i + 1; k < min(len(rs), i+most) && unicode.IsLetter(rs[k]); k++ {
		if latin(rs[k]) {
			return true
		}
	}
	return false
}

func isAlphabet(r rune) bool {
	return unicode.In(r, unicode.Cyrillic, unicode.Greek, unicode.Hebrew, unicode.Arabic)
}

func isHighLatin(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Latin, r) }

// neighbours is a character that is not ASCII between two others.
type neighbours struct{ r, before, after rune }

// plausible says how likely the character is where it stands; below 0 for one that no text has.
func (n neighbours) plausible() float64 {
	r := n.r
	switch {
	case r == utf8.RuneError, r < 0xa0, unicode.Is(unicode.Co, r), !unicode.IsPrint(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r):
		return -4
	case unicode.Is(unicode.Latin, r):
		return n.inLatin()
	case isAlphabet(r):
		return n.inAlphabet()
	case unicode.In(r, unicode.Hiragana, unicode.Katakana):
		if r >= 0xff61 { // of half width
			return 0.4
		}
		return n.inScript(1)
	case unicode.Is(unicode.Han, r), unicode.Is(unicode.Hangul, r):
		if isFrequent(r) {
			return n.inScript(1)
		}
		if unicode.Is(unicode.Hangul, r) {
			return n.inScript(0.75)
		}
		return n.inScript(0.6)
	case r >= 0x3000 && r <= 0x301f, r >= 0xff01 && r <= 0xff5e:
		return n.inScript(0.85)
	}
	return n.mark()
}

// inScript lowers p for a character of East Asia inside a word of ASCII.
func (n neighbours) inScript(p float64) float64 {
	if isASCIILetter(n.before) || isASCIILetter(n.after) {
		return p * 0.5
	}
	return p
}

func (n neighbours) inLatin() float64 {
	switch {
	case unicode.IsUpper(n.r) && unicode.IsLower(n.before):
		return 0.1
	case unicode.IsLower(n.r) && unicode.IsUpper(n.before) && unicode.IsUpper(n.after):
		return 0.3
	case strings.ContainsRune("ªºƒĸŀ", n.r):
		return 0.4
	case strings.ContainsRune("äöüßéèêëàâáãåæçñíìîïóòôõøúùûýœšžŠŽÄÖÜÉÈÊÀÂÁÃÅÆÇÑÍÎÓÔÕØÚÛÝŒ", n.r):
		return n.besideWord(1)
	}
	return n.besideWord(0.85)
}

// besideWord lowers p for a letter that stands by itself.
func (n neighbours) besideWord(p float64) float64 {
	if unicode.IsLetter(n.before) || unicode.IsLetter(n.after) {
		return p
	}
	return p * 0.7
}

func (n neighbours) inAlphabet() float64 {
	switch {
	case !unicode.IsLetter(n.r):
		return 0.5
	case unicode.IsUpper(n.r) && unicode.IsLower(n.before):
		return 0.1
	case unicode.IsUpper(n.r) && unicode.IsUpper(n.before):
		return 0.9
	case strings.ContainsRune("ђѓќљњћџјѕ", unicode.ToLower(n.r)): // of fewer languages
		return 0.5
	case isFrequent(unicode.ToLower(n.r)):
		return n.besideWord(1)
	}
	return n.besideWord(0.85)
}

// mark is about punctuation and signs.
func (n neighbours) mark() float64 {
	inside := unicode.IsLetter(n.before) && unicode.IsLetter(n.after)
	switch {
	case n.r >= 0x2500 && n.r <= 0x25ff: // drawing
		return 0.03
	case n.r == '’':
		return 0.9
	case strings.ContainsRune("‘“”„–—…•€«»§°©®™£¿¡·\u00a0", n.r):
		if inside {
			return 0.2
		}
		return 0.8
	case inside:
		return -0.5
	}
	return 0.3
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

func isFrequent(r rune) bool { return frequentSet()[r] }

// frequentSet is made when a text first is not UTF-8.
var frequentSet = sync.OnceValue(func() map[rune]bool {
	set := map[rune]bool{}
	for _, r := range frequent {
		set[r] = true
	}
	return set
})

// frequent are the characters that make up much of any text in their language:
// Russian letters, Greek letters, Chinese characters (simplified and traditional, and those
// of headings and file names), those of Japanese beside kana, Korean syllables.
const frequent = "оеаинтсрвлкм" + "αειοντσρη" +

	"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所" +
	"民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日" +
	"那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想" +
	"已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指" +
	"几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权" +
	"這個為國時來們對會發動過說產種後學經進電裡現實兩體機當點從業應開還關樣與線內數氣問題無係軍長書課節頁習練" +
	"第章節課部付録目次入門初級説明図表練習語読書方法使用例注意" +
	"이다는을에의가고하지한로를기사어도리자나해대시일정인그수있아서스부전장주라제보상은것게만들여구조학성오치관동원소개비경화무우유공"
