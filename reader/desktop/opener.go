// Package desktop is the part of the machine around the terminal that the screen and line
// mode use: the programs that open addresses, hold a clipboard and edit texts.
package desktop

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Opener opens addresses outside the program.
type Opener interface {
	// Ready reports whether there is a program that opens addresses.
	Ready() bool
	// NeedsTerminal reports whether it runs in the terminal, as lynx does.
	NeedsTerminal() bool
	// Missing returns the program that $BROWSER names and that is not there, "" if it
	// names none or one that is.
	Missing() string
	// Open opens an http, https or mailto address. failed is told when a program beside
	// the terminal ends with an error soon after its start; nil tells nobody.
	Open(address string, failed func(error)) error
}

// systemOpener starts $BROWSER, else the system's own opener. Nothing goes
// through a shell.
type systemOpener struct {
	commands [][]string // to be tried in order; the address goes in for %s, or at the end
	terminal bool
	missing  string
}

// textBrowsers are the browsers that run in a terminal.
var textBrowsers = []string{"lynx", "w3m", "links", "links2", "elinks", "www-browser", "browsh", "cha", "carbonyl"}

// SystemOpener finds what opens addresses on this machine: the commands of
// $BROWSER, parted by colons, else xdg-open and its kin where there is a display.
func SystemOpener(getenv func(string) string) Opener {
	o := &systemOpener{}
	for _, c := range strings.Split(getenv("BROWSER"), string(os.PathListSeparator)) {
		if fields := strings.Fields(c); len(fields) > 0 {
			if _, err := exec.LookPath(fields[0]); err != nil {
				o.missing = cmp.Or(o.missing, fields[0])
				continue
			}
			o.commands = append(o.commands, fields)
		}
	}
	if len(o.commands) > 0 {
		o.missing = ""
		name := strings.TrimSuffix(filepath.Base(o.commands[0][0]), ".exe")
		for _, t := range textBrowsers {
			o.terminal = o.terminal || name == t
		}
		return o
	}
	for _, c := range systemCommands(getenv) {
		if _, err := exec.LookPath(c[0]); err == nil {
			o.commands = append(o.commands, c)
		}
	}
	return o
}

// systemCommands are the openers of each system, those that can work here.
func systemCommands(getenv func(string) string) [][]string {
	switch runtime.GOOS {
	case "darwin":
		return [][]string{{"open"}}
	case "windows":
		return [][]string{{"rundll32", "url.dll,FileProtocolHandler"}}
	}
	if getenv("WSL_DISTRO_NAME") != "" {
		return [][]string{{"wslview"}, {"xdg-open"}}
	}
	if getenv("DISPLAY") == "" && getenv("WAYLAND_DISPLAY") == "" {
		return nil // a server: xdg-open would start a text browser over our screen, or fail
	}
	return [][]string{{"xdg-open"}, {"x-www-browser"}, {"www-browser"}}
}

func (o *systemOpener) Ready() bool         { return len(o.commands) > 0 }
func (o *systemOpener) NeedsTerminal() bool { return o.terminal }
func (o *systemOpener) Missing() string     { return o.missing }

var errNoOpener = errors.New("no program opens addresses here")

// Open starts the first command that can be started.
func (o *systemOpener) Open(address string, failed func(error)) error {
	err := errNoOpener
	for _, c := range o.commands {
		if err = o.start(withAddress(c, address), failed); err == nil {
			return nil
		}
	}
	return err
}

// withAddress puts the address into a command.
func withAddress(command []string, address string) []string {
	args := append([]string{}, command...)
	found := false
	for i, a := range args[1:] {
		if strings.Contains(a, "%s") {
			args[i+1] = strings.ReplaceAll(a, "%s", address)
			found = true
		}
	}
	if !found {
		args = append(args, address)
	}
	return args
}

// soon is how long after its start the end of a program says that it could not open
// the address; a browser that is closed hours later did.
const soon = 5 * time.Second

func (o *systemOpener) start(args []string, failed func(error)) error {
	cmd := exec.Command(args[0], args[1:]...)
	if o.terminal {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		return nil
	}
	// It may not write over the screen.
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	begun := time.Now()
	go func() {
		// Its end is waited for in any case, so that it leaves no zombie.
		if err := cmd.Wait(); err != nil && failed != nil && time.Since(begun) < soon {
			failed(fmt.Errorf("%s: %w", args[0], err))
		}
	}()
	return nil
}
