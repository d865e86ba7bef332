package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// programs are the archives of a whole release.
var programs = []string{"linux-amd64.tar.gz", "linux-arm64.tar.gz", "darwin-amd64.tar.gz", "darwin-arm64.tar.gz", "windows-amd64.zip", "windows-arm64.zip"}

// written writes the files of a release that has some archives, and returns the folder of them.
func written(t *testing.T, tag string, archives ...string) (string, *release) {
	t.Helper()
	dir := t.TempDir()
	var sums strings.Builder
	for i, a := range archives {
		fmt.Fprintf(&sums, "%s  lectern-%s-%s\n", strings.Repeat(fmt.Sprintf("%02x", 0xa0+i), 32), tag, a)
	}
	if err := os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(sums.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := readRelease(tag, dir, "https://example.org/lectern/")
	if err != nil {
		t.Fatal(err)
	}
	if err := r.write(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "packages"), r
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// pairs are the addresses and the checksums that stand together in a file.
func pairs(text []byte, address, sum string) map[string]string {
	found := map[string]string{}
	urls, sums := regexp.MustCompile(address).FindAllSubmatch(text, -1), regexp.MustCompile(sum).FindAllSubmatch(text, -1)
	for i := range min(len(urls), len(sums)) {
		found[string(urls[i][1])] = strings.ToLower(string(sums[i][1]))
	}
	return found
}

// TestPackages holds that each package manager is told the archives of its systems, each with its own checksum.
func TestPackages(t *testing.T) {
	dir, r := written(t, "v1.2.0-rc.1", programs...)
	const hex = `([0-9A-Fa-f]{64})`
	for _, c := range []struct {
		file, address, sum string
		systems            []string
	}{
		{"homebrew/lectern.rb", `\burl "(\S+)"`, `sha256 "` + hex + `"`, []string{"darwin", "linux"}},
		{"scoop/lectern.json", `"url": "(\S+)"`, `"hash": "` + hex + `"`, []string{"windows"}},
		{"winget/Lectern.Lectern.installer.yaml", `InstallerUrl: (\S+)`, `InstallerSha256: ` + hex, []string{"windows"}},
		{"aur/PKGBUILD", `\nsource_\w+=\('(\S+)'\)`, `\nsha256sums_\w+=\('` + hex, []string{"linux"}},
		{"aur/.SRCINFO", `source_\w+ = (\S+)`, `sha256sums_\w+ = ` + hex, []string{"linux"}},
	} {
		want := map[string]string{}
		for _, system := range c.systems {
			for _, processor := range []string{"amd64", "arm64"} {
				name := r.Archive(system, processor)
				want["https://example.org/lectern/"+name] = r.Sum(name)
			}
		}
		if got := pairs(read(t, dir, c.file), c.address, c.sum); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s names %v, want %v", c.file, got, want)
		}
	}
}

// TestShapes holds the files against the formats that they are in.
func TestShapes(t *testing.T) {
	dir, _ := written(t, "v1.2.0-rc.1", programs...)
	var scoop struct {
		Version, Bin, License string
		Architecture          map[string]struct {
			URL, Hash string
			Dir       string `json:"extract_dir"`
		}
	}
	if err := json.Unmarshal(read(t, dir, "scoop/lectern.json"), &scoop); err != nil {
		t.Error("scoop:", err)
	}
	if a := scoop.Architecture["64bit"]; scoop.Version != "1.2.0-rc.1" || scoop.Bin != "lectern.exe" || a.Dir != "lectern-v1.2.0-rc.1-windows-amd64" || len(scoop.Architecture) != 2 {
		t.Errorf("scoop: %+v", scoop)
	}
	kinds := map[string]bool{}
	for _, name := range []string{"", ".locale.en-US", ".installer"} {
		var m map[string]any
		if err := yaml.Unmarshal(read(t, dir, "winget/Lectern.Lectern"+name+".yaml"), &m); err != nil {
			t.Error("winget:", err)
		}
		if m["PackageIdentifier"] != "Lectern.Lectern" || m["PackageVersion"] != "1.2.0-rc.1" || m["ManifestVersion"] == nil {
			t.Errorf("winget%s: %v", name, m)
		}
		kinds[fmt.Sprint(m["ManifestType"])] = true
	}
	if len(kinds) != 3 || !kinds["version"] || !kinds["installer"] || !kinds["defaultLocale"] {
		t.Errorf("winget has files of the types %v", kinds)
	}
	for _, processor := range []string{"amd64", "arm64"} {
		var m map[string]any
		if err := yaml.Unmarshal(read(t, dir, "nfpm-"+processor+".yaml"), &m); err != nil || m["arch"] != processor || m["version"] != "1.2.0-rc.1" {
			t.Errorf("nfpm: %v, %v", m, err)
		}
	}
	if b := read(t, dir, "aur/PKGBUILD"); !bytes.Contains(b, []byte("pkgver=1.2.0_rc.1\n")) {
		t.Error("a version of Arch has no hyphen")
	}
	for _, c := range [][]string{{"bash", "-n", "aur/PKGBUILD"}, {"ruby", "-c", "homebrew/lectern.rb"}} {
		if _, err := exec.LookPath(c[0]); err != nil {
			continue
		}
		cmd := exec.Command(c[0], c[1:]...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %v: %s", c, err, out)
		}
	}
}

// TestPartOfARelease: what a release does not have is not named.
func TestPartOfARelease(t *testing.T) {
	dir, _ := written(t, "2.0", "linux-amd64.tar.gz")
	for _, name := range []string{"scoop", "winget", "nfpm-arm64.yaml"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is written, though there is no such program", name)
		}
	}
	if b := read(t, dir, "homebrew/lectern.rb"); bytes.Contains(b, []byte("on_macos")) || bytes.Contains(b, []byte("on_arm")) || !bytes.Contains(b, []byte("on_intel")) {
		t.Errorf("the formula names what there is not: %s", b)
	}
}

// TestNoPackages: what cannot be packaged is told.
func TestNoPackages(t *testing.T) {
	dir := t.TempDir()
	if _, err := readRelease("1.0", dir, "https://example.org"); err == nil {
		t.Error("a folder without checksums is taken")
	}
	for _, tag := range []string{"vv1", "next", "v", "1.0'"} {
		if _, err := readRelease(tag, dir, "https://example.org"); err == nil || !strings.Contains(err.Error(), "begins with a number") {
			t.Errorf("version %s: %v", tag, err)
		}
	}
	for _, address := range []string{"example.org", "https://a b", "https://a'b", "file:///x", "https://$(x)"} {
		if _, err := readRelease("1.0", dir, address); err == nil || !strings.Contains(err.Error(), "no address") {
			t.Errorf("address %s: %v", address, err)
		}
	}
}
