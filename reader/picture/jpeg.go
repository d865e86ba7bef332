package picture

import (
	"bytes"
	"encoding/binary"
	"errors"

	"lectern/reader/words"
)

// maxScans is how often a JPEG may go over its pixels. Encoders use about ten;
// a file of a few kilobytes could ask for thousands, of seconds each.
const maxScans = 64

// scans returns an error for a JPEG that would keep the decoder busy for long. The marker stands in
// the file once for each scan; inside the data of one it cannot stand (ITU T.81,
// B.1.1.5), so that counting it is enough.
func (i Info) scans(data []byte) error {
	if i.Kind == JPEG && bytes.Count(data, []byte{0xFF, 0xDA}) > maxScans {
		return errors.New(words.T("the JPEG file has too many scans"))
	}
	return nil
}

// markers reads the segments of a JPEG before its first scan: whether it is
// progressive, and which way up it is to be shown, from 1 to 8 as Exif counts.
func markers(data []byte) (progressive bool, orientation int) {
	orientation = 1
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xFF {
			return progressive, orientation
		}
		marker := data[at+1]
		if marker == 0xFF { // a fill byte
			at++
			continue
		}
		if marker == 0x01 || 0xD0 <= marker && marker <= 0xD8 { // no length follows
			at += 2
			continue
		}
		size := int(binary.BigEndian.Uint16(data[at+2:]))
		body := data[at+4 : min(max(at+2+size, at+4), len(data))]
		switch marker {
		case 0xC2:
			progressive = true
		case 0xE1:
			if o := exifOrientation(body); o > 0 {
				orientation = o
			}
		case 0xD9, 0xDA:
			return progressive, orientation
		}
		at += 2 + max(size, 2)
	}
	return progressive, orientation
}

// exifOrientation returns tag 0x0112 of an Exif segment (CIPA DC-008, 4.6.4), 0
// if there is none.
func exifOrientation(b []byte) int {
	b, ok := bytes.CutPrefix(b, []byte("Exif\x00\x00"))
	if !ok || len(b) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return 0
	}
	n := int(order.Uint16(b[at:]))
	const entry = 12
	for e := b[at+2:]; n > 0 && len(e) >= entry; n, e = n-1, e[entry:] {
		if order.Uint16(e) == 0x0112 {
			if o := int(order.Uint16(e[8:])); 1 <= o && o <= 8 {
				return o
			}
			return 0
		}
	}
	return 0
}
