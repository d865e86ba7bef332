//go:build unix

package rights

import (
	"cmp"
)

// homeSigns are the beginnings of a path that stand for the user's home.
var homeSigns = []string{"~", "$HOME"}

func (env environment) home() string { return cmp.Or(env("HOME"), "/") }
