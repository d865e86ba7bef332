package checktest

import "strings"

// align finds for each word of a source its counterpart among the words that are
// shown, and marks both. Each shown word is the counterpart of one word only, so that
// a word that occurs often hides no loss.
//
//  1. Addresses are looked for among the addresses, wherever they stand.
//  2. The words that must be shown are paired in their order, as many as can be.
//  3. Words that markup divides are put together: un*believ*able.
//  4. Runs of words that are shown elsewhere than they stand, as a footnote may be, are
//     paired.
//  5. Markup that is shown as text takes the words that it is shown as.
//  6. So are single words that are left.
func align(src, shown []word) {
	a := aligner{src: src, shown: shown}
	a.addresses()
	var left, right []int
	for i, w := range src {
		if w.why == Text && !w.used {
			left = append(left, i)
		}
	}
	for j, w := range shown {
		if !w.address {
			right = append(right, j)
		}
	}
	a.between(left, right)
	a.gaps(a.join)
	a.moved(3)
	a.gaps(a.markup)
	a.moved(1)
}

type aligner struct{ src, shown []word }

func (a *aligner) pair(i, j int) {
	a.src[i].used, a.shown[j].used = true, true
	a.src[i].mate = j
}

func (a *aligner) same(i, j int) bool { return a.src[i].text == a.shown[j].text }

// addresses pairs addresses, each as a whole.
func (a *aligner) addresses() {
	places := a.places(true)
	for _, run := range runs(a.src, func(w word) bool { return w.address && w.why == Text }) {
		for len(run) > 0 {
			one := run[:1]
			for len(one) < len(run) && a.src[run[len(one)]].text != "" && a.src[run[len(one)]].address && !a.src[run[len(one)]].first {
				one = run[:len(one)+1]
			}
			if n, at := a.longest(one, places[a.src[one[0]].text]); n == len(one) {
				for k := range n {
					a.pair(one[k], at[k])
				}
			}
			run = run[len(one):]
		}
	}
}

// places returns where the words stand that have no counterpart yet.
func (a *aligner) places(address bool) map[string][]int {
	places := map[string][]int{}
	for j, w := range a.shown {
		if !w.used && (w.address || !address) {
			places[w.text] = append(places[w.text], j)
		}
	}
	return places
}

// maxCells bounds the table in which two runs of words are compared.
const maxCells = 1 << 21

// between pairs words of the source with words that are shown.
func (a *aligner) between(src, shown []int) {
	for len(src) > 0 && len(shown) > 0 && a.same(src[0], shown[0]) {
		a.pair(src[0], shown[0])
		src, shown = src[1:], shown[1:]
	}
	for len(src) > 0 && len(shown) > 0 && a.same(src[len(src)-1], shown[len(shown)-1]) {
		a.pair(src[len(src)-1], shown[len(shown)-1])
		src, shown = src[:len(src)-1], shown[:len(shown)-1]
	}
	if len(src) == 0 || len(shown) == 0 {
		return
	}
	if (len(src)+1)*(len(shown)+1) <= maxCells {
		a.table(src, shown)
		return
	}
	for _, n := range []int{6, 3, 1} {
		points := a.anchors(src, shown, n)
		if len(points) == 0 {
			continue
		}
		i, j := 0, 0
		for _, p := range points {
			a.between(src[i:p.i], shown[j:p.j])
			a.pair(src[p.i], shown[p.j])
			i, j = p.i+1, p.j+1
		}
		a.between(src[i:], shown[j:])
		return
	}
	// Nothing is there once only: both are cut in the middle.
	i, j := len(src)/2, len(shown)/2
	a.between(src[:i], shown[:j])
	a.between(src[i:], shown[j:])
}

type point struct{ i, j int }

// anchors returns pairs of places at which n words begin that stand once on both
// sides, as many as are in one order.
func (a *aligner) anchors(src, shown []int, n int) []point {
	once := func(words []word, at []int) (places map[string]int, order []string) {
		places = map[string]int{}
		for k := 0; k+n <= len(at); k++ {
			var b strings.Builder
			for _, i := range at[k : k+n] {
				b.WriteString(words[i].text + " ")
			}
			key := b.String()
			if _, twice := places[key]; twice {
				places[key] = -1
				continue
			}
			places[key] = k
			order = append(order, key)
		}
		return places, order
	}
	left, _ := once(a.src, src)
	right, order := once(a.shown, shown)
	var points []point
	for _, key := range order {
		if i, ok := left[key]; ok && i >= 0 && right[key] >= 0 {
			points = append(points, point{i, right[key]})
		}
	}
	return increasing(points)
}

// increasing returns the longest run of points, which are ordered by j, whose i grow.
func increasing(points []point) []point {
	var tails []int // tails[n]: the point that ends the best run of n+1
	before := make([]int, len(points))
	for k, p := range points {
		lo, hi := 0, len(tails)
		for lo < hi {
			if mid := (lo + hi) / 2; points[tails[mid]].i < p.i {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		before[k] = -1
		if lo > 0 {
			before[k] = tails[lo-1]
		}
		if lo == len(tails) {
			tails = append(tails, k)
		} else {
			tails[lo] = k
		}
	}
	out := make([]point, len(tails))
	if len(tails) > 0 {
		for k, n := tails[len(tails)-1], len(tails)-1; n >= 0; k, n = before[k], n-1 {
			out[n] = points[k]
		}
	}
	return out
}

// table pairs words by the table of the longest common run.
func (a *aligner) table(src, shown []int) {
	n, m := len(src), len(shown)
	best := make([]int32, (n+1)*(m+1))
	at := func(i, j int) *int32 { return &best[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if a.same(src[i], shown[j]) {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case a.same(src[i], shown[j]):
			a.pair(src[i], shown[j])
			i, j = i+1, j+1
		case *at(i, j) == *at(i+1, j):
			i++
		default:
			j++
		}
	}
}

// gaps calls f with the words between two neighbours that are paired, on both sides.
// Only those are passed on that have no counterpart.
func (a *aligner) gaps(f func(src, shown []int)) {
	var src []int
	from := 0
	end := func(to int) {
		var shown []int
		for j := from; j < to; j++ {
			if !a.shown[j].used {
				shown = append(shown, j)
			}
		}
		if len(src) > 0 && len(shown) > 0 {
			f(src, shown)
		}
		src = nil
	}
	for i, w := range a.src {
		switch {
		case !w.used:
			src = append(src, i)
		case !a.shown[w.mate].address && w.mate >= from:
			end(w.mate)
			from = w.mate + 1
		}
	}
	end(len(a.shown))
}

// join pairs words that are the same when they are put together.
func (a *aligner) join(src, shown []int) {
	var must []int
	for _, i := range src {
		if a.src[i].why == Text {
			must = append(must, i)
		}
	}
	if len(must)*len(shown) > 1<<16 {
		return
	}
	for x := range must {
		for y := range shown {
			if a.src[must[x]].used || a.shown[shown[y]].used {
				continue
			}
			left, right := a.src[must[x]].text, a.shown[shown[y]].text
			i, j := x, y
			for left != right {
				if len(left) < len(right) && strings.HasPrefix(right, left) && i+1 < len(must) {
					i++
					left += a.src[must[i]].text
				} else if len(right) < len(left) && strings.HasPrefix(left, right) && j+1 < len(shown) {
					j++
					right += a.shown[shown[j]].text
				} else {
					break
				}
			}
			if left != right || i+j == x+y {
				continue
			}
			for k := x; k <= i; k++ {
				a.pair(must[k], shown[min(y+k-x, j)])
			}
			for k := y; k <= j; k++ {
				a.shown[shown[k]].used = true
			}
		}
	}
}

// markup pairs words of markup that may be shown where a parser does not understand it.
func (a *aligner) markup(src, shown []int) {
	var may []int
	for _, i := range src {
		if why := a.src[i].why; why != Text && !why.never() {
			may = append(may, i)
		}
	}
	if (len(may)+1)*(len(shown)+1) <= maxCells {
		a.table(may, shown)
	}
}

// runs returns the ranges of the words that have no counterpart and are wanted, in
// their order.
func runs(words []word, wanted func(word) bool) [][]int {
	var out [][]int
	var run []int
	for i, w := range words {
		switch {
		case w.used:
			if run != nil {
				out = append(out, run)
			}
			run = nil
		case wanted(w):
			run = append(run, i)
		}
	}
	if run != nil {
		out = append(out, run)
	}
	return out
}

// moved pairs runs of words that are shown elsewhere than they stand, in pieces as
// long as can be found, at least of so many words.
func (a *aligner) moved(least int) {
	places := a.places(false)
	for _, run := range runs(a.src, func(w word) bool { return w.why == Text }) {
		for len(run) > 0 {
			n, at := a.longest(run, places[a.src[run[0]].text])
			if n < least {
				n = 0
			}
			for k := range n {
				a.pair(run[k], at[k])
			}
			run = run[max(n, 1):]
		}
	}
}

// longest returns how many words of a run stand at one of some places, and where.
func (a *aligner) longest(run, places []int) (n int, at []int) {
	for _, j := range places {
		var found []int
		for k := 0; k < len(run) && j < len(a.shown) && !a.shown[j].used && a.same(run[k], j); k, j = k+1, j+1 {
			found = append(found, j)
		}
		if len(found) > n {
			n, at = len(found), found
		}
	}
	return n, at
}
