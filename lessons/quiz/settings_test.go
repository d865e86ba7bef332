package quiz

import "testing"

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
