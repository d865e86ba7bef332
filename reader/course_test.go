package reader

import (
	"fmt"
	"strings"
)

// harbour is a small course of our own: three pages with links of every kind, and
// questions of every kind.
func harbour() map[string]string {
	return map[string]string{
		"course.toml": `
id = "harbour"
title = "A day in the harbour"
base_url = "https://harbour.example/book/"
pass = 60
pages = ["arrival.md", "tides.md", "leaving.md"]
`,
		"arrival.md": `# Arrival

A pilot meets every large ship **before** the breakwater. The pilot knows the
channel; the master knows the ship. Read the [tide tables](https://tides.example/today)
first, then [how tides work](tides.md#springs), and only then the
[rules](../rules/port.html).

Two signals matter:

- a *long* blast: I am leaving the berth
- five short ones: I doubt what you are doing

## Berths

| Berth | Depth | For |
|-------|------:|-----|
| North | 12 m  | grain and ore |
| South | 7 m   | ferries |

A berth is kept for two hours. After that the harbour master may give it away.
`,
		"arrival.gift": `
$CATEGORY: arrival

// [id:signals] [hint:Count the blasts.] [hint:It is an odd number.]
::Signals::What do five short blasts say?{
=I doubt what you are doing#Right, and it is heard more often than one would like.
~I am leaving the berth#That is one long blast.
~I am turning to port#That is two short ones.
####See “Arrival”.}

// [id:pilot]
::Pilot::Every large ship meets a pilot.{TRUE#Read the first sentence again.#Yes.}

$CATEGORY: berths

// [id:depths]
::Depths::How deep is the north berth, in metres?{#=12:0#Right. =%50%13:0.5#Nearly. ~#Look at the table.}

// [id:goods]
::Goods::Which of these use the north berth?{
~%50%grain#Yes.
~%50%ore#Yes.
~%-100%ferries#They use the south berth.}

// [id:word]
::Word::Who may give a berth away?{=harbour master =%50%master#Of the harbour, to be exact.}

// [id:match]
::Pairs::Which depth belongs to which berth?{=North -> 12 m =South -> 7 m = -> 20 m}
`,
		"tides.md": `# Tides

` + strings.Repeat("Water rises and falls twice a day, and nobody in the harbour is surprised by it any more. ", 9) + `

` + strings.Repeat("The moon does most of the work and the sun a good part of the rest. ", 9) + `

## Springs

At new and full moon the two pull together. The water then rises higher and falls lower than at
other times, and the ferries wait. A long line of code shows how the tables are made:

` + "```python\nheight = mean_level + sum(amplitude[i] * cos(speed[i] * hours + phase[i]) for i in constituents)\n```" + `

See [the signals](arrival.md) again, or write to [the office](mailto:office@harbour.example).
`,
		"leaving.md": `# Leaving

One long blast, and the lines are let go. [Never](javascript:alert) open what you do not know.
`,
	}
}

// longCourse is a course of n pages with one lesson each.
func longCourse(n int) map[string]string {
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("p%03d.md", i+1)] = fmt.Sprintf("# Chapter %d\n\nText of chapter %d.\n", i+1, i+1)
	}
	return files
}
