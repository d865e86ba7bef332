package rst

import (
	"strings"
	"unicode/utf8"

	"lectern/lessons/doc"
)

// addresses emits plain text in which standalone addresses are links (RST
// spec, "Standalone Hyperlinks").
func (in *inliner) addresses(s string) {
	done := 0
	var run uriRun
	for i := 0; i < len(s); {
		j := strings.IndexAny(s[i:], ":@")
		if j < 0 {
			break
		}
		i += j
		var start, end int
		var uri string
		if s[i] == ':' {
			start, end = schemeBefore(s, done, i), 0
			if start >= 0 {
				end = run.end(s, i+1)
			}
			if end > 0 {
				uri = unescape(s[start:end])
			}
		} else if start, end = mailAround(s, done, i); end > 0 {
			uri = "mailto:" + unescape(s[start:end])
		}
		if end <= 0 {
			i++
			continue
		}
		in.plainText(s[done:start])
		in.emit(&doc.Link{Target: strings.Clone(uri), Content: words(shown(s[start:end]))})
		done, i = end, end
	}
	in.plainText(s[done:])
}

// schemeBefore returns where the scheme that ends with the colon at i begins,
// -1 if there is none that is registered.
func schemeBefore(s string, from, i int) int {
	start := -1
	for j := i - 1; j >= from && i-j <= 32; j-- {
		c := s[j]
		if isAlphaByte(c) && boundary(s, from, j) {
			start = j
		}
		if !isAlnumByte(c) && c != '.' && c != '+' && c != '-' {
			break
		}
	}
	if start < 0 || !isScheme(s[start:i]) {
		return -1
	}
	return start
}

// boundary tells whether markup may start at i of a text that begins at from.
func boundary(s string, from, i int) bool {
	if i == from {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return opensMarkup(r)
}

const (
	uriMarks  = "-_.!~*'()[];/:@&=+$,%\x00" // besides letters and digits
	uriLast   = "_~*/=+"                    // of these, what an address may end with
	mailMarks = "-_!~*'{|}/#?^`&=+$%\x00"
)

func isURIByte(c byte) bool  { return isAlnumByte(c) || strings.IndexByte(uriMarks, c) >= 0 }
func isMailByte(c byte) bool { return isAlnumByte(c) || strings.IndexByte(mailMarks, c) >= 0 }

// uriRun remembers the run of address characters looked at last and where an
// address in it ends, which does not depend on where it begins.
type uriRun struct{ stop, best int }

// end returns where the address whose part behind the colon begins at i ends,
// 0 if there is none.
func (r *uriRun) end(s string, i int) int {
	if i >= r.stop {
		r.stop = i
		for r.stop < len(s) && isURIByte(s[r.stop]) {
			r.stop++
		}
		r.best = r.longest(s, i)
	}
	// At least one character must stand behind the slashes.
	j := i
	for j < len(s) && j < i+2 && s[j] == '/' {
		j++
	}
	if r.best > j || r.best > i && r.best == j && j > i {
		return r.best
	}
	return 0
}

func (r *uriRun) longest(s string, from int) int {
	if r.stop > from && endsURI(s, r.stop) {
		end := r.stop
		for _, mark := range []byte("?#") {
			if end >= len(s) || s[end] != mark {
				continue
			}
			if e := partEnd(s, end+1); e > 0 {
				end = e
			}
		}
		if end > r.stop {
			r.stop = end
			return end
		}
	}
	for end := r.stop; end > from; end-- {
		if endsURI(s, end) && mayEndAt(s, end) {
			return end
		}
	}
	return 0
}

// partEnd returns where a query or a fragment that begins at i ends, 0 if there is none.
func partEnd(s string, i int) int {
	stop := i
	for stop < len(s) && isURIByte(s[stop]) {
		stop++
	}
	for end := stop; end > i; end-- {
		if endsURI(s, end) && (mayEndAt(s, end) || end < len(s) && s[end] == '#') {
			return end
		}
	}
	return 0
}

// endsURI tells whether an address may end before i: at a letter or a digit or
// one of a few marks, or at anything before ">".
func endsURI(s string, i int) bool {
	c := s[i-1]
	return isAlnumByte(c) || strings.IndexByte(uriLast, c) >= 0 || i < len(s) && s[i] == '>' && isURIByte(c)
}

// mailAround returns the bounds of the mail address around the @ at i.
func mailAround(s string, from, i int) (start, end int) {
	if i == from || s[i-1] == 0 || s[i-1] == '.' {
		return 0, 0
	}
	start = -1
	for j := i - 1; j >= from && isMailByte(s[j]); j-- {
		if boundary(s, from, j) {
			start = j
		}
		if j > from && s[j-1] == '.' {
			if j-1 == from || !isMailByte(s[j-2]) {
				break
			}
			j--
		}
	}
	if start < 0 {
		return 0, 0
	}
	stop := i + 1
	for stop < len(s) && (isMailByte(s[stop]) || s[stop] == '.' && stop > i+1) {
		stop++
	}
	for end = stop; end > i+2; end-- {
		if endsURI(s, end) && mayEndAt(s, end) {
			return start, end
		}
	}
	return 0, 0
}

// mailto adds the scheme to what is a mail address and nothing else.
func mailto(uri string) string {
	i := strings.IndexByte(uri, '@')
	if i <= 0 || strings.IndexByte(uri, ':') >= 0 {
		return uri
	}
	if start, end := mailAround(uri, 0, i); start == 0 && end == len(uri) {
		return "mailto:" + uri
	}
	return uri
}

// addressAt returns the end of the standalone address at i, 0 if there is none.
func addressAt(s string, i int) int {
	j := strings.IndexAny(s[i:], ":@")
	if j < 0 {
		return 0
	}
	j += i
	if s[j] == '@' {
		if start, end := mailAround(s, i, j); start == i {
			return end
		}
		return 0
	}
	if schemeBefore(s, i, j) != i {
		return 0
	}
	var run uriRun
	return run.end(s, j+1)
}

// isScheme tells whether an address scheme is registered (IANA, "URI
// Schemes"), or so widely used that pages rely on it.
func isScheme(s string) bool {
	const known = " about acap aim callto cid crid data dav dict dns fax feed file finger ftp geo git go gopher h323 hdl http https " +
		"im imap info ipp irc ircs iris.beep jabber jar javascript jdbc ldap ldaps lsid magnet mailbox mailserver mailto md5 mid " +
		"modem mtqp mupdate news nfs nntp opaquelocktoken phone pop pop3 pres printer prospero res rsync rtsp rvp rwhois rx " +
		"secondlife service sftp shttp sip sips skype smb sms snews snmp soap.beep soap.beeps spotify ssh steam svn svn+ssh " +
		"t120 tag tcp tel telephone telnet tftp tip tn3270 tv udp urn uuid vemmi view-source wais whois++ ws wss x-man-page " +
		"xmlrpc.beep xmlrpc.beeps xmpp xri z39.50r z39.50s "
	if s == "" || strings.IndexByte(s, ' ') >= 0 {
		return false
	}
	return strings.Contains(known, " "+strings.ToLower(s)+" ")
}
