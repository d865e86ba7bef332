package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"lectern/lessons/study"
	"lectern/reader/line"
	"lectern/reader/words"
)

func (a *app) reviewCommand() *cobra.Command {
	var t study.ReviewTerms
	var format string
	cmd := &cobra.Command{
		Use:   "review [COURSE]",
		Short: words.T("Ask again what you are about to forget"),
		Long: words.T(`Asks questions that you answered before and are about to forget, line by line as
the command quiz does. What was wrong is asked once more at the end, until it is
right. A review that was left goes on the same day.

How well you know an answer follows from your answers; after a right one, :easy
says that it was easy.`),
		Args: courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, line.Voices()...); err != nil {
				return err
			}
			if t.Limit < 0 || t.Ahead < 0 {
				return usage("--limit and --ahead are counts, 0 or more")
			}
			if t.Cram && t.Ahead > 0 {
				return usage("--cram asks whatever was answered, so --ahead says nothing there")
			}
			return a.review(args, t, format)
		},
	}
	cmd.Flags().IntVar(&t.Limit, "limit", study.ReviewLimit, words.T("how many questions at most; 0 for all"))
	cmd.Flags().IntVar(&t.Ahead, "ahead", 0, words.T("also ask what is due within so many days"))
	cmd.Flags().BoolVar(&t.Cram, "cram", false, words.T("ask whatever was answered, due or not; when it is due stays as it is"))
	formatFlag(cmd, &format, words.T("text, or json for one event a line"), line.Voices()...)
	return cmd
}

func (a *app) review(args []string, t study.ReviewTerms, format string) error {
	c, err := a.openCourse(args)
	if err != nil {
		return err
	}
	defer c.Close()
	record, _, closeRecord, err := a.openRecord(c, args)
	if err != nil {
		return err
	}
	defer closeRecord()
	cfg := a.lineConfig(c)
	cfg.Record = record
	t.WrongOnly = study.WrongOnly(record)
	err = line.Review(cfg, t, format, a.tell)
	if errors.Is(err, line.ErrUnsaved) || err == nil && record == nil {
		return quiet{line.ErrUnsaved} // told already
	}
	return err
}

func (a *app) dueCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "due [COURSE]",
		Short: words.T("Say how many questions a review would ask, and when the next are due"),
		Args:  courseArg,
		RunE: func(_ *cobra.Command, args []string) error {
			if err := oneOf("format", format, line.Voices()...); err != nil {
				return err
			}
			return a.due(args, format)
		},
	}
	formatFlag(cmd, &format, words.T("text or json"), line.Voices()...)
	return cmd
}

func (a *app) due(args []string, format string) error {
	r, err := a.openCourseRecord(args)
	if err != nil {
		return err
	}
	defer r.close()
	cfg := a.lineConfig(r.course)
	cfg.Record = newKeeper(r.store, r.record, r.course)
	return line.Due(cfg, format, study.WrongOnly(cfg.Record))
}
