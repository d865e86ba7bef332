#!/bin/sh
# Makes a release of Lectern: one program for each system, archives, checksums.
#
#   ./release.sh VERSION [FOLDER]        FOLDER is dist/VERSION when left out
#
# Linux and Windows programs have SQLite in C where a cross compiler is found,
# and the SQLite that was translated to Go where none is; both keep the same
# record. On Debian the cross compilers come with
#
#   apt-get install gcc musl-tools gcc-aarch64-linux-gnu libc6-dev-arm64-cross \
#       gcc-x86-64-linux-gnu libc6-dev-amd64-cross gcc-mingw-w64-x86-64
#
# (each machine needs only those that are not its own). With musl, the C library of
# musl-tools, a program for Linux is 0.8 MB smaller than with glibc and starts quicker;
# without it glibc is taken. macOS, and Windows on
# arm64, have no cross compiler there and use the translation.
#
# Needed are Go and a shell with grep, cp and gzip, as Linux, macOS and Git for Windows
# have them. A system takes one to three minutes; TARGETS="linux/amd64 windows/amd64"
# makes some only.
#
# The same source, Go and C compilers give the same bytes: paths are trimmed,
# nothing holds a date, archives are sorted and owned by nobody.
#
# Beside them lie Debian packages, and in FOLDER/packages what Homebrew, Scoop, winget and the Arch
# User Repository want to know (.ci/packages). ADDRESS=https://... says where the release will be
# fetched from; without it the files say https://ADDRESS, to be replaced. docs/install.md says which other names
# are the owner's to put in.
#
# The bare programs in FOLDER are what `lectern build --all-platforms --bases
# FOLDER` attaches a course to.
set -eu
export LC_ALL=C TZ=UTC
umask 022

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
	echo "usage: ./release.sh VERSION [FOLDER]" >&2
	exit 2
fi
version=$1
case $version in
'' | *[!0-9A-Za-z.+-]*)
	echo "release.sh: a version has letters, digits, dots, + and - only: $version" >&2
	exit 2
	;;
esac
cd "$(dirname "$0")"
rm -f rsrc_windows_*.syso # of a run that was killed: Windows would show its version
out=${2:-dist/$version}
if [ -e "$out" ]; then
	echo "release.sh: $out exists; take it away first" >&2
	exit 1
fi
if ! command -v go >/dev/null; then
	echo "release.sh: go is missing: https://go.dev/dl/ has it" >&2
	exit 1
fi
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"; rm -f rsrc_windows_*.syso' EXIT

# The version is set twice: in the program's own words, and as a mark that
# `lectern build` finds in programs for other systems.
flags="-s -w -funcalign=16 -X lectern/cli.release=$version -X 'lectern/embed.stamp=lectern-release:$version;'"

# Functions are copied to where they are called only in what reads, sets and draws pages,
# where it makes the program quicker. Elsewhere it only makes it larger, by 1.3 MB.
lean() {
	for rooms in lectern/... archive/... crypto/... database/... debug/... encoding/... html image/... internal/zstd math/big net/... os/... \
		text/... filippo.io/... go.yaml.in/yaml/v3 golang.org/x/crypto/... golang.org/x/net/html/... golang.org/x/text/... \
		github.com/fsnotify/... github.com/mattn/go-sqlite3 github.com/pelletier/go-toml/v2/... github.com/rivo/tview \
		github.com/spf13/... github.com/yuin/goldmark/... regexp/syntax time; do
		printf '%s\n' "-gcflags=$rooms=-l"
	done
	for rooms in lessons/text lessons/doc reader/typeset reader/terminal reader/picture; do
		printf '%s\n' "-gcflags=lectern/$rooms="
	done
}

# compiler SYSTEM PROCESSOR: the C compiler for it, nothing if there is none.
compiler() {
	case $1/$2 in
	linux/amd64) set -- x86_64-linux-musl-gcc x86_64-linux-gnu-gcc ;;
	linux/arm64) set -- aarch64-linux-musl-gcc aarch64-linux-gnu-gcc ;;
	windows/amd64) set -- x86_64-w64-mingw32-gcc ;;
	*) return 0 ;;
	esac
	for cc; do
		command -v "$cc" && return 0
	done
	return 0
}

# resource PROCESSOR: the icon and the version that Windows shows of a program, as a file that
# the go command links. They take 10 KB.
resource() {
	[ -e "$work/winres" ] || go build -modfile=.ci/tools.mod -o "$work/winres" github.com/tc-hib/go-winres
	numbers=${version#v}
	numbers=${numbers%%[-+]*}
	case $numbers in
	*[!0-9.]* | '') numbers=0.0.0 ;;
	esac
	"$work/winres" simply --arch "$1" --manifest cli --icon .ci/icon.png --product-name Lectern \
		--file-description "Lectern, a reader for courses" --original-filename lectern.exe \
		--product-version "$numbers" --file-version "$numbers" --copyright "The Lectern authors"
}

# program SYSTEM PROCESSOR: builds it, and prints its path.
program() {
	system=$1 processor=$2
	suffix=
	if [ "$system" = windows ]; then
		suffix=.exe
		resource "$processor"
	fi
	file=$out/lectern-$version-$system-$processor$suffix
	cc=$(compiler "$system" "$processor")
	if [ -n "$cc" ]; then
		# musl gives threads a stack of 128 KB where nothing is said; glibc gives them 8 MB.
		link="$flags -linkmode external -extldflags '-static -Wl,--build-id=none -Wl,-z,stack-size=2097152'"
		# Nothing unwinds SQLite's stack: the tables for that are 0.1 MB. On Windows the system itself wants them.
		unwind=-fno-asynchronous-unwind-tables
		[ "$system" = windows ] && unwind=
		[ "$system" = windows ] && link="$flags -linkmode external -extldflags '-static -Wl,--no-insert-timestamp'"
		CGO_ENABLED=1 CC=$cc CGO_CFLAGS="-Os $unwind -include $PWD/.ci/sqlite.h -ffile-prefix-map=$PWD=. -ffile-prefix-map=$(go env GOMODCACHE)=mod" \
			GOOS=$system GOARCH=$processor \
			go build -trimpath -tags netgo,osusergo,sqlite_omit_load_extension -ldflags "$link" $(lean) -o "$file" .
	else
		CGO_ENABLED=0 GOOS=$system GOARCH=$processor \
			go build -trimpath -ldflags "$flags" $(lean) -o "$file" .
	fi
	rm -f rsrc_windows_*.syso
	# macOS kills some programs that carry nothing but a linker's signature.
	[ "$system" = darwin ] && "$work/sign" "$file"
	# Without the mark, `lectern build` could not tell which version it attaches to.
	if ! grep -q -a -F "lectern-release:$version;" "$file"; then
		echo "release.sh: $file does not hold its version" >&2
		exit 1
	fi
	echo "$file"
}

# What goes into every archive beside the program.
common=$work/common
mkdir -p "$common/completions" "$common/man/man1"
CGO_ENABLED=0 go build -trimpath -ldflags "$flags" -o "$work/lectern" .
"$work/lectern" man >"$common/man/man1/lectern.1"
"$work/lectern" completion bash >"$common/completions/lectern.bash"
"$work/lectern" completion zsh >"$common/completions/_lectern"
"$work/lectern" completion fish >"$common/completions/lectern.fish"
"$work/lectern" completion powershell >"$common/completions/lectern.ps1"
cat >"$common/lectern.desktop" <<'EOF'
[Desktop Entry]
Type=Application
Name=Lectern
GenericName=Course reader
Comment=Read a course in the terminal, answer its questions
Exec=lectern %f
Terminal=true
Categories=Education;
Keywords=course;quiz;reader;
MimeType=text/markdown;text/x-rst;application/epub+zip;
EOF
for file in README.md LICENSE CHANGELOG.md docs; do
	if [ -e $file ]; then
		cp -R $file "$common/"
	fi
done
go build -o "$work/pack" ./.ci/pack

# archive SYSTEM PROCESSOR PROGRAM: packs it with what is common.
archive() {
	name=lectern-$version-$1-$2
	cp -R "$common" "$work/$name"
	suffix=
	[ "$1" = windows ] && suffix=.exe
	cp "$3" "$work/$name/lectern$suffix"
	kind=tar.gz
	[ "$1" = windows ] && kind=zip
	"$work/pack" "$work/$name" "$out/$name.$kind"
	rm -rf "${work:?}/$name"
}

# debian PROCESSOR PROGRAM: makes the Debian package of a program.
debian() {
	mkdir "$work/deb"
	cp -R "$common/." "$work/deb"
	cp "$2" "$work/deb/lectern"
	gzip -9nc "$common/man/man1/lectern.1" >"$work/deb/lectern.1.gz"
	gzip -9nc "$common/CHANGELOG.md" >"$work/deb/changelog.gz"
	(cd "$work/deb" && SOURCE_DATE_EPOCH=315532800 "$work/nfpm" package --config "$out/packages/nfpm-$1.yaml" --packager deb --target "$out" >/dev/null)
	rm -rf "$work/deb"
}

go build -o "$work/sign" ./.ci/sign
for target in ${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64}; do
	system=${target%/*} processor=${target#*/}
	file=$(program "$system" "$processor")
	archive "$system" "$processor" "$file"
	how="SQLite in Go"
	[ -n "$(compiler "$system" "$processor")" ] && how="SQLite in C"
	printf '%-15s %9d bytes, %s\n' "$target" "$(wc -c <"$file")" "$how"
done
"$work/pack" "$out" "$out/SHA256SUMS"
case ${version#v} in
[0-9]*)
	go run ./.ci/packages "$version" "$out" "${ADDRESS:-https://ADDRESS}"
	for processor in amd64 arm64; do
		file=$out/lectern-$version-linux-$processor
		[ -e "$file" ] || continue
		[ -e "$work/nfpm" ] || go build -modfile=.ci/tools.mod -o "$work/nfpm" github.com/goreleaser/nfpm/v2/cmd/nfpm
		debian "$processor" "$file"
	done
	"$work/pack" "$out" "$out/SHA256SUMS" # with the packages
	;;
*) echo "release.sh: no packages: their versions begin with a number, and $version does not" >&2 ;;
esac
echo "$out"
