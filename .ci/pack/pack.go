// Pack makes what a release needs beside its programs, with nothing but Go, so that it
// can be made on Linux, macOS and Windows alike:
//
//	go run ./.ci/pack FOLDER ARCHIVE    packs a folder into a .tar.gz or .zip
//	go run ./.ci/pack FOLDER SHA256SUMS writes the checksums of the files in a folder
//
// The same files give the same bytes: they are packed by name, are owned by nobody,
// and are of the first day that a zip can tell.
package main

import (
	"archive/tar"
	"archive/zip"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack FOLDER ARCHIVE.tar.gz|ARCHIVE.zip|SHA256SUMS")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

// write writes the file to, made of a folder.
func write(folder, to string) (err error) {
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, out.Close()) }()
	switch name := filepath.Base(to); {
	case strings.HasSuffix(name, ".tar.gz"):
		return writeTar(out, folder)
	case strings.HasSuffix(name, ".zip"):
		return writeZip(out, folder)
	case name == "SHA256SUMS":
		return writeSums(out, folder)
	}
	return errors.New(to + " is neither .tar.gz, .zip nor SHA256SUMS")
}

// anyDay is the time of all files.
func anyDay() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

// mode returns the rights of a file or folder, which depend on its name alone:
// the file system of Windows keeps none that could be asked.
func mode(name string, folder bool) int64 {
	if base := path.Base(name); folder || base == "lectern" || base == "lectern.exe" {
		return 0o755
	}
	return 0o644
}

// walk calls visit for a folder and all in it, by name. name begins with the folder's own.
func walk(folder string, visit func(name, file string, d fs.DirEntry) error) error {
	return filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && !d.Type().IsRegular() {
			return fmt.Errorf("%s is no regular file", file)
		}
		inside, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		return visit(path.Join(filepath.Base(folder), filepath.ToSlash(inside)), file, d)
	})
}

// copyFile writes the content of a file to w.
func copyFile(w io.Writer, file string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(w, in)
	return err
}

func writeTar(out io.Writer, folder string) error {
	packed, err := gzip.NewWriterLevel(out, gzip.BestCompression)
	if err != nil {
		return err
	}
	w := tar.NewWriter(packed)
	err = walk(folder, func(name, file string, d fs.DirEntry) error {
		h := &tar.Header{Name: name, Mode: mode(name, d.IsDir()), ModTime: anyDay(), Format: tar.FormatUSTAR, Typeflag: tar.TypeReg}
		if d.IsDir() {
			h.Name, h.Typeflag = name+"/", tar.TypeDir
			return w.WriteHeader(h)
		}
		st, err := d.Info()
		if err != nil {
			return err
		}
		h.Size = st.Size()
		if err := w.WriteHeader(h); err != nil {
			return err
		}
		return copyFile(w, file)
	})
	return cmp.Or(err, w.Close(), packed.Close())
}

func writeZip(out io.Writer, folder string) error {
	w := zip.NewWriter(out)
	err := walk(folder, func(name, file string, d fs.DirEntry) error {
		if d.IsDir() {
			return nil
		}
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: anyDay()}
		h.SetMode(fs.FileMode(mode(name, false)))
		to, err := w.CreateHeader(h)
		if err != nil {
			return err
		}
		return copyFile(to, file)
	})
	return cmp.Or(err, w.Close())
}

// writeSums writes the SHA-256 of each file right in a folder, as `sha256sum -c` and
// `shasum -a 256 -c` read them.
func writeSums(out io.Writer, folder string) error {
	return walk(folder, func(_, file string, d fs.DirEntry) error {
		switch {
		case d.IsDir() && file != folder:
			return fs.SkipDir
		case d.IsDir() || d.Name() == "SHA256SUMS":
			return nil
		}
		sum := sha256.New()
		if err := copyFile(sum, file); err != nil {
			return err
		}
		_, err := fmt.Fprintf(out, "%x  %s\n", sum.Sum(nil), d.Name())
		return err
	})
}
