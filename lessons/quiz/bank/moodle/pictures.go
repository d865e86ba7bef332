package moodle

import (
	"strings"

	"lectern/lessons/quiz"
	"lectern/lessons/quiz/bank/attached"
	"lectern/lessons/quiz/bank/loosexml"
	"lectern/lessons/text"
)

// The mark that stands for the folder of a text's files.
const filesMark = "@@PLUGINFILE@@"

type pictures = attached.Files

func newPictures(file string, b *quiz.Bank) *pictures { return attached.New(file, b) }

// addresses makes the pictures of a text those of the bank: the files beside it, and those that stand in the
// text itself.
func (r *reader) addresses(source string, e *loosexml.Element) string {
	if strings.Contains(source, filesMark) {
		var old []string
		for f := range e.All("file") {
			name := strings.TrimSpace(f.Attr("name"))
			full := strings.Trim(f.Attr("path"), "/") + "/" + name
			address, why := r.pictures.Base64(name, f.Text())
			if why != "" {
				r.warn("picture-left-out", "the file %q was left out: %s", text.ClipLine(name, 60), why)
				continue
			}
			for _, written := range attached.Spellings(strings.TrimPrefix(full, "/")) {
				old = append(old, filesMark+"/"+written, address)
			}
		}
		source = attached.Replace(source, old)
		if at := strings.Index(source, filesMark); at >= 0 {
			r.warn("picture-left-out", "the text names a file that is not with it: %q", text.ClipLine(source[at:], 60))
		}
	}
	source, why := r.pictures.DataAddresses(source)
	if why != "" {
		r.warn("picture-left-out", "a picture inside the text was left out: %s", why)
	}
	return source
}

// oldPicture puts the picture that very old files have beside a question behind its text.
func (r *reader) oldPicture(q *quiz.Question, e *loosexml.Element) {
	name, data := e.Child("image").Text(), e.Child("image_base64").Text()
	if name == "" || data == "" {
		return
	}
	address, why := r.pictures.Base64(name, data)
	if why != "" {
		r.warn("picture-left-out", "the picture %q was left out: %s", text.ClipLine(name, 60), why)
		return
	}
	if q.Prompt.Format != quiz.HTML && q.Prompt.Format != quiz.Moodle {
		q.Prompt.Source += "\n\n![](" + address + ")"
		return
	}
	q.Prompt.Source += ` <img src="` + address + `" alt="" />`
}
