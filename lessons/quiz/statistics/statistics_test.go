package statistics

import (
	"fmt"
	"strings"
	"testing"
)

func show(x *float64) string {
	if x == nil {
		return "-"
	}
	return fmt.Sprintf("%.2f", *x)
}

func ones(n int) []Item {
	quarter := 0.25
	items := make([]Item, n)
	for i := range items {
		items[i] = Item{Max: 1, Guess: &quarter}
	}
	return items
}

// TestMoodle holds the figures against those that Moodle's calculators give for the same marks.
func TestMoodle(t *testing.T) {
	test, questions := Of(ones(4), [][]float64{
		{1, 1, 1, 1}, {1, 1, .5, 1}, {1, 0, 1, 0}, {1, 1, 0, 0}, {0, 0, .5, 1}, {0, 0, 0, 0}, {1, 0, 0, 1}, {1, 1, 1, 0},
	})
	var got strings.Builder
	for _, q := range questions {
		fmt.Fprintf(&got, "%d %.2f %.2f %s %s %s %s\n", q.N, q.Facility, q.SD, show(q.Discrimination), show(q.Efficiency), show(q.Weight), show(q.Guess))
	}
	fmt.Fprintf(&got, "%d of %g: mean %s median %s sd %.4f skewness %.4f kurtosis %.4f alpha %s error ratio %s standard error %.2f%%\n", test.N, test.Max,
		show(test.Mean), show(test.Median), *test.SD, *test.Skewness, *test.Kurtosis, show(test.Alpha), show(test.ErrorRatio), 100**test.StandardError/test.Max)
	const want = `8 75.00 46.29 48.04 75.00 26.25 25.00
8 50.00 53.45 43.30 60.00 28.35 25.00
8 50.00 46.29 29.81 33.33 23.96 25.00
8 50.00 53.45 0.00 0.00 21.43 25.00
8 of 4: mean 2.25 median 2.00 sd 1.2536 skewness -0.3989 kurtosis 0.3890 alpha 48.48 error ratio 71.77 standard error 22.49%
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestBlank holds that what cannot be computed is nil and what is told always is a number.
func TestBlank(t *testing.T) {
	const none = "skewness - kurtosis - alpha - error ratio - standard error -"
	for name, c := range map[string]struct {
		marks [][]float64
		want  string
	}{
		"nobody":          {nil, "mean - " + none + "; 0 0.00 0.00 - - -; 0 0.00 0.00 - - -"},
		"one":             {[][]float64{{1, 0}}, "mean 1.00 " + none + "; 1 100.00 0.00 - - -; 1 0.00 0.00 - - -"},
		"all alike":       {[][]float64{{1, 1}, {1, 1}, {1, 1}, {1, 1}}, "mean 2.00 " + none + "; 4 100.00 0.00 - - -; 4 100.00 0.00 - - -"},
		"thirds":          {[][]float64{{1. / 3, .1}, {1. / 3, .1}, {1. / 3, .1}}, "mean 0.43 " + none + "; 3 33.33 0.00 - - -; 3 10.00 0.00 - - -"},
		"put to one only": {[][]float64{{1, 1}, {0, Missing}}, "mean 1.00 skewness - kurtosis - alpha 100.00 error ratio 0.00 standard error 0.00; 2 50.00 70.71 100.00 100.00 100.00; 1 100.00 0.00 - - -"},
	} {
		test, questions := Of(ones(2), c.marks)
		got := fmt.Sprintf("mean %s skewness %s kurtosis %s alpha %s error ratio %s standard error %s", show(test.Mean),
			show(test.Skewness), show(test.Kurtosis), show(test.Alpha), show(test.ErrorRatio), show(test.StandardError))
		for _, q := range questions {
			got += fmt.Sprintf("; %d %.2f %.2f %s %s %s", q.N, q.Facility, q.SD, show(q.Discrimination), show(q.Efficiency), show(q.Weight))
		}
		if got != c.want {
			t.Errorf("%s: got\n%s, want\n%s", name, got, c.want)
		}
	}
	// A question that was not put to all is held against those to whom it was.
	_, questions := Of(ones(2), [][]float64{{1, 1}, {0, 0}, {1, Missing}, {1, Missing}})
	if q := questions[1]; q.N != 2 || q.Facility != 50 || show(q.Discrimination) != "100.00" {
		t.Errorf("put to two of four: %+v", q)
	}
}

func TestTally(t *testing.T) {
	var tally Tally
	for _, a := range []struct {
		key   string
		total float64
	}{{"b", 2}, {"a", 1}, {"b", 4}, {"c", 3}} {
		tally.Add(a.key, a.total)
	}
	if got := fmt.Sprint(tally.Choices(), tally.Of("b"), tally.Of("d")); got != "[{b 2 3} {a 1 1} {c 1 3}] {b 2 3} {d 0 0}" {
		t.Error(got)
	}
}
