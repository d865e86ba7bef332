package epub

import "strings"

// Protected reports whether pages of the book are encrypted, so that only the program of the shop that
// sold it can read them. Fonts may be garbled (EPUB 3.3, 4.2.6.3.2): that does not matter here.
func Protected(read Read) bool {
	if _, err := read("META-INF/sinf.xml", 1); err == nil { // Apple's
		return true
	}
	src, err := read("META-INF/encryption.xml", maxFile)
	if err != nil {
		return false
	}
	for _, e := range parse(src).all("EncryptedData") {
		method := ""
		for _, m := range e.all("EncryptionMethod") {
			method = m.attrs["Algorithm"]
			break // the first is the data's own
		}
		switch method {
		case "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC":
			continue
		}
		for _, ref := range e.all("CipherReference") {
			if !isFont(ref.attrs["URI"]) {
				return true
			}
		}
	}
	return false
}

func isFont(name string) bool {
	name = strings.ToLower(name)
	for _, suffix := range []string{".ttf", ".otf", ".woff", ".woff2", ".ttc"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}
