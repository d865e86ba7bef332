package notebook

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"lectern/lessons/doc"
	"lectern/lessons/text"
)

// file is what a notebook's file says (nbformat 4, "The Notebook file format").
type file struct {
	version  int
	language string
	title    string
	cells    []cell

	fault   string // why it ends before its end; "" if it does not
	faultAt int    // on which line
}

// cell is one cell.
type cell struct {
	kind          string
	line          int // on which it begins
	first         bool
	lines         []string // with their ends
	places        []int    // the line of the file of each
	tags          []string
	format        string // of a raw cell
	hidden        bool   // its input
	hiddenOutputs bool
	solution      bool // students are to write it (nbgrader)
	attachments   map[string]map[string]lines
	outputs       []output
	outputsAt     doc.At
}

// output is one output of a cell of code.
type output struct {
	Kind      string           `json:"output_type"`
	Text      lines            `json:"text"`
	Data      map[string]lines `json:"data"`
	Name      string           `json:"ename"`
	Value     string           `json:"evalue"`
	Traceback []string         `json:"traceback"`
}

// lines is a text that the file holds as one string or as a list of its lines.
type lines string

// UnmarshalJSON implements json.Unmarshaler. Data that is neither stays as it is written.
func (l *lines) UnmarshalJSON(src []byte) error {
	var one string
	if json.Unmarshal(src, &one) == nil {
		*l = lines(one)
		return nil
	}
	var list []string
	if json.Unmarshal(src, &list) == nil {
		*l = lines(strings.Join(list, ""))
		return nil
	}
	var b bytes.Buffer
	if err := json.Indent(&b, src, "", "  "); err != nil {
		return err
	}
	*l = lines(b.String())
	return nil
}

func (c *cell) text() string { return strings.Join(c.lines, "") }

// at returns the line of the file on which line i of the cell stands.
func (c *cell) at(i int) doc.At {
	if i < len(c.places) {
		return doc.At(c.places[i])
	}
	return doc.At(c.line)
}

func (c *cell) tagged(tags ...string) bool {
	return slices.ContainsFunc(tags, func(tag string) bool { return slices.Contains(c.tags, tag) })
}

// attachment returns a picture of the cell as an address, "" if there is none of that name.
func (c *cell) attachment(name string) string {
	for _, kind := range []string{"image/png", "image/jpeg", "image/gif"} {
		if data, ok := c.attachments[name][kind]; ok {
			return "data:" + kind + ";base64," + string(data)
		}
	}
	return ""
}

// The marks around what nbgrader takes out of a student's version (nbgrader,
// ClearSolutions and ClearHiddenTests), and what it puts in its place.
var (
	solutionBegin = text.Pattern(`^\s*(?:#|//|--|%|;)+\s*(?:BEGIN SOLUTION|BEGIN HIDDEN TESTS|BEGIN MARK SCHEME)\b`)
	solutionEnd   = text.Pattern(`^\s*(?:#|//|--|%|;)+\s*(?:END SOLUTION|END HIDDEN TESTS|END MARK SCHEME)\b`)
)

// hideSolutions takes what students are to find out of a cell of code, and reports
// whether there was any. What is begun and never ended goes to the end of the cell.
func (c *cell) hideSolutions() bool {
	var kept []string
	var places []int
	inside, found := false, false
	for i, line := range c.lines {
		switch {
		case !inside && solutionBegin().MatchString(line):
			inside, found = true, true
			if strings.Contains(line, "SOLUTION") {
				indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
				kept, places = append(kept, indent+"# your code here\n"), append(places, c.places[i])
			}
		case inside && solutionEnd().MatchString(line):
			inside = false
		case !inside:
			kept, places = append(kept, line), append(places, c.places[i])
		}
	}
	if found {
		c.lines, c.places = kept, places
	}
	return found
}

// reader goes through a file token by token, so that it knows on which line each is.
type reader struct {
	src  []byte
	dec  *json.Decoder
	line int // of the file, at offset seen
	seen int
}

// here returns the line on which the reader stands.
func (r *reader) here() int {
	at := min(int(r.dec.InputOffset()), len(r.src))
	r.line += bytes.Count(r.src[r.seen:at], []byte{'\n'})
	r.seen = at
	return r.line
}

// errShape says that a value is of another type than the format asks for. The reader
// stands behind it or in it.
var errShape = errors.New("a value is of the wrong type")

// object calls f with each key of the next value, an object. f reads the value.
func (r *reader) object(f func(key string) error) error {
	return r.list('{', func() error {
		key, err := r.dec.Token()
		if err != nil {
			return err
		}
		name, ok := key.(string)
		if !ok {
			return errShape
		}
		return f(name)
	})
}

// list calls f for each element of the next value, which begins with open.
func (r *reader) list(open json.Delim, f func() error) error {
	t, err := r.dec.Token()
	if err != nil {
		return err
	}
	if t != open {
		return errShape
	}
	for r.dec.More() {
		if err := f(); err != nil {
			return err
		}
	}
	_, err = r.dec.Token()
	return err
}

// value reads the next value into v. One of another type is passed over.
func (r *reader) value(v any) error {
	err := r.dec.Decode(v)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return nil
	}
	return err
}

// skip passes over the next value.
func (r *reader) skip() error {
	var raw json.RawMessage
	return r.dec.Decode(&raw)
}

// readFile reads a file as far as it is one of a notebook.
func readFile(src []byte) *file {
	f := &file{}
	r := &reader{src: src, dec: json.NewDecoder(bytes.NewReader(src)), line: 1}
	err := r.object(func(key string) error {
		switch key {
		case "cells":
			return r.list('[', func() error {
				c := cell{line: r.here(), first: len(f.cells) == 0}
				err := r.cell(&c)
				f.cells = append(f.cells, c)
				return err
			})
		case "nbformat":
			return r.value(&f.version)
		case "metadata":
			var m struct {
				Title    string `json:"title"`
				Language struct {
					Name string `json:"name"`
				} `json:"language_info"`
				Kernel struct {
					Language string `json:"language"`
				} `json:"kernelspec"`
			}
			err := r.value(&m)
			if f.title = m.Title; m.Language.Name != "" {
				f.language = m.Language.Name
			} else {
				f.language = m.Kernel.Language
			}
			return err
		}
		return r.skip()
	})
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		f.fault, f.faultAt = "it ends in the middle", r.here()
	case err != nil:
		f.fault, f.faultAt = strings.TrimPrefix(err.Error(), "json: "), r.here()
	}
	return f
}

// cell reads the next value, a cell.
func (r *reader) cell(c *cell) error {
	return r.object(func(key string) error {
		switch key {
		case "cell_type":
			return r.value(&c.kind)
		case "source":
			return r.source(c)
		case "outputs":
			c.outputsAt = doc.At(r.here())
			return r.value(&c.outputs)
		case "attachments":
			return r.value(&c.attachments)
		case "metadata":
			var m struct {
				Tags    []string `json:"tags"`
				Format  string   `json:"raw_mimetype"`
				Older   string   `json:"format"`
				Jupyter struct {
					Source  bool `json:"source_hidden"`
					Outputs bool `json:"outputs_hidden"`
				} `json:"jupyter"`
				Grader struct {
					Solution bool `json:"solution"`
				} `json:"nbgrader"`
			}
			err := r.value(&m)
			c.tags, c.format, c.hidden, c.hiddenOutputs, c.solution = m.Tags, m.Format, m.Jupyter.Source, m.Jupyter.Outputs, m.Grader.Solution
			if c.format == "" {
				c.format = m.Older
			}
			return err
		}
		return r.skip()
	})
}

// source reads the text of a cell with the line of the file of each of its lines.
func (r *reader) source(c *cell) error {
	add := func(s string) {
		at := r.here()
		for line := range strings.SplitAfterSeq(s, "\n") {
			if line != "" {
				c.lines, c.places = append(c.lines, line), append(c.places, at)
			}
		}
	}
	t, err := r.dec.Token()
	switch t := t.(type) {
	case string:
		add(t)
	case json.Delim:
		if t != '[' {
			return errShape
		}
		for r.dec.More() {
			var line string
			if err := r.value(&line); err != nil {
				return err
			}
			add(line)
		}
		_, err = r.dec.Token()
	default:
	}
	return err
}
