// Packages writes what package managers want to know of a release, from its SHA256SUMS:
//
//	go run ./.ci/packages VERSION FOLDER [ADDRESS]
//
// FOLDER is what release.sh made. ADDRESS is where its files will be fetched from; without it the
// files say https://ADDRESS, to be replaced before they are published, as are the other names of the owner
// (docs/install.md). Written are, below FOLDER:
//
//	packages/homebrew/lectern.rb         a formula, for a tap
//	packages/scoop/lectern.json          a manifest, for a bucket
//	packages/winget/*.yaml               the three files of a version, for winget-pkgs; the first Lectern
//	                                     of Lectern.Lectern stands for the owner
//	packages/aur/PKGBUILD, .SRCINFO      lectern-bin of the Arch User Repository
//	packages/nfpm-*.yaml                 what nfpm makes Debian packages of
//
// A system that the release has no program for is left out.
package main

import (
	"bufio"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
)

//go:embed templates
var templates embed.FS

func main() {
	if len(os.Args) < 3 || len(os.Args) > 4 {
		fmt.Fprintln(os.Stderr, "usage: packages VERSION FOLDER [ADDRESS]")
		os.Exit(2)
	}
	address := "https://ADDRESS"
	if len(os.Args) == 4 {
		address = os.Args[3]
	}
	r, err := readRelease(os.Args[1], os.Args[2], address)
	if err == nil {
		err = r.write()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "packages:", err)
		os.Exit(1)
	}
}

// release is a release as the templates see it.
type release struct {
	Version string // as package managers write it, without a v
	Tag     string // as the release is called
	Address string // of the folder of its files
	Folder  string

	sums map[string]string // by the name of a file
}

// numbered is a version that every package manager takes: it begins with a number.
var numbered = regexp.MustCompile(`^[0-9][0-9A-Za-z.+-]*$`)

// readRelease reads the checksums of a release.
func readRelease(tag, folder, address string) (*release, error) {
	r := &release{Version: strings.TrimPrefix(tag, "v"), Tag: tag, Address: strings.TrimSuffix(address, "/"), sums: map[string]string{}}
	if !numbered.MatchString(r.Version) {
		return nil, fmt.Errorf("package managers want a version that begins with a number, as 1.2.3 or v1.2.3, not %s", tag)
	}
	if !regexp.MustCompile(`^https?://[^\s"'\\$` + "`" + `]+$`).MatchString(r.Address) {
		return nil, fmt.Errorf("%s is no address that files can be fetched from", address)
	}
	var err error
	if r.Folder, err = filepath.Abs(folder); err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Join(folder, "SHA256SUMS"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if sum, name, ok := strings.Cut(lines.Text(), "  "); ok && len(sum) == 64 {
			r.sums[name] = sum
		}
	}
	if len(r.sums) == 0 {
		return nil, fmt.Errorf("%s has no checksums", f.Name())
	}
	return r, nil
}

// Archive is the name of the archive for a system and processor, "" if the release has none.
func (r *release) Archive(system, processor string) string {
	suffix := ".tar.gz"
	if system == "windows" {
		suffix = ".zip"
	}
	name := "lectern-" + r.Tag + "-" + system + "-" + processor + suffix
	if r.sums[name] == "" {
		return ""
	}
	return name
}

// Sum is the SHA-256 of a file of the release.
func (r *release) Sum(name string) string { return r.sums[name] }

// URL is where a file of the release is fetched from.
func (r *release) URL(name string) string { return r.Address + "/" + name }

// Inside is the folder that an archive holds.
func (r *release) Inside(archive string) string {
	return strings.TrimSuffix(strings.TrimSuffix(archive, ".zip"), ".tar.gz")
}

// Has reports whether the release has a program for a system.
func (r *release) Has(system string) bool {
	return r.Archive(system, "amd64") != "" || r.Archive(system, "arm64") != ""
}

// Plain is the version as Arch writes it: a hyphen separates its own number.
func (r *release) Plain() string { return strings.ReplaceAll(r.Version, "-", "_") }

// Short is what the program is, in a line.
func (r *release) Short() string {
	return "Read a course in the terminal, answer its questions, keep your place"
}

// file is a file that is written, if the release has a program for one of its systems.
type file struct {
	template, to string
	systems      []string
}

// files is the one list of what is written.
func files() []file {
	return []file{
		{"lectern.rb", "homebrew/lectern.rb", []string{"darwin", "linux"}},
		{"scoop.json", "scoop/lectern.json", []string{"windows"}},
		{"winget-version.yaml", "winget/Lectern.Lectern.yaml", []string{"windows"}},
		{"winget-locale.yaml", "winget/Lectern.Lectern.locale.en-US.yaml", []string{"windows"}},
		{"winget-installer.yaml", "winget/Lectern.Lectern.installer.yaml", []string{"windows"}},
		{"PKGBUILD", "aur/PKGBUILD", []string{"linux"}},
		{"SRCINFO", "aur/.SRCINFO", []string{"linux"}},
	}
}

// names are the words that package managers have for systems and processors.
func names() template.FuncMap {
	table := func(words ...string) func() map[string]string {
		m := map[string]string{}
		for i := 0; i < len(words); i += 2 {
			m[words[i]] = words[i+1]
		}
		return func() map[string]string { return m }
	}
	return template.FuncMap{
		"systems":    table("darwin", "macos", "linux", "linux"),
		"processors": table("amd64", "intel", "arm64", "arm"),
		"scoops":     table("amd64", "64bit", "arm64", "arm64"),
		"wingets":    table("amd64", "x64", "arm64", "arm64"),
		"arches":     table("amd64", "x86_64", "arm64", "aarch64"),
		"upper":      strings.ToUpper,
	}
}

// write writes all files.
func (r *release) write() error {
	all, err := template.New("").Funcs(names()).ParseFS(templates, "templates/*")
	if err != nil {
		return err
	}
	put := func(name, to string, data any) error {
		to = filepath.Join(r.Folder, "packages", filepath.FromSlash(to))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		out, err := os.Create(to)
		if err != nil {
			return err
		}
		if err := all.ExecuteTemplate(out, name, data); err != nil {
			out.Close()
			return err
		}
		return out.Close()
	}
	for _, f := range files() {
		for _, system := range f.systems {
			if r.Has(system) {
				if err := put(f.template, f.to, r); err != nil {
					return err
				}
				break
			}
		}
	}
	for _, processor := range []string{"amd64", "arm64"} {
		if r.Archive("linux", processor) == "" {
			continue
		}
		if err := put("nfpm.yaml", "nfpm-"+processor+".yaml", map[string]any{"Release": r, "Processor": processor}); err != nil {
			return err
		}
	}
	return nil
}
