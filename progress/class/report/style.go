package report

// style is the look of the page. Shades go from light to dark, so that they can be told apart without
// colours and on paper; what is drawn is SVG, which browsers print with its colours.
const style = `:root { color-scheme: light dark;
  --ink: #1b1d21; --soft: #5a606b; --line: #c9cdd4; --paper: #fff; --card: #f4f5f7;
  --accent: #1f5fa8; --right: #1f5fa8; --wrong: #a7b0bd;
  --s4: #08306b; --s3: #2f74b5; --s2: #85b8dc; --s1: #dcebf5; --mark: #1b1d21; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e6e8eb; --soft: #a3aab6; --line: #434954; --paper: #16181c; --card: #20242a;
  --accent: #7db4ee; --right: #7db4ee; --wrong: #5c6675;
  --s4: #cfe5fb; --s3: #7db4ee; --s2: #3d76ad; --s1: #24364a; --mark: #e6e8eb; } }
@media print { :root { color-scheme: light;
  --ink: #000; --soft: #444; --line: #aaa; --paper: #fff; --card: #fff;
  --accent: #1f5fa8; --right: #1f5fa8; --wrong: #a7b0bd;
  --s4: #08306b; --s3: #2f74b5; --s2: #85b8dc; --s1: #dcebf5; --mark: #000; }
  main { max-width: none; } .wide { overflow: visible; } .wide svg { max-width: 100%; height: auto; } h2, h3 { break-after: avoid; } .question, tr, li { break-inside: avoid; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 1.7rem; margin: .5rem 0 0; overflow-wrap: anywhere; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; } p { margin: .4rem 0; } .sub, .note { color: var(--soft); }
ul.figures { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem; }
ul.figures li { background: var(--card); border: 1px solid var(--line); border-radius: .4rem; padding: .3rem .8rem; color: var(--soft); }
ul.figures b { color: var(--ink); font-size: 1.25rem; display: block; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .15rem .6rem .15rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: break-word; }
th { color: var(--soft); font-weight: 600; } td.n, th.n { text-align: right; white-space: nowrap; overflow-wrap: normal; }
td.bar { width: 30%; min-width: 5rem; } td.n { font-variant-numeric: tabular-nums; } svg { display: block; max-width: 100%; } section > svg { height: auto; } .wide svg { max-width: none; } svg text { fill: var(--ink); font: 12px system-ui, "DejaVu Sans", sans-serif; }
svg text.soft { fill: var(--soft); } .axis { stroke: var(--line); } .fill { fill: var(--accent); } .right { fill: var(--right); } .wrong { fill: var(--wrong); } .edge { fill: none; stroke: var(--line); }
.s0 { fill: var(--paper); stroke: var(--line); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); } .s4 { fill: var(--s4); } .none { stroke: var(--mark); fill: none; }
.question { margin: 1rem 0; padding: .6rem .9rem; border: 1px solid var(--line); border-radius: .4rem; } .question p { margin: .1rem 0 .4rem; color: var(--soft); }
.key td:first-child { font-weight: 600; } a { color: var(--accent); } ol.five li { margin: .4rem 0; }
@media (max-width: 40rem) { main { padding: .5rem .7rem 2rem; } body { font-size: 15px; } td.bar { width: 20%; min-width: 3rem; } .opt { display: none; } }
`
