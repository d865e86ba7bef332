package bank

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"lectern/lessons/quiz"
)

// columns are where what stands in a table of questions; -1 where there is no such column.
type columns struct {
	question, title, id, kind, points, feedback, category, tags, answer, tolerance int

	hints   []int
	choices []choiceColumns // in order
	wrong   []int           // choices that are never right
}

// choiceColumns are those of one choice.
type choiceColumns struct{ place, text, feedback int }

// columnNames are the names of columns, as simple makes them, in English, German, Spanish and French.
var columnNames = [...]struct {
	role  string
	names []string
}{
	{"question", []string{"question", "questiontext", "text", "prompt", "stem", "item", "frage", "fragetext", "statement", "aussage", "pregunta", "enunciado", "énoncé", "enonce", "intitulé", "intitule", "affirmation"}},
	{"title", []string{"title", "name", "questiontitle", "questionname", "titel", "título", "titulo", "titre", "nom"}},
	{"id", []string{"id", "idnumber", "questionid", "identifier"}},
	{"type", []string{"type", "kind", "questiontype", "qtype", "typ", "art", "fragetyp", "tipo"}},
	{"points", []string{"points", "point", "score", "mark", "marks", "grade", "defaultgrade", "punkte", "punktzahl", "puntos", "puntaje", "puntuación", "puntuacion",
		"barème", "bareme"}},
	{"feedback", []string{"feedback", "generalfeedback", "explanation", "rationale", "erklärung", "erklarung", "erläuterung", "begründung", "rückmeldung",
		"explicación", "explicacion", "retroalimentación", "retroalimentacion", "explication", "rétroaction", "retroaction"}},
	{"hint", []string{"hint", "hints", "hinweis", "tipp", "pista", "ayuda", "indice", "aide"}},
	{"category", []string{"category", "section", "topic", "chapter", "unit", "kategorie", "thema", "kapitel", "categoría", "categoria", "tema", "catégorie", "categorie", "thème", "theme", "chapitre"}},
	{"tags", []string{"tag", "tags", "keywords", "schlagwort", "schlagwörter", "etiqueta", "etiquetas", "étiquette", "étiquettes"}},
	{"tolerance", []string{"tolerance", "margin", "toleranz", "tolerancia", "tolérance"}},
	{"answer", []string{"answer", "answers", "right", "rightanswer", "rightanswers", "correct", "correctanswer", "correctanswers", "correctoption", "correctchoice", "answerkey", "key", "solution",
		"antwort", "richtig", "richtigeantwort", "korrekt", "lösung", "losung", "respuesta", "respuestacorrecta", "correcta", "correctas", "solución", "solucion",
		"réponse", "reponse", "bonneréponse", "bonnereponse", "réponsecorrecte", "reponsecorrecte", "correcte", "réponses"}},
}

// choiceWords may stand before the letter or number of a choice, wrongWords before that of one that is never right.
var (
	choiceWords = []string{"option", "choice", "answer", "opt", "alternative", "possibleanswer", "answeroption", "antwort", "antwortmöglichkeit", "auswahl", "wahl",
		"opción", "opcion", "respuesta", "alternativa", "choix", "réponse", "reponse", "proposition"}
	wrongWords = []string{"distractor", "wrong", "wronganswer", "incorrect", "incorrectanswer", "falsch", "falscheantwort", "distraktor",
		"incorrecta", "respuestaincorrecta", "distractores", "distracteur", "mauvaiseréponse", "mauvaisereponse"}
	hintWords     = []string{"hint", "hinweis", "tipp", "pista", "ayuda", "indice", "aide"}
	feedbackWords = []string{"feedback", "feedbackoption", "feedbackchoice", "feedbackanswer", "rückmeldung", "retroalimentación", "retroalimentacion"}
)

// simple makes a name comparable: small letters and digits alone.
func simple(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// choiceColumn reads the name of a choice, as "a", "option1", "antwortb"; place counts from 1.
func choiceColumn(name string) (place int, ok bool) {
	if place, ok = letterOrNumber(name, false); ok {
		return place, true
	}
	for _, w := range choiceWords {
		if rest, found := strings.CutPrefix(name, w); found {
			if place, ok = letterOrNumber(rest, true); ok {
				return place, true
			}
		}
	}
	return 0, false
}

// behindWord reads a name that is one of the words with a letter or number behind it; place is 0 without one.
func behindWord(name string, words []string) (place int, ok bool) {
	for _, w := range words {
		if rest, found := strings.CutPrefix(name, w); found {
			if rest == "" || rest == "s" {
				return 0, true
			}
			if place, ok = letterOrNumber(rest, true); ok {
				return place, true
			}
		}
	}
	return 0, false
}

// letterOrNumber reads a letter as a place from 1; numbers says that a number may stand for one as well.
func letterOrNumber(s string, numbers bool) (place int, ok bool) {
	if len(s) == 1 && s[0] >= 'a' && s[0] <= 'z' {
		return int(s[0]-'a') + 1, true
	}
	if n, err := strconv.Atoi(s); numbers && err == nil && n >= 1 && n <= 99 {
		return n, true
	}
	return 0, false
}

// columnsOf reads the first row of a table. Of two columns for one thing the first counts.
func columnsOf(head []string) columns {
	c := columns{question: -1, title: -1, id: -1, kind: -1, points: -1, feedback: -1, category: -1, tags: -1, answer: -1, tolerance: -1}
	named := map[string]*int{
		"question": &c.question, "title": &c.title, "id": &c.id, "type": &c.kind, "points": &c.points, "feedback": &c.feedback,
		"category": &c.category, "tags": &c.tags, "answer": &c.answer, "tolerance": &c.tolerance,
	}
	feedback := map[int]int{}
	for i, name := range head[:min(len(head), 200)] {
		key := columnKey(name)
		if role := roleOf(key); role == "hint" {
			c.hints = append(c.hints, i)
			continue
		} else if role != "" {
			if *named[role] < 0 {
				*named[role] = i
			}
			continue
		}
		if place, ok := behindWord(key, feedbackWords); ok && place > 0 {
			feedback[place] = i
		} else if _, ok := behindWord(key, wrongWords); ok {
			c.wrong = append(c.wrong, i)
		} else if place, ok := choiceColumn(key); ok {
			c.choices = append(c.choices, choiceColumns{place, i, -1})
		} else if place, ok := behindWord(key, hintWords); ok && place > 0 {
			c.hints = append(c.hints, i)
		}
	}
	for i := range c.choices {
		if at, ok := feedback[c.choices[i].place]; ok {
			c.choices[i].feedback = at
		}
	}
	return c
}

// columnKey makes the name of a column comparable. What explains it behind a dash or in parentheses does not count.
func columnKey(name string) string {
	key := simple(name)
	for _, sign := range [...]string{" - ", " – ", ":", "("} {
		if before, _, found := strings.Cut(name, sign); found && roleOf(key) == "" {
			if _, ok := choiceColumn(key); !ok && simple(before) != "" {
				name, key = before, simple(before)
			}
		}
	}
	return key
}

func roleOf(key string) string {
	for _, c := range columnNames {
		if slices.Contains(c.names, key) {
			return c.role
		}
	}
	return ""
}

// csvKinds are the words for kinds of questions, as simple makes them.
var csvKinds = [...]struct {
	kind  quiz.Kind
	words []string
}{
	{quiz.Single, []string{"single", "mc", "multiplechoice", "mcq", "singlechoice"}},
	{quiz.Multi, []string{"multi", "ma", "multiple", "multipleanswer", "multipleanswers", "multiselect", "checkbox"}},
	{quiz.TrueFalse, []string{"tf", "truefalse", "boolean", "richtigfalsch", "wahrfalsch", "verdaderofalso", "vraifaux"}},
	{quiz.Short, []string{"short", "sa", "shortanswer", "fib", "fillintheblank", "fillintheblanks", "text", "kurzantwort"}},
	{quiz.Numeric, []string{"numeric", "numerical", "number", "num", "numerisch"}},
	{quiz.Essay, []string{"essay", "ess", "freitext", "ensayo", "open", "openended", "openendedquestion", "longanswer", "paragraph"}},
	{quiz.Description, []string{"description", "info"}},
}

// csvKind returns the kind that a word means, "" for none.
func csvKind(word string) quiz.Kind {
	for _, k := range csvKinds {
		if slices.Contains(k.words, simple(word)) {
			return k.kind
		}
	}
	return ""
}

// The words for true and false, as simple makes them.
var (
	trueWords  = []string{"true", "t", "yes", "wahr", "richtig", "ja", "verdadero", "vrai"}
	falseWords = []string{"false", "f", "no", "falsch", "nein", "falso", "faux"}
)

// truth reads a word for true or false.
func truth(word string) (value, ok bool) {
	word = simple(word)
	value = slices.Contains(trueWords, word)
	return value, value || slices.Contains(falseWords, word)
}
