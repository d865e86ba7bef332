package moodle

import (
	"strings"

	"lectern/lessons/quiz"
)

// stockSentences are what Moodle itself says to right, partly right and wrong answers where nobody wrote
// anything, in the languages of most schools (its strings correctfeedbackdefault, partiallycorrectfeedbackdefault and incorrectfeedbackdefault).
const stockSentences = `
your answer is correct|your answer is partially correct|your answer is incorrect|correct|incorrect|partially correct
respuesta correcta|respuesta parcialmente correcta|respuesta incorrecta
die antwort ist richtig|die antwort ist teilweise richtig|die antwort ist falsch|ihre antwort ist richtig|ihre antwort ist teilweise richtig|ihre antwort ist falsch
votre réponse est correcte|votre réponse est partiellement correcte|votre réponse est incorrecte
risposta corretta|risposta parzialmente esatta|risposta errata|la tua risposta è corretta|la tua risposta è parzialmente corretta|la tua risposta è errata
a sua resposta está correta|a sua resposta está parcialmente correta|a sua resposta está incorreta
sua resposta está correta|sua resposta está parcialmente correta|sua resposta está incorreta
ваш ответ верный|ваш ответ частично правильный|ваш ответ неправильный
je antwoord is juist|je antwoord is gedeeltelijk juist|je antwoord is onjuist|je antwoord is correct|je antwoord is gedeeltelijk correct|je antwoord is fout
twoja odpowiedź jest poprawna|twoja odpowiedź jest częściowo poprawna|twoja odpowiedź jest niepoprawna
la resposta és correcta|la resposta és parcialment correcta|la resposta no és correcta
ditt svar är rätt|ditt svar är delvis rätt|ditt svar är fel
您的答案正确|您的答案部分正确|您的答案不正确|你答對了|回答正确|回答部分正确|回答错误
あなたの答えは正解です|あなたの答えは部分的に正解です|あなたの答えは不正解です
vaše odpověď je správná|vaše odpověď je částečně správná|vaše odpověď je chybná
ваша відповідь правильна|ваша відповідь частково правильна|ваша відповідь не правильна
`

// stock reports whether a feedback is one of Moodle's own sentences.
func stock(t quiz.Text) bool {
	if len(t.Source) > 400 {
		return false
	}
	words := strings.ToLower(strings.Trim(t.Words(), " .!。！\u00a0"))
	for line := range strings.Lines(stockSentences) {
		for s := range strings.SplitSeq(strings.TrimSpace(line), "|") {
			if s == words && s != "" {
				return true
			}
		}
	}
	return false
}
