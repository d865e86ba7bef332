package terminal

import (
	"testing"

	"github.com/gdamore/tcell/v2"

	"lectern/reader/picture"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
)

// The background is what the theme's name says, else what the terminal says in COLORFGBG.
func TestGround(t *testing.T) {
	for _, c := range []struct {
		theme, says string
		want        picture.Ground
	}{
		{"auto", "", picture.UnknownGround}, {"mono", "", picture.UnknownGround}, {"auto", "15", picture.UnknownGround}, {"auto", "15;", picture.UnknownGround},
		{"auto", "15;0", picture.Dark}, {"auto", "15;default;6", picture.Dark}, {"auto", "7;8", picture.Dark},
		{"auto", "0;7", picture.Light}, {"auto", "0;default;15", picture.Light}, {"auto", "0;default", picture.UnknownGround},
		{"auto", "0;12", picture.UnknownGround}, {"auto", "0;9", picture.UnknownGround},
		{"dark", "", picture.Dark}, {"light", "", picture.Light}, {"dark", "0;15", picture.Dark}, {"light", "15;0", picture.Light},
	} {
		t.Setenv("COLORFGBG", c.says)
		if got := NewTheme(c.theme, false).Look(256).Ground; got != c.want {
			t.Errorf("theme %s, COLORFGBG %q: ground %v, want %v", c.theme, c.says, got, c.want)
		}
	}
}

// Pictures have the colours that the terminal has, none without colour.
func TestLookOfPictures(t *testing.T) {
	for colours, want := range map[int]picture.Mode{
		0: picture.Mono, 2: picture.Mono, 7: picture.Mono, 8: picture.Color8, 15: picture.Color8, 16: picture.Color16, 88: picture.Color16,
		256: picture.Color256, 1 << 24: picture.TrueColor,
	} {
		if got := NewTheme("auto", false).Look(colours).Mode; got != want {
			t.Errorf("%d colours: mode %v, want %v", colours, got, want)
		}
		for _, theme := range []*Theme{NewTheme("mono", false), NewTheme("dark", true)} {
			if got := theme.Look(colours).Mode; got != picture.Mono {
				t.Errorf("%d colours without colour: mode %v", colours, got)
			}
		}
	}
}

// Emphasis adds to the style of a role, each by itself and all together.
func TestEmphasis(t *testing.T) {
	theme := NewTheme("auto", false)
	all := map[typeset.Style]tcell.AttrMask{
		0: 0, typeset.Bold: tcell.AttrBold, typeset.Italic: tcell.AttrItalic, typeset.Strike: tcell.AttrStrikeThrough, typeset.Dim: tcell.AttrDim,
		typeset.Bold | typeset.Italic | typeset.Strike | typeset.Dim: tcell.AttrBold | tcell.AttrItalic | tcell.AttrStrikeThrough | tcell.AttrDim,
	}
	for style, want := range all {
		if _, _, got := theme.Style(typeset.Span{Style: style}).Decompose(); got != want {
			t.Errorf("style %b: attributes %b, want %b", style, got, want)
		}
		if got, plain := theme.Style(typeset.Span{Style: style | typeset.Underline}), theme.Style(typeset.Span{Style: style}); got != plain.Underline(true) || got == plain {
			t.Errorf("style %b is not underlined", style)
		}
	}
}

// What must be told apart at a glance differs in each theme.
func TestToldApart(t *testing.T) {
	t.Setenv("COLORFGBG", "")
	type pair struct{ a, b typeset.Role }
	everywhere := []pair{
		{typeset.LiteralRole, typeset.Body}, {typeset.HeadingRole, typeset.Body}, {typeset.LabelRole, typeset.Body}, {typeset.AlertRole, typeset.Body},
		{typeset.KeywordRole, typeset.CodeRole}, {typeset.StringRole, typeset.CodeRole}, {typeset.CommentRole, typeset.CodeRole},
		{typeset.KeywordRole, typeset.StringRole}, {typeset.KeywordRole, typeset.CommentRole}, {typeset.StringRole, typeset.CommentRole},
		{sheet.FooterRole, typeset.MutedRole}, {sheet.RightVerdict, sheet.RightRole}, {sheet.WrongVerdict, sheet.WrongRole}, {sheet.PartlyVerdict, sheet.PartlyRole},
	}
	inColour := []pair{
		{typeset.NumberRole, typeset.CodeRole}, {typeset.NumberRole, typeset.StringRole}, {typeset.NumberRole, typeset.KeywordRole},
		{typeset.AlertRole, typeset.LabelRole}, {sheet.RightVerdict, sheet.WrongVerdict}, {sheet.RightVerdict, sheet.PartlyVerdict}, {sheet.WrongVerdict, sheet.PartlyVerdict},
	}
	onKnownGround := []pair{{typeset.CodeRole, typeset.Body}, {sheet.FooterRole, sheet.KeyRole}}
	for name, pairs := range map[string][][]pair{
		"mono": {everywhere}, "auto": {everywhere, inColour}, "dark": {everywhere, inColour, onKnownGround}, "light": {everywhere, inColour, onKnownGround},
	} {
		theme := NewTheme(name, false)
		for _, list := range pairs {
			for _, p := range list {
				if theme.Role(p.a) == theme.Role(p.b) {
					t.Errorf("theme %s: roles %d and %d look the same", name, p.a, p.b)
				}
			}
		}
	}
}
