package macho

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
)

// What of cs_blobs.h is needed. These numbers are big-endian.
const (
	superBlob     = 0xfade0cc0 // CSMAGIC_EMBEDDED_SIGNATURE
	codeDirectory = 0xfade0c02
	requirements  = 0xfade0c01
	wrapper       = 0xfade0b01 // CSMAGIC_BLOBWRAPPER, of the signature of a certificate

	slotDirectory    = 0
	slotRequirements = 2
	slotWrapper      = 0x10000

	version     = 0x20400
	adhoc       = 0x2 // CS_ADHOC; without CS_LINKER_SIGNED, which newer systems do not take from everybody
	hashSHA256  = 2
	pageBits    = 12
	pageSize    = 1 << pageBits
	mainBinary  = 1  // CS_EXECSEG_MAIN_BINARY
	directory   = 88 // bytes of a CodeDirectory of that version before its texts
	special     = 2  // hashes of the Info.plist, which there is not, and of the requirements
	emptyBlobs  = 12 + 8
	superLength = 12 + 3*8
)

// identifier is what the program is called in its signature.
const identifier = "lectern"

// signatureSize returns how many bytes the signature of a program takes that ends at end.
func signatureSize(end int64) int64 {
	n := superLength + directoryLen(end) + emptyBlobs
	return (n + align - 1) / align * align
}

func directoryLen(end int64) int64 {
	return directory + int64(len(identifier)) + 1 + sha256.Size*(special+pages(end))
}

func pages(end int64) int64 { return (end + pageSize - 1) / pageSize }

// Add writes a program to dst with what is added inside it, signed over: program is its bytes up
// to i.End or to where it ended before something was added, which is end; n is how many bytes
// added has. It returns where they begin: right behind end, but for less than 16 bytes of zeros,
// so that they end where the signature begins.
func (i *Image) Add(dst io.Writer, program io.ReaderAt, end int64, added io.Reader, n int64) (at int64, err error) {
	whole := (end + n + align - 1) / align * align
	at = whole - n
	size := signatureSize(whole)
	head, err := i.grown(whole, size)
	if err != nil {
		return 0, err
	}
	p := &pageHasher{w: dst, page: sha256.New()}
	if _, err := p.Write(head); err != nil {
		return 0, err
	}
	rest := io.NewSectionReader(program, int64(len(head)), end-int64(len(head)))
	for _, r := range []io.Reader{rest, io.LimitReader(zeros{}, at-end), io.LimitReader(added, n)} {
		if _, err := io.Copy(p, r); err != nil {
			return 0, err
		}
	}
	if p.n != whole {
		return 0, io.ErrUnexpectedEOF
	}
	_, err = dst.Write(i.signed(p.hashes(), whole, size))
	return at, err
}

// Offset returns where n bytes will begin that are added to a program that ends at end.
func Offset(end, n int64) int64 { return (end+n+align-1)/align*align - n }

// pageHasher passes on what is written and hashes each page of it.
type pageHasher struct {
	w    io.Writer
	n    int64
	page hash.Hash
	done []byte
}

func (p *pageHasher) Write(b []byte) (int, error) {
	n, err := p.w.Write(b)
	for b := b[:n]; len(b) > 0; {
		room := min(len(b), pageSize-int(p.n%pageSize))
		p.page.Write(b[:room])
		b, p.n = b[room:], p.n+int64(room)
		if p.n%pageSize == 0 {
			p.next()
		}
	}
	return n, err
}

func (p *pageHasher) next() {
	p.done = p.page.Sum(p.done)
	p.page.Reset()
}

// hashes returns the hashes of all pages; the last one is of the bytes that there are.
func (p *pageHasher) hashes() []byte {
	if p.n%pageSize != 0 {
		p.next()
	}
	return p.done
}

// signed returns the signature of a program that ends at end, with the hashes of its pages.
func (i *Image) signed(hashes []byte, end, size int64) []byte {
	be := binary.BigEndian
	empty := make([]byte, emptyBlobs)
	put(empty, requirements, 12, 0)
	put(empty[12:], wrapper, 8)
	length := directoryLen(end)
	out := make([]byte, size)
	put(out, superBlob, uint32(superLength+length+emptyBlobs), 3,
		slotDirectory, superLength,
		slotRequirements, uint32(superLength+length),
		slotWrapper, uint32(superLength+length+12))
	d := out[superLength:]
	texts := directory + len(identifier) + 1
	put(d, codeDirectory, uint32(length), version, adhoc,
		uint32(texts+special*sha256.Size), directory, special, uint32(pages(end)), uint32(end))
	d[36], d[37], d[39] = sha256.Size, hashSHA256, pageBits
	be.PutUint64(d[72:], i.text)
	be.PutUint64(d[80:], mainBinary)
	copy(d[directory:], identifier)
	required := sha256.Sum256(empty[:12])
	copy(d[texts:], required[:]) // slot -2; slot -1 stays zero: there is no Info.plist
	copy(d[texts+special*sha256.Size:], hashes)
	copy(out[superLength+length:], empty)
	return out
}

// put writes numbers one behind the other.
func put(b []byte, numbers ...uint32) {
	for i, n := range numbers {
		binary.BigEndian.PutUint32(b[4*i:], n)
	}
}

// zeros reads as zeros without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}
