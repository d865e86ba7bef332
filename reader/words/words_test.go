package words

import "testing"

func TestSentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{T("100 %% of it"), "100 % of it"},
		{T("lesson %d of %d", 3, 9), "lesson 3 of 9"},
		{N("%d lesson", "%d lessons", 1, 1), "1 lesson"},
		{N("%d lesson", "%d lessons", 0, 0), "0 lessons"},
		{N("a question", "%d questions", 1), "a question"},
		{N("its question", "its %d questions", 1, 1), "its question"},
		{N("its question", "its %d questions", 2, 2), "its 2 questions"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

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
