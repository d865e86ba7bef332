package bank

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The page about GIFT tells each kind that a [kind:…] tag may name.
func TestPageTellsEveryKindTag(t *testing.T) {
	src, err := os.ReadFile("../../../docs/formats/gift.md")
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `\\[kind:…\\]` \\|.*$").FindString(string(src))
	if row == "" {
		t.Fatal("docs/formats/gift.md has no row of [kind:…]")
	}
	for _, kind := range kindsOfTags() {
		if !strings.Contains(row, "`"+string(kind)+"`") {
			t.Errorf("docs/formats/gift.md does not tell [kind:%s]", kind)
		}
	}
}
