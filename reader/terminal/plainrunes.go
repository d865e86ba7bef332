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
		// The letters of the languages that the program speaks.
		'á': "a", 'à': "a", 'â': "a", 'ä': "a", 'Á': "A", 'À': "A", 'Â': "A", 'Ä': "A", 'æ': "a", 'ç': "c", 'Ç': "C",
		'é': "e", 'è': "e", 'ê': "e", 'ë': "e", 'É': "E", 'È': "E", 'Ê': "E", 'í': "i", 'î': "i", 'ï': "i", 'Í': "I", 'Î': "I", 'ñ': "n", 'Ñ': "N",
		'ó': "o", 'ô': "o", 'ö': "o", 'Ó': "O", 'Ô': "O", 'Ö': "O", 'œ': "o", 'ú': "u", 'ù': "u", 'û': "u", 'ü': "u", 'Ú': "U", 'Ü': "U", 'ß': "s",
		'¿': "?", '¡': "!", '\u00a0': " ", '\u202f': " ",
	}
}

// substitute registers replacements for the signs that the terminal does not have.
func substitute(screen tcell.Screen) {
	for r, plain := range plainRunes() {
		screen.RegisterRuneFallback(r, plain)
	}
}
