package cli

import (
	"bytes"
	"crypto/rand"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/spf13/cobra"

	"lectern/lessons"
	"lectern/lessons/doc"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

// skeleton is the course that `lectern new` writes. It shows every feature, and
// checks clean.
//
//go:embed all:skeleton
var skeleton embed.FS

func (a *app) newCommand() *cobra.Command {
	var title string
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: words.T("Write a small course that shows every feature, to change into your own"),
		Long: `New writes a small course into the folder DIR, which must be new or empty: pages in
reStructuredText and in Markdown, a bank of each kind, a drawing, a picture,
course.toml with every key and what it means, and AUTHORING.md, which says to a person
or an assistant how a course is written. It opens, checks and builds as it is.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("%s takes one DIR, not %d", cmd.CommandPath(), len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.newCourse(args[0], title) },
	}
	cmd.Flags().StringVar(&title, "title", "", "title of the course (default from the name of DIR)")
	return cmd
}

func (a *app) newCourse(dir, title string) error {
	if err := isFree(dir); err != nil {
		return err
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if title == "" {
		title = titleOfFolder(filepath.Base(full))
	}
	id, err := newCourseID(title)
	if err != nil {
		return err
	}
	if err := writeSkeleton(dir, id, title); err != nil {
		return err
	}
	return a.nextSteps(dir, filepath.Join(dir, "..", filepath.Base(full)+"-program"))
}

// nextSteps tells what to do with the new course in dir. program lies beside dir.
func (a *app) nextSteps(dir, program string) error {
	course := quoted(typeset.Clean(dir))
	w := tabwriter.NewWriter(a.Stdout, 0, 8, 3, ' ', 0)
	fmt.Fprintf(w, "%s: a course to change into yours.\n", typeset.Clean(dir))
	fmt.Fprintf(w, "  %s %s\treads it as students will\n", a.Program, course)
	fmt.Fprintf(w, "  %s check %s\ttells what is wrong in it\n", a.Program, course)
	fmt.Fprintf(w, "  %s build %s -o %s\tmakes one program of it, to hand out\n", a.Program, course, quoted(typeset.Clean(program)))
	return w.Flush()
}

// writeSkeleton writes the files of the new course; on an error it takes away what it wrote.
func writeSkeleton(dir, id, title string) error {
	place, err := gatherFor(filepath.Clean(dir))
	if err != nil {
		return err
	}
	err = fs.WalkDir(skeleton, "skeleton", func(name string, d fs.DirEntry, err error) error {
		to := filepath.Join(place.temp, filepath.FromSlash(strings.TrimPrefix(name, "skeleton")))
		if err != nil || name == "skeleton" {
			return err
		}
		if d.IsDir() {
			return os.Mkdir(to, 0o777)
		}
		src, err := skeleton.ReadFile(name)
		if err != nil {
			return err
		}
		if path.Base(name) == lessons.ManifestName {
			src = bytes.ReplaceAll(src, []byte("{{id}}"), []byte(tomlString(id)))
			src = bytes.ReplaceAll(src, []byte("{{title}}"), []byte(tomlString(title)))
		}
		return os.WriteFile(to, src, 0o666)
	})
	if err == nil {
		err = place.finish()
	}
	if err != nil {
		os.RemoveAll(place.temp)
		return notWritten(dir, err)
	}
	return nil
}

// titleOfFolder makes a title of a folder's name: "first_steps" is "First steps".
func titleOfFolder(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return r == '-' || r == '_' || unicode.IsSpace(r) || unicode.IsControl(r)
	}), " ")
	if name == "" || strings.Trim(name, "./\\") == "" {
		return "A new course"
	}
	r := []rune(name)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// newCourseID makes an ID that no other course has: records of two courses
// called "Introduction" must not mix on a student's machine.
func newCourseID(title string) (string, error) {
	b := make([]byte, 4)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return doc.Slug(title) + "-" + hex.EncodeToString(b), nil
}

// tomlString writes a TOML basic string (TOML 1.0, "String").
func tomlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
