package cli

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"lectern/embed"
	"lectern/lessons/text"
	"lectern/reader/typeset"
	"lectern/reader/words"
)

func (a *app) infoCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "info [FILE]",
		Short: words.T("Tell which course a program carries, and whether it is whole"),
		Long: `Info tells what was built into a program for any system: the course, its version,
the hash of its contents, its sizes, the version of Lectern. It reads all of the
course and holds its files against the hash, the number and the sizes that are told.
The rest is what its builder wrote down. Without FILE it tells of this program.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usageError{fmt.Errorf("%s takes at most one FILE, not %d", cmd.CommandPath(), len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, "text", "json"); err != nil {
				return err
			}
			return a.info(args, format)
		},
	}
	formatFlag(cmd, &format, "text or json", "text", "json")
	return cmd
}

// toldInfo is the output of `lectern info --format json`, which other programs may rely on. Sizes are in bytes.
type toldInfo struct {
	Course    printedTitle `json:"course"`
	Version   string       `json:"version"`
	Hash      string       `json:"hash"` // of the names and contents of the course's files
	Author    string       `json:"author"`
	Language  string       `json:"language"`
	License   string       `json:"license"`
	Pages     int          `json:"pages"`
	Lessons   int          `json:"lessons"`
	Questions int          `json:"questions"`
	Files     int          `json:"files"`
	Bytes     int64        `json:"bytes"`  // of the files
	Packed    int64        `json:"packed"` // of the archive
	SHA256    string       `json:"sha256"` // of the archive
	Base      string       `json:"base"`   // version of the program
	Platform  string       `json:"platform"`
	Builder   string       `json:"builder"` // version of the program that attached the course
	Size      int64        `json:"size"`    // of program and course
	// Verified names what was found to be so by reading the files; the rest is the builder's word.
	Verified []string `json:"verified"`
}

func (a *app) info(args []string, format string) error {
	p, name, err := findPayload(args)
	if err != nil {
		return err
	}
	defer p.Close()
	if err := p.Verify(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := p.Unpack(func(_ string, in io.Reader) error {
		_, err := io.Copy(io.Discard, in)
		return err
	}); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	st, err := os.Stat(name)
	if err != nil {
		return plainError(err)
	}
	sum := p.SHA256()
	i := p.Info
	t := toldInfo{
		Course: printedTitle{i.ID, i.Title}, Version: i.Version, Hash: i.Hash, Author: i.Author, Language: i.Language,
		License: i.License, Pages: i.Pages, Lessons: i.Lessons, Questions: i.Questions, Files: i.Files, Bytes: i.Bytes,
		Packed: p.Length, SHA256: hex.EncodeToString(sum[:]), Base: i.Base, Platform: i.Platform, Builder: i.Builder, Size: st.Size(),
		Verified: []string{"hash", "files", "bytes", "packed", "sha256", "size"},
	}
	if format == "json" {
		enc := text.NewJSON(a.Stdout)
		enc.SetIndent("", "  ")
		return enc.Encode(t)
	}
	return writeInfo(a.Stdout, t)
}

// writeInfo writes the information for people, a line each.
func writeInfo(w io.Writer, t toldInfo) error {
	var err error
	line := func(name, format string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintf(w, "%-10s %s\n", name, typeset.Clean(fmt.Sprintf(format, args...)))
		}
	}
	optional := func(name, value string) {
		if value != "" {
			line(name, "%s", value)
		}
	}
	line("course", "%s (%s)", t.Course.Title, t.Course.ID)
	optional("version", t.Version)
	optional("author", t.Author)
	optional("language", t.Language)
	optional("license", t.License)
	line("contents", "%s, %s, %s, not verified", words.N("%d page", "%d pages", t.Pages, t.Pages), words.N("%d lesson", "%d lessons", t.Lessons, t.Lessons), words.N("%d question", "%d questions", t.Questions, t.Questions))
	line("files", "%d, %s, packed %s", t.Files, size(t.Bytes), size(t.Packed))
	line("hash", "%s, verified", t.Hash)
	line("sha256", "%s, verified", t.SHA256)
	line("program", "lectern %s for %s, %s", t.Base, t.Platform, size(t.Size))
	line("builder", "lectern %s", t.Builder)
	return err
}

// findPayload opens the course that a program carries, this one without an argument.
func findPayload(args []string) (p *embed.Payload, name string, err error) {
	if len(args) == 1 {
		name = args[0]
	} else if name, err = os.Executable(); err != nil {
		return nil, "", err
	}
	st, err := os.Stat(name)
	if err != nil {
		return nil, "", plainError(err)
	}
	if !st.Mode().IsRegular() {
		return nil, "", fmt.Errorf("%s: no program", name)
	}
	switch p, err = embed.Find(name); {
	case err != nil:
		return nil, "", fmt.Errorf("%s: %w", name, plainError(err))
	case p == nil:
		return nil, "", fmt.Errorf("%s: %w", name, errNoCourse)
	}
	return p, name, nil
}

// errNoCourse says that a program carries only the course of every plain build, or is no Lectern.
var errNoCourse = errors.New("no course is attached to it")
