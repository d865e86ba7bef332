// Package cli is the command line: one file a command. It joins the rooms that
// know nothing of each other: the course, the record and the screen.
//
// To add a command: a file of its own with a method xCommand, its place among the
// commands of rootCommand, and a line in testdata/script that runs it. TestEveryCommandIsRun
// and TestEveryCommandIsInTheTree fail until that is done.
package cli

import (
	"cmp"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lectern/cli/explain"
	"lectern/cli/job"
	"lectern/cli/rights"
	"lectern/cli/trouble"
	"lectern/lessons/text"
	"lectern/progress"
	"lectern/reader"
	"lectern/reader/words"
)

// The exit codes.
const (
	exitOK       = 0
	exitProblems = 1 // the command found or met problems
	exitUsage    = 2 // the command line is wrong
)

// Env is the world that a command runs in: streams and environment variables.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	OwnWindow      bool   // the terminal's window closes with the program
	Program        string // what people type to start it; "" is lectern
}

// System returns the process's own streams and environment. What the file manager of
// Windows starts has a window of its own.
func System() Env {
	env := Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, OwnWindow: mousetrap.StartedByExplorer()}
	if len(os.Args) > 0 {
		env.Program = calledAs(os.Args[0])
	}
	return env
}

// usageError is an error of the command line itself.
type usageError struct{ error }

// usage words a usageError.
func usage(key string, args ...any) error { return usageError{errors.New(words.T(key, args...))} }

// quiet is an error whose text was printed already: the program only ends with its exit code.
type quiet struct{ error }

// app is one run of the program: its environment and the flags that all commands have.
type app struct {
	Env
	data    string         // --data
	student string         // --student
	speaks  string         // --language
	as      string         // --as
	kiosk   bool           // --kiosk
	handIn  string         // --results
	may     rights.Rights  // what this run may do
	command *cobra.Command // that runs
	drawn   bool           // a screen was shown
	stop    *job.Stopper   // obeys the signals that end the program
}

// Run runs the command line and returns the exit code. Every error is one line on standard error.
func Run(args []string, env Env) int {
	// Otherwise cobra tells whoever double-clicks the program on Windows to open cmd.exe, and ends.
	cobra.MousetrapHelpText = ""
	a := &app{Env: env, stop: job.NewStopper(job.Die)}
	a.may = rights.Own(env.Getenv, func() string { return a.data })
	defer a.stop.Close()
	a.stop.Listen(reader.Ending()...)
	code := a.run(args)
	if sig := a.stop.Stopped(); sig != nil {
		a.stop.End(sig)
		return job.Code(sig)
	}
	a.holdWindow(code)
	return code
}

// run is Run without the wait of a window of its own.
func (a *app) run(args []string) int {
	a.chooseLanguage(args)
	root := a.program()
	if !a.onlyOpens(root, args) {
		a.addCommands(root)
	}
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	err = trouble.InWords(err)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, new(quiet)):
		return exitProblems
	}
	// An error may quote a file's name or content, which must not reach the terminal raw.
	line := text.OneLine(err.Error())
	if errors.As(err, new(usageError)) {
		a.tell(words.T("%s (see %s --help)", line, cmd.CommandPath()))
		return exitUsage
	}
	a.tell(line)
	return exitProblems
}

// rootCommand builds the tree of commands.
func (a *app) rootCommand() *cobra.Command {
	root := a.program()
	a.addCommands(root)
	return root
}

// onlyOpens reports whether a command line opens a course and names no command, so that the program starts
// without the other commands: nothing but flags of the program stands in it, and at most one COURSE, which is
// there and reads like a path. Every other command line, and every wrong one, gets the whole tree.
func (a *app) onlyOpens(root *cobra.Command, args []string) bool {
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.Usage = func() {} // it would be printed for --help
	flags.AddFlagSet(root.Flags())
	flags.AddFlagSet(root.PersistentFlags())
	if flags.Parse(args) != nil {
		return false
	}
	switch courses := flags.Args(); {
	case len(courses) == 0:
		return true
	case len(courses) > 1 || !strings.ContainsAny(courses[0], `./\`):
		return false
	default:
		_, err := os.Lstat(courses[0])
		return err == nil
	}
}

// program builds the command without a name, which opens a course.
func (a *app) program() *cobra.Command {
	var how openFlags
	showVersion := false
	a.Program = cmp.Or(a.Program, defaultName)
	root := &cobra.Command{
		Use:         unquoted(a.Program) + " [COURSE]",
		Annotations: map[string]string{cobra.CommandDisplayNameAnnotation: a.Program},
		Short:       words.T("Read a course in the terminal, answer its questions, keep your place"),
		Long: words.T(`Lectern reads a course in the terminal: lessons a screen long, questions
between them, and a record of how far you are.

COURSE is a folder, one page (.rst, .md, or any text), a .zip archive of a folder,
what a school's system exports (a .imscc package, a Moodle or QTI question file),
or - for a page on standard input.
Without it, the course inside the program opens.`),
		Args:          courseArg,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(_ *cobra.Command, args []string) error {
			if showVersion {
				return a.version()
			}
			return a.open(args, how)
		},
	}
	// Cobra's own flag for it takes a template, and with templates the linker keeps
	// code that the program never runs, that of sockets too.
	root.Flags().BoolVarP(&showVersion, "version", "v", false, words.T("print the version"))
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		a.command = cmd
		a.tellOfFolder(cmd, args)
		return a.checkLanguage()
	}
	root.Flags().IntVar(&how.width, "width", defaultWidth, words.T("columns of the text where there is no screen"))
	root.Flags().BoolVar(&how.line, "line", false, words.T("read and answer line by line, for screen readers and teletypes"))
	root.Flags().BoolVar(&how.tour, "tour", false, words.T("open a three-minute course on Lectern itself"))
	root.SetIn(a.Stdin)
	root.SetOut(a.Stdout)
	root.SetErr(a.Stderr)
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpCommand(a.helpCommand())
	help := root.HelpFunc()
	root.SetHelpFunc(func(c *cobra.Command, args []string) { nameFormats(c); help(c, args) })
	flags := root.PersistentFlags()
	flags.StringVar(&a.data, "data", "", words.T("folder of the record (default $LECTERN_DATA, else $XDG_DATA_HOME/lectern)"))
	flags.StringVar(&a.student, "student", "", words.T("whose record it is (default the login name)"))
	flags.StringVar(&a.speaks, "language", "", words.T("language of the screen: %s (default that of the system)", strings.Join(languageCodes(), ", ")))
	completeFlag(root, "language", languageCodes()...)
	a.addAs(root)
	a.addKiosk(root)
	explain.On(root)
	return root
}

// addCommands adds all that have a name.
func (a *app) addCommands(root *cobra.Command) {
	root.AddCommand(a.printCommand(), a.quizCommand(), a.reviewCommand(), a.dueCommand(), a.progressCommand(), a.settingsCommand(), a.notesCommand(), a.linksCommand(), a.versionCommand(),
		a.newsCommand(), a.newCommand(), a.checkCommand(), a.importCommand(), a.exportBankCommand(), a.buildCommand(), a.infoCommand(), a.unpackCommand(),
		a.keyCommand(), a.resultsCommand(), a.collectCommand(), a.manCommand())
	a.addCompletion(root)
	for _, c := range root.Commands() {
		a.addAs(c)
	}
}

// courseArg accepts at most one COURSE.
func courseArg(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return tooMany(cmd, args)
	}
	return nil
}

// oneOf checks the value of a flag that has a few fixed ones.
func oneOf(flag, value string, may ...string) error {
	for _, m := range may {
		if value == m {
			return nil
		}
	}
	return usage("--%s is %q; it may be %s", flag, value, strings.Join(may, ", "))
}

// Which language a student is spoken to in: that of --language, else the one that the student chose in
// the program, else that of the environment or system, else English.

// chooseLanguage has all that is said in the language of a command line, or else in that of the
// environment. It is known before the commands are made, because their help is in it too.
func (a *app) chooseLanguage(args []string) {
	code := words.Preferred(a.Getenv)
	for i, arg := range args {
		value, glued := strings.CutPrefix(arg, "--language=")
		if arg == "--" {
			break
		}
		if arg == "--language" && i+1 < len(args) {
			value, glued = args[i+1], true
		}
		if named := words.Match(value); glued && named != "" {
			code = named
		}
	}
	words.Speak(code) // one catalogue is read, and no other
}

// checkLanguage finds a --language that Lectern does not speak.
func (a *app) checkLanguage() error {
	if a.speaks == "" || words.Match(a.speaks) != "" {
		return nil
	}
	return oneOf("language", a.speaks, languageCodes()...)
}

// rememberLanguage goes over to the language that a student chose in the program.
func (a *app) rememberLanguage(store *progress.Store) {
	if a.speaks != "" {
		return
	}
	if code, found, err := store.Setting(a.studentName(), words.Setting); err == nil && found {
		words.Speak(code)
	}
}

// recallLanguage is rememberLanguage before the record of a course is opened. Without a record, or with one that
// cannot be read, nobody chose a language.
func (a *app) recallLanguage() {
	if a.speaks != "" {
		return
	}
	if store, err := a.openStore(); err == nil {
		a.rememberLanguage(store)
		store.Close()
	}
}

// languageCodes returns the values of --language.
func languageCodes() []string {
	var codes []string
	for _, l := range words.Languages() {
		codes = append(codes, l.Code)
	}
	return codes
}
