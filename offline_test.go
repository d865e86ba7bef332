package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// Nothing in the program opens a socket: a course is read where there is no
// network. The wall in arrows_test.go keeps our own packages from net; the tests
// here look at what they bring with them, and at what the linker leaves of it.

// netImporters are the packages from elsewhere that import net, each with what
// it takes from there. None of it opens a socket.
var netImporters = map[string]string{
	"github.com/spf13/pflag":   "the types of flags that hold addresses; no flag here is one",
	"github.com/google/uuid":   "the hardware address, for version 1 IDs; the driver of the build without cgo makes others",
	"golang.org/x/sys/windows": "the types of the system's socket calls",
}

// notNet are packages whose paths look like network and that only parse text.
var notNet = []string{"golang.org/x/net/html", "golang.org/x/net/html/atom"}

// sockets are packages that exist to talk over a network.
var sockets = []string{"net/http", "net/rpc", "net/smtp", "net/textproto", "crypto/tls", "log/syslog", "golang.org/x/net/websocket"}

// TestNetImporters looks through everything that is linked, on each system and with either driver.
func TestNetImporters(t *testing.T) {
	for _, target := range []string{"linux/1", "linux/0", "darwin/0", "windows/0"} {
		goos, cgo, _ := strings.Cut(target, "/")
		if cgo == "1" && goos != runtime.GOOS {
			continue // the files of a cgo build cannot be listed without its compiler
		}
		cmd := exec.Command("go", "list", "-deps", "-f", `{{.ImportPath}} {{join .Imports " "}}`, ".")
		cmd.Env = append(os.Environ(), "GOOS="+goos, "CGO_ENABLED="+cgo)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: go list: %v", target, err)
		}
		for line := range strings.Lines(string(out)) {
			fields := strings.Fields(line)
			pkg, imports := fields[0], fields[1:]
			if slices.Contains(sockets, pkg) {
				t.Errorf("%s: %s is linked in; Lectern works offline", target, pkg)
			}
			if strings.HasPrefix(pkg, "golang.org/x/net/") && !slices.Contains(notNet, pkg) {
				t.Errorf("%s: %s is linked in; say in offline_test.go what it is for", target, pkg)
			}
			if slices.Contains(imports, "net") && netImporters[pkg] == "" {
				t.Errorf("%s: %s imports net; say in offline_test.go why that opens no socket", target, pkg)
			}
		}
	}
}

// socketCode is code that makes or uses sockets: of package net, of the system
// call packages, and of C, as go tool nm names it.
var socketCode = regexp.MustCompile(`^(net\.(Dial|Listen|socket|dial|listen|\(\*(Dialer|ListenConfig|Resolver|netFD|conn|sysDialer)\)).*` +
	`|(syscall|golang\.org/x/sys/(unix|windows))\.(Socket|Connect|Bind|Listen|Accept|Accept4|Sendto|Recvfrom|socket|connect|bind|WSASocket|ConnectEx)` +
	`|modernc\.org/libc\.X(socket|connect|bind|listen|accept|sendto|recvfrom)` +
	`|(socket|connect|bind|listen|accept|sendto|recvfrom)(@.*)?)$`)

// TestNoSocketCode builds the program, with C or without it as these tests are, and looks for code
// that could open a socket: what nobody calls, the linker leaves out.
func TestNoSocketCode(t *testing.T) {
	if testing.Short() {
		t.Skip("links the program")
	}
	program := filepath.Join(t.TempDir(), "lectern.exe")
	build := exec.Command("go", "build", "-ldflags=-w", "-o", program, ".") // no tables for debuggers: they are half of the work
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	out, err := exec.Command("go", "tool", "nm", program).Output()
	if err != nil {
		t.Fatalf("go tool nm: %v", err)
	}
	known := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		name := fields[len(fields)-1]
		if strings.HasPrefix(name, "lectern/reader.") {
			known++
		}
		if socketCode.MatchString(name) {
			t.Errorf("the program holds %s; nothing in it may open a socket", name)
		}
	}
	if known < 100 {
		t.Errorf("only %d symbols of our own were found: the list cannot be read", known)
	}
}

// What TestNoSocketCode looks for is what a program that dials holds.
func TestSocketCodeIsKnown(t *testing.T) {
	for _, name := range []string{"net.Dial", "net.(*Dialer).DialContext", "net.(*netFD).connect", "net.socket", "syscall.socket", "syscall.Connect", "connect@GLIBC_2.2.5", "socket"} {
		if !socketCode.MatchString(name) {
			t.Errorf("%s is not known as code of sockets", name)
		}
	}
	for _, name := range []string{"net.init", "net.(*file).close", "os.connect", "lectern/reader.connect", "modernc.org/libc.Xopen"} {
		if socketCode.MatchString(name) {
			t.Errorf("%s is taken for code of sockets", name)
		}
	}
}
