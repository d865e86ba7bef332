package lessons

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOpenByContent: a file whose name tells no format, and a text that came through a
// pipe, are read as what they look like; what is no text is refused with what it is.
func TestOpenByContent(t *testing.T) {
	const (
		rst      = "Title\n=====\n\n.. note:: Mind the gap.\n\nSee :ref:`there`.\n"
		markdown = "# Title\n\nSee [there](a.md).\n\n```sh\nls\n```\n"
	)
	for _, c := range []struct{ name, text, want string }{
		{"README", markdown, "Markdown"},
		{"README.rocks", markdown, "Markdown"},
		{"NOTES", "Title\n=====\n\nWords, and a list:\n\n- [ ] one\n- [x] two\n\n```\ncode\n```\n", "Markdown"},
		{"guide.txt", markdown, "Markdown"},
		{"README", rst, "reStructuredText"},
		{"guide.txt", rst, "reStructuredText"},
		{"guide.txt", "Title\n=====\n\nWords.\n", "reStructuredText"},
		{"LICENSE", "                    A LICENSE\n\n1. You may.\n   Or not.\n", "plain text"},
		{"poem.txt", "Roses are red,\nviolets are blue.\n", "plain text"},
		{"run", "#!/bin/sh\n\n# Starts it\n\necho `date`\n", "plain text"},
		{"main.py", "# Copyright\nimport os\n# A comment\ndef f():\n    pass\n", "plain text"},
		{"utf16", "\xff\xfe#\x00 \x00H\x00i\x00\n\x00\n\x00[\x00a\x00]\x00(\x00b\x00)\x00\n\x00", "Markdown"},
		{"one", "%PDF-1.7\n%\xe2\xe3", "a PDF file"},
		{"book", "PK\x03\x04\x14\x00mimetypeapplication/epub+zip", "an EPUB book"},
		{"a.docx", "PK\x03\x04\x14\x00[Content_Types].xml", "an Office file"},
		{"a.html", "<p>Hi</p>", "HTML"},
		{"page", "\n<!DOCTYPE html><p>Hi</p>", "HTML"},
		{"page", "<?xml version='1.0'?>\n<!-- made by hand -->\n<html><p>Hi</p>", "HTML"},
		{"photo", "\x89PNG\r\n\x1a\n", "a picture (PNG)"},
		{"prog", "\x7fELF\x02\x01", "a program"},
		{"data", "a\x00b\x01\x02c", "a binary file"},
		{"empty", "", "it is empty"},
	} {
		name := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(name, []byte(c.text), 0o666); err != nil {
			t.Fatal(err)
		}
		file, err := OpenPath(name)
		if err == nil {
			defer file.Close()
		}
		piped, pipedErr := OpenSource([]byte(c.text), "standard input", "")
		told := func(c *Course, err error) string {
			if err != nil {
				return err.Error()
			}
			return c.start.format().name
		}
		if got := told(file, err); !strings.Contains(got, c.want) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if got := told(piped, pipedErr); !strings.Contains(got, c.want) && c.name != "a.html" && c.name != "guide.txt" {
			t.Errorf("%s through a pipe: %s, want %s", c.name, got, c.want)
		}
	}
	c, err := OpenSource([]byte(markdown), "standard input", "rst")
	if err != nil || c.start.format().word != "rst" || c.start.Path != "stdin.rst" {
		t.Errorf("a format that is named counts: %v", err)
	}
}

// A folder in an archive opens whatever the archive is called, if no suffix says something else.
func TestArchiveWithoutSuffix(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("tides.md")
	if err == nil {
		_, err = w.Write([]byte("# Tides\n\nThey come and go.\n"))
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"course": "Tides", "course.bin": "a zip archive; save it"} {
		name = filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		c, err := OpenPath(name)
		if err != nil {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %s", name, err, want)
			}
			continue
		}
		if got := c.Lessons()[0].Title; got != want {
			t.Errorf("%s opens at %s, want %s", name, got, want)
		}
		c.Close()
	}
}

// A page alone that cannot be read is an error, not a page that says so.
func TestPageAloneThatCannotBeRead(t *testing.T) {
	large := filepath.Join(t.TempDir(), "large.md")
	if err := os.WriteFile(large, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, maxFile+1); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenPath(large); err == nil || !strings.Contains(err.Error(), "large.md: more than the 64 MB that a page may have") {
		t.Errorf("a page that is too large: %v", err)
	}
	if os.Getuid() <= 0 { // root, and Windows, may read everything
		return
	}
	closed := filepath.Join(t.TempDir(), "closed.md")
	if err := os.WriteFile(closed, []byte("# Closed\n"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenPath(closed); err == nil || !strings.Contains(err.Error(), "closed.md: permission denied") {
		t.Errorf("a page that may not be read: %v", err)
	}
}

// A plain text keeps its lines and columns, and is divided into lessons.
func TestPlainText(t *testing.T) {
	src := "Permission is hereby granted, free of charge, to whom it may concern,\nto do with it what they like.\n\nRoses are *red*,\n\tindented\n    more\n\n" + strings.Repeat("a line\n", 200)
	c, err := OpenSource([]byte(src), "standard input", "text")
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, l := range c.Lessons() {
		all += l.Text() + "\n"
	}
	if !strings.Contains(all, "concern, to do with") || !strings.Contains(all, "Roses are *red*,\n") || !strings.Contains(all, "\tindented\n    more") || strings.Count(all, "a line\n") != 200 {
		t.Errorf("the text reads %q", all)
	}
	if n := len(c.Lessons()); n < 5 {
		t.Errorf("%d lessons of 200 lines", n)
	}
	if len(c.Problems()) > 0 {
		t.Errorf("problems: %v", c.Problems())
	}
	files := c.Files()
	if len(files) != 1 || files[0] != "stdin" {
		t.Errorf("the files are %v", files)
	}
}
