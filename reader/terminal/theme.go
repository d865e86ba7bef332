package terminal

import (
	"fmt"
	"os"
	"strings"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/picture"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// Theme gives every role a style. The colours are the terminal's own sixteen, so
// that they are readable wherever the terminal's are; meaning never rests on
// colour alone, which theme "mono" proves.
type Theme struct {
	Name   string
	mono   bool           // no colours are wanted, or there are none
	ground picture.Ground // dark or light background, if known
	styles map[typeset.Role]tcell.Style
}

// ThemeNames are the themes in the order in which the T key walks them.
func ThemeNames() []string { return []string{"auto", "dark", "light", "mono"} }

// NewTheme returns the theme of that name, "auto" if there is none. Without
// colour every theme is "mono" (https://no-color.org).
func NewTheme(name string, noColor bool) *Theme {
	// Where nothing is known of the background: the colours that in most palettes
	// stand out from a dark one as well as from a light one; for code, which fills
	// whole screens, not even those.
	accent, right, wrong, partly := tcell.ColorTeal, tcell.ColorGreen, tcell.ColorRed, tcell.ColorTeal
	link, code, alert := tcell.ColorDefault, tcell.ColorDefault, tcell.ColorRed
	str, number := tcell.ColorGreen, tcell.ColorTeal
	mono := noColor || name == "mono"
	ground := groundOf(name)
	switch {
	case mono:
		none := tcell.ColorDefault
		accent, right, wrong, partly, link, code, alert = none, none, none, none, none, none, none
		str, number = none, none
	case ground == picture.Dark:
		accent, right, wrong, partly, link = tcell.ColorAqua, tcell.ColorLime, tcell.ColorRed, tcell.ColorYellow, tcell.ColorAqua
		code, alert = tcell.ColorAqua, tcell.ColorYellow
		str, number = tcell.ColorLime, tcell.ColorYellow
	case ground == picture.Light:
		accent, right, wrong, partly, link = tcell.ColorNavy, tcell.ColorGreen, tcell.ColorMaroon, tcell.ColorPurple, tcell.ColorNavy
		code, alert = tcell.ColorNavy, tcell.ColorMaroon
		str, number = tcell.ColorGreen, tcell.ColorPurple
	}
	plain := tcell.StyleDefault
	muted := plain.Dim(true)
	bold := plain.Bold(true)
	return &Theme{Name: name, mono: mono, ground: ground, styles: map[typeset.Role]tcell.Style{
		typeset.Body:           plain,
		typeset.HeadingRole:    bold.Foreground(accent),
		typeset.SubheadingRole: bold,
		typeset.LinkRole:       plain.Foreground(link).Underline(true),
		typeset.LinkNumber:     muted,
		typeset.LiteralRole:    plain.Foreground(accent).Bold(mono),
		typeset.CodeRole:       plain.Foreground(code),
		typeset.CodeMark:       bold,
		typeset.KeywordRole:    bold.Foreground(code),
		typeset.StringRole:     plain.Foreground(str).Italic(mono),
		typeset.CommentRole:    muted.Italic(!mono),
		typeset.NumberRole:     plain.Foreground(number),
		typeset.DrawingRole:    plain,
		typeset.QuoteRole:      plain.Italic(true),
		typeset.LabelRole:      bold.Foreground(accent),
		typeset.AlertRole:      bold.Foreground(alert),
		typeset.FrameRole:      muted,
		typeset.TableHead:      bold,
		typeset.MarkerRole:     plain.Foreground(accent),
		typeset.CaptionRole:    plain.Italic(true),
		typeset.FootnoteRole:   plain.Foreground(accent),
		typeset.TermRole:       bold,
		typeset.MutedRole:      muted,

		sheet.TitleRole:     bold,
		sheet.KeyRole:       bold.Foreground(accent),
		sheet.FooterRole:    plain.Foreground(accent).Bold(mono || ground == picture.UnknownGround),
		sheet.BarRole:       plain.Foreground(accent),
		sheet.RestRole:      muted,
		sheet.SelectedRole:  plain.Reverse(true),
		sheet.HereRole:      bold.Foreground(accent),
		sheet.RightRole:     bold.Foreground(right),
		sheet.WrongRole:     bold.Foreground(wrong),
		sheet.PartlyRole:    bold.Foreground(partly),
		sheet.RightVerdict:  bold.Foreground(right).Reverse(true),
		sheet.WrongVerdict:  bold.Foreground(wrong).Reverse(true),
		sheet.PartlyVerdict: bold.Foreground(partly).Reverse(true),
		sheet.FieldRole:     plain.Underline(true),
		sheet.HitRole:       plain.Reverse(true),
		sheet.CurrentHit:    bold.Reverse(true).Underline(true),
		sheet.FocusRole:     bold.Reverse(true),
		sheet.NoticeRole:    bold.Foreground(partly),
	}}
}

// groundOf returns whether the background is dark or light, as far as a theme knows it.
func groundOf(name string) picture.Ground {
	switch {
	case name == "dark" || name != "light" && darkBackground():
		return picture.Dark
	case name == "light" || lightBackground():
		return picture.Light
	}
	return picture.UnknownGround
}

// darkBackground and lightBackground read COLORFGBG, which some terminals set to
// "foreground;background" in colour numbers.
func darkBackground() bool {
	return background(func(n string) bool { return n < "7" && len(n) == 1 || n == "8" })
}
func lightBackground() bool { return background(func(n string) bool { return n == "7" || n == "15" }) }

func background(is func(number string) bool) bool {
	v := os.Getenv("COLORFGBG")
	i := strings.LastIndexByte(v, ';')
	return i >= 0 && i+1 < len(v) && is(v[i+1:])
}

// Role returns the style of a role.
func (t *Theme) Role(r typeset.Role) tcell.Style { return t.styles[r] }

// Style returns the style of a span: its role's, and its own emphasis.
func (t *Theme) Style(s typeset.Span) tcell.Style {
	st := t.styles[s.Role]
	if s.Style&typeset.Bold != 0 {
		st = st.Bold(true)
	}
	if s.Style&typeset.Italic != 0 {
		st = st.Italic(true)
	}
	if s.Style&typeset.Strike != 0 {
		st = st.StrikeThrough(true)
	}
	if s.Style&typeset.Underline != 0 {
		st = st.Underline(true)
	}
	if s.Style&typeset.Dim != 0 {
		st = st.Dim(true)
	}
	return st
}

// Linked is a style whose text is a hyperlink of the terminal. Bytes that are not printable ASCII
// are sent as percent signs: in an address of UTF-8 they may be those that end the sequence for a
// terminal with controls of 8 bits, which would draw the rest of the address.
func Linked(style tcell.Style, address string) tcell.Style { return style.Url(printable(address)) }

func printable(address string) string {
	var b strings.Builder
	for i := range len(address) {
		if c := address[i]; c > ' ' && c < 0x7F {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
