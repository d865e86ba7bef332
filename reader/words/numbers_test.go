package words

import "testing"

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Percent(0), "0 %"}, {Percent(0.666), "67 %"}, {Percent(0.999), "99 %"}, {Percent(1), "100 %"},
		{Points(2), "2"}, {Points(1.0 / 3), "0.33"}, {Points(2.999), "3"},
		{Duration(0), "0 s"}, {Duration(59.4), "59 s"}, {Duration(59.6), "1 min"}, {Duration(7500), "2 h 05"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
