package terminal

import "github.com/gdamore/tcell/v2"

// plainRunes are the signs of our own drawing, and those that prose is full of,
// for terminals that have no Unicode (LANG=C): tcell shows a question mark for
// what it has no substitute for, and there a question mark means a question.
// Each takes one cell.
func plainRunes() map[rune]string {
	return map[rune]string{
		'╭': "+", '╮': "+", '╰': "+", '╯': "+", '═': "=", '╪': "+", '╞': "+", '╡': "+", '╤': "+", '╧': "+",
		'━': "=", '┃': "|", '▎': "|", '▏': "|", '█': "#", '▀': "\"", '▄': "_",
		'▖': ".", '▗': ".", '▘': "'", '▝': "'", '▚': "%", '▞': "%", '▙': "#", '▛': "#", '▜': "#", '▟': "#", '▌': "|", '▐': "|",
		'▁': "_", '▂': "_", '▃': ".", '▅': "-", '▆': "=", '▇': "#",
		'▸': ">", '▾': "v", '✓': "v", '✗': "x", '◐': "~", '●': "*", '○': "o", '■': "x", '□': ".", '◆': "#", '✎': "*", '↗': "^", '↕': "|",
		'•': "-", '◦': "-", '‣': ">", '·': "-", '…': "~", '›': ">", '‹': "<", '×': "x",
		'“': "\"", '”': "\"", '„': "\"", '«': "\"", '»': "\"", '‘': "'", '’': "'", '‚': "'",
		'–': "-", '—': "-", '‐': "-", '‑': "-", '−': "-",
	}
}

// substitute registers replacements for the signs that the terminal does not have.
func substitute(screen tcell.Screen) {
	for r, plain := range plainRunes() {
		screen.RegisterRuneFallback(r, plain)
	}
}
