package reader

import (
	"fmt"
	"strconv"
	"strings"

	"lectern/lessons"
	"lectern/lessons/study"
	"lectern/reader/keys"
	"lectern/reader/sheet"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// showProgress lays the progress over the stage, counted anew.
func (m *Model) showProgress() {
	m.Leave(false)
	m.do(Refresh{})
	m.do(LookDue{})
	m.lay(&progressScreen{})
}

// progressScreen is the overlay with the student's progress.
type progressScreen struct{ screenful }

func (o *progressScreen) mode() keys.Mode                { return keys.InProgress }
func (o *progressScreen) update(m *Model, in keys.Input) { m.scrollOrLeave(in) }

// sheet draws the progress screen.
func (o *progressScreen) sheet(m *Model, w int) *sheet.Sheet {
	s := sheet.New()
	h := m.Known.History
	s.Add(typeset.Span{Text: words.T("Progress"), Role: typeset.HeadingRole},
		typeset.Span{Text: typeset.Fit(" · "+typeset.Clean(m.Course.Manifest.Title), max(0, w-8)), Role: typeset.MutedRole})
	s.Gap()
	read, all, complete := m.readShare()
	lessons := words.T("%d of %d lessons", read, all)
	if !complete {
		lessons = words.T("%d of %d+ lessons", read, all)
	}
	m.measure(s, words.T("Read"), float64(read)/float64(max(1, all)), lessons, w)
	if t := m.totals(); t.Most > 0 {
		m.measure(s, words.T("Score"), t.Score/t.Most, words.T("%s of %s points", words.Points(t.Score), words.Points(t.Most)), w)
		s.Add(typeset.Span{Text: typeset.Fit(label("")+words.T("%d of %d questions answered", t.Answered, t.Questions), w), Role: typeset.MutedRole})
		m.passLine(s, t, w)
	}
	if e := m.exam(); e.Best != nil {
		m.measure(s, words.T("Exam"), e.Share(e.Best), examPoints(e), w)
	}
	if line := m.reviewState(); line != "" {
		name := label(words.Sense("label", "Review"))
		s.Add(typeset.Span{Text: name, Role: sheet.TitleRole}, typeset.Span{Text: typeset.Fit(line, max(0, w-typeset.Width(name)))})
	}
	var facts []string
	if h.Seconds > 0 {
		facts = append(facts, words.T("%s spent", words.Duration(h.Seconds)))
	}
	if h.Streak > 0 {
		facts = append(facts, words.N("1 day in a row", "%d days in a row", h.Streak, h.Streak))
	}
	if left, _ := m.minutesLeft(); left > 0 && read < all {
		facts = append(facts, words.T("about %s left to read", words.Duration(left*60)))
	}
	if len(facts) > 0 {
		s.Gap()
		s.Words(typeset.Body, strings.Join(facts, " · "), w)
	}
	if len(h.Series) > 1 {
		s.Gap()
		m.plot(s, h.Series, w)
	}
	m.calibration(s, w)
	m.gains(s, w)
	s.Gap()
	m.lessonTable(s, w)
	return s
}

// label is the name before a bar, as wide as the widest of them in the language that is spoken.
func label(name string) string {
	wide := 8
	for _, other := range []string{words.T("Read"), words.T("Score"), words.T("Exam"), words.T("Scores"), name} {
		wide = max(wide, typeset.Width(other)+1)
	}
	return typeset.Pad(name, wide)
}

// measure draws a name, a bar, a percentage and a note on what it counts.
func (m *Model) measure(s *sheet.Sheet, name string, share float64, note string, w int) {
	head, percent := label(name), fmt.Sprintf(" %5s  ", words.Percent(share))
	bar := max(5, min(30, w-40))
	switch over := typeset.Width(head+percent+note) + bar - w; {
	case over == 1: // so that the bars of neighbours stay alike
		percent = percent[:len(percent)-1]
	case over > 0:
		bar = max(2, bar-over) // what it counts says more
	}
	line := []typeset.Span{{Text: head, Role: sheet.TitleRole}}
	line = append(line, sheet.Bar(share, bar)...)
	line = append(line, typeset.Span{Text: percent, Role: sheet.TitleRole})
	used := 0
	for _, sp := range line {
		used += typeset.Width(sp.Text)
	}
	line = append(line, typeset.Span{Text: typeset.Fit(note, max(0, w-used)), Role: typeset.MutedRole})
	s.Add(line...)
}

// plotLevels are the characters of the plot, from the lowest to the highest.
const plotLevels = "▁▂▃▄▅▆▇█"

// plot draws the scores of the attempts over time, one character each, the newest at the right.
func (m *Model) plot(s *sheet.Sheet, series []float64, w int) {
	levels := []rune(plotLevels)
	if room := w - 18; len(series) > room {
		series = series[len(series)-max(1, room):]
	}
	var b strings.Builder
	for _, v := range series {
		i := int(max(0, min(1, v))*float64(len(levels)-1) + 0.5)
		b.WriteRune(levels[i])
	}
	s.Add(typeset.Span{Text: label(words.T("Scores")), Role: sheet.TitleRole}, typeset.Span{Text: b.String(), Role: sheet.BarRole},
		typeset.Span{Text: typeset.Fit("  "+words.T("first to last"), max(0, w-typeset.Width(label(words.T("Scores")))-len(series))), Role: typeset.MutedRole})
}

// lessonTable draws a line for each lesson: its state, time and scores.
func (m *Model) lessonTable(s *sheet.Sheet, w int) {
	heads := []string{words.T("time"), words.T("first"), words.T("best"), words.T("last"), words.T("tries")}
	widths := []int{7, 6, 6, 6, 5}
	for i, head := range heads {
		widths[i] = max(widths[i], typeset.Width(head))
	}
	wide := w >= 60
	tail := func(cells ...string) string {
		from, to := 0, len(cells)
		if !wide {
			from, to = 2, 4 // best and last
		}
		var b strings.Builder
		for i := from; i < to; i++ {
			if i > from {
				b.WriteByte(' ')
			}
			b.WriteString(strings.Repeat(" ", max(0, widths[i]-typeset.Width(cells[i]))) + cells[i])
		}
		return b.String()
	}
	head := tail(heads...)
	room := w - typeset.Width(head) - 3
	s.Add(typeset.Span{Text: "  " + typeset.Pad(words.T("Lesson"), room) + " " + head, Role: typeset.MutedRole})
	numbers := func(sign typeset.Span, title, spent string, r study.Result) sheet.Row {
		first, best, last, tries := "–", "–", "–", "–"
		if r.Best != nil {
			first, best, last = words.Percent(r.Share(r.First)), words.Percent(r.Share(r.Best)), words.Percent(r.Share(r.Last))
		}
		if r.Attempts > 0 {
			tries = strconv.Itoa(r.Attempts)
		}
		return sheet.Row{Pick: -1, Spans: []typeset.Span{sign, {Text: typeset.Pad(typeset.Fit(title, room), room)},
			{Text: " " + tail(spent, first, best, last, tries), Role: typeset.MutedRole}}}
	}
	sign := func(done bool) typeset.Span {
		if done {
			return typeset.Span{Text: "✓ ", Role: sheet.RightRole}
		}
		return typeset.Span{Text: "  "}
	}
	if e := m.exam(); e.there && e.Sealed {
		state := words.T("not begun")
		switch {
		case e.Left:
			state = words.T("begun")
		case e.Attempts > 0:
			state = words.T("handed in")
		}
		s.Add(sign(e.Attempts > 0 && !e.Left), typeset.Span{Text: typeset.Pad(words.T("Exam"), max(0, w-3-typeset.Width(state)))},
			typeset.Span{Text: " " + state, Role: typeset.MutedRole})
	} else if e.there {
		row := numbers(sign(e.Passed), words.T("Exam"), "", e.Result)
		s.Add(row.Spans...)
	}
	rows := m.lessonLines()
	s.More, s.Make = len(rows), func(i int) sheet.Row {
		page, l := rows[i].page, rows[i].lesson
		switch {
		case l == nil && page.Parsed():
			return sheet.Row{Pick: -1, Spans: []typeset.Span{{Text: typeset.Fit(typeset.Clean(page.Title()), w), Role: typeset.SubheadingRole}}}
		case l == nil:
			return sheet.Row{Pick: -1, Spans: []typeset.Span{{Text: "  " + typeset.Fit(typeset.Clean(page.Title()), w-2), Role: typeset.MutedRole}}}
		}
		st := m.Known.State(l)
		spent := ""
		if st.Seconds >= 1 {
			spent = words.Duration(st.Seconds)
		}
		if !hasQuestions(l) {
			return sheet.Row{Pick: -1, Spans: []typeset.Span{sign(st.Read), {Text: typeset.Pad(typeset.Fit(lessonTitle(l), room), room)},
				{Text: " " + tail(spent, "", "", "", ""), Role: typeset.MutedRole}}}
		}
		return numbers(sign(st.Read), lessonTitle(l), spent, m.Result(l))
	}
}

func hasQuestions(l *lessons.Lesson) bool {
	for _, q := range l.Questions {
		if q.Kind.Asks() {
			return true
		}
	}
	return false
}
