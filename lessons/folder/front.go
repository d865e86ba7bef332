package folder

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// front are the fields at the top of a page, by their names in lower case: what stands at
// the margin of its front matter in YAML, TOML or JSON, or in lines of "Name: value" and
// RST's ":name: value". The page is not parsed: it is asked for every page of a folder.
type front map[string]string

// maxFront is how many lines of front matter are looked at.
const maxFront = 400

// front reads the fields of a page.
func (f *Folder) front(name string) front {
	if h, ok := f.fronts[name]; ok {
		return h
	}
	src, err := f.files.ReadStart(name)
	if err != nil {
		return nil
	}
	if open, end := frontFence(src); open != "" && !bytes.Contains(src[len(open):], []byte(end)) {
		src, _, _ = f.files.Read(name) // it is longer than what one looks at first
	}
	h := readFront(src)
	if f.fronts == nil {
		f.fronts = map[string]front{}
	}
	f.fronts[name] = h
	return h
}

// frontFence returns what front matter begins and ends with, "" if a page has none between fences.
func frontFence(src []byte) (open, end string) {
	line, _, _ := bytes.Cut(src, []byte{'\n'})
	switch strings.TrimRight(string(line), " \t\r") {
	case "---":
		return "---", "\n---"
	case "+++":
		return "+++", "\n+++"
	case "{":
		return "{", "\n}"
	}
	return "", ""
}

func readFront(src []byte) front {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	switch open, _ := frontFence(src); open {
	case "---":
		return fieldLines(src, ":", "---", maxFront)
	case "+++":
		return fieldLines(src, "=", "+++", maxFront)
	case "{":
		return jsonFront(src)
	}
	return plainFields(src)
}

// fieldLines reads the keys at the margin of YAML or of the first table of TOML.
func fieldLines(src []byte, sign, fence string, most int) front {
	h := front{}
	_, src, _ = bytes.Cut(src, []byte{'\n'})
	above := "" // the key at the margin below which a line is indented
	for n := 0; len(src) > 0 && n < most; n++ {
		var raw []byte
		raw, src, _ = bytes.Cut(src, []byte{'\n'})
		line := strings.TrimRight(string(raw), " \t\r")
		switch {
		case line == fence, line == "...", sign == "=" && strings.HasPrefix(line, "["):
			return h
		case line == "", line[0] == ' ', line[0] == '\t', line[0] == '#', line[0] == '-':
			if strings.TrimSpace(line) == "render: never" && strings.TrimLeft(above, "_") == "build" { // Hugo: no page is made of it
				h["render"] = "never"
			}
			continue
		}
		key, value, ok := strings.Cut(line, sign)
		if !ok {
			continue
		}
		key = strings.ToLower(strings.Trim(strings.TrimSpace(key), `"'`))
		above = key
		if _, twice := h[key]; !twice {
			h[key] = scalar(value)
		}
	}
	return h
}

// scalar returns a value without its quotes, or without the comment behind it.
func scalar(s string) string {
	s = strings.TrimSpace(s)
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		if end := strings.LastIndexByte(s[1:], s[0]); end >= 0 {
			return s[1 : 1+end]
		}
		return s[1:]
	}
	if at := strings.Index(s, " #"); at >= 0 {
		s = strings.TrimSpace(s[:at])
	}
	return s
}

// jsonFront reads front matter in JSON.
func jsonFront(src []byte) front {
	var values map[string]any
	if json.NewDecoder(bytes.NewReader(src)).Decode(&values) != nil {
		return nil
	}
	h := front{}
	for key, v := range values {
		switch v.(type) {
		case string, float64, bool:
			h[strings.ToLower(key)] = fmt.Sprint(v)
		}
	}
	return h
}

// plainFields reads the lines with which a page of Pelican or RST begins.
func plainFields(src []byte) front {
	h := front{}
	for i, line := range strings.Split(string(src), "\n") {
		line = strings.TrimSpace(line)
		if i > 25 {
			break
		}
		key, value, ok := strings.Cut(strings.TrimPrefix(line, ":"), ":")
		if ok && !strings.ContainsAny(key, " /") && key != "" {
			h[strings.ToLower(key)] = strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return h
}

// number returns the first of the fields that is a number.
func (h front) number(keys ...string) (float64, bool) {
	for _, key := range keys {
		if n, err := strconv.ParseFloat(h[key], 64); err == nil && n == n {
			return n, true
		}
	}
	return 0, false
}

// draft reports whether a page says that it is not to be read, or not yet, and the words for it.
func (h front) draft() (says string, ok bool) {
	for _, f := range [][2]string{{"draft", "true"}, {"published", "false"}, {"unlisted", "true"}, {"status", "draft"}, {"status", "hidden"}} {
		if strings.EqualFold(h[f[0]], f[1]) {
			return f[0] + ": " + f[1], true
		}
	}
	return "", false
}

// day returns the date of a page as it can be compared, "" if it states none.
func (h front) day(name string) string {
	if d := h["date"]; len(d) >= len("2026-01-31") && d[0] >= '0' && d[0] <= '9' {
		return d
	}
	if rest := cutDay(name); rest != name {
		return name[:len(name)-len(rest)]
	}
	return ""
}
