package quiz

import (
	"math"
	"slices"
	"testing"
)

// What a bank says holds over what the course says, setting by setting.
func TestSettingsOver(t *testing.T) {
	course := Settings{Shuffle: "both", Pool: 5, Attempts: 2, Reveal: "never", Pass: 60}
	for _, c := range []struct{ bank, want Settings }{
		{Settings{}, course},
		{Settings{Pass: 80}, Settings{Shuffle: "both", Pool: 5, Attempts: 2, Reveal: "never", Pass: 80}},
		{Settings{Shuffle: "none", Pool: 3, Attempts: 1, Reveal: "at-end", Pass: 70}, Settings{Shuffle: "none", Pool: 3, Attempts: 1, Reveal: "at-end", Pass: 70}},
	} {
		if got := c.bank.Over(course); got != c.want {
			t.Errorf("%+v over %+v: %+v, want %+v", c.bank, course, got, c.want)
		}
	}
}

func TestSettings(t *testing.T) {
	for _, c := range []struct {
		name, value string
		known, ok   bool
	}{
		{"shuffle", "both", true, true}, {"shuffle", "all", true, false}, {"reveal", "never", true, true}, {"reveal", "", true, false},
		{"pool", "0", true, true}, {"pool", "-1", true, false}, {"attempts", "x", true, false}, {"pass", "70", true, true}, {"pass", "70 %", true, true},
		{"pass", "101", true, false}, {"pass", "NaN", true, false}, {"colour", "red", false, true},
	} {
		var s Settings
		known, err := s.Set(c.name, c.value)
		if known != c.known || (err == nil) != c.ok {
			t.Errorf("%s=%s: known %v, %v", c.name, c.value, known, err)
		}
		if err != nil && s != (Settings{}) {
			t.Errorf("%s=%s: set all the same: %+v", c.name, c.value, s)
		}
	}
}

// Every setting is written and read back, and what cannot be is left out and told.
func TestUsableSettings(t *testing.T) {
	all := Settings{Shuffle: "none", Pool: 5, Attempts: 2, Reveal: "never", Pass: 62.5}
	var names []string
	for _, said := range all.Said() {
		names = append(names, said.Name)
	}
	if !slices.Equal(names, SettingNames()) {
		t.Errorf("settings %v, want %v", names, SettingNames())
	}
	if usable, faults := all.Usable(); usable != all || len(faults) > 0 {
		t.Errorf("%+v became %+v: %v", all, usable, faults)
	}
	usable, faults := Settings{Shuffle: "all", Pool: -1, Attempts: -2, Reveal: "later", Pass: math.NaN()}.Usable()
	if usable != (Settings{}) || len(faults) != 5 {
		t.Errorf("%+v, faults %v", usable, faults)
	}
}
