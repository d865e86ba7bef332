package rst

import (
	"strings"
	"time"
)

// now is the time that the "date" directive shows.
func (p *parser) now() time.Time {
	if p.opt.Now.IsZero() {
		return time.Now()
	}
	return p.opt.Now
}

// strftime writes a time in the notation of the C function of that name, which
// the "date" directive uses. Unknown conversions stay as they are.
func strftime(t time.Time, format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		if format[i] == '%' {
			b.WriteByte('%')
		} else if layout := layoutOf(format[i]); layout != "" {
			b.WriteString(t.Format(layout))
		} else {
			b.WriteString(format[i-1 : i+1])
		}
	}
	return b.String()
}

func layoutOf(c byte) string {
	switch c {
	case 'Y':
		return "2006"
	case 'y':
		return "06"
	case 'm':
		return "01"
	case 'd':
		return "02"
	case 'e':
		return "_2"
	case 'H':
		return "15"
	case 'I':
		return "03"
	case 'M':
		return "04"
	case 'S':
		return "05"
	case 'p':
		return "PM"
	case 'B':
		return "January"
	case 'b', 'h':
		return "Jan"
	case 'A':
		return "Monday"
	case 'a':
		return "Mon"
	case 'j':
		return "002"
	case 'z':
		return "-0700"
	case 'Z':
		return "MST"
	case 'F':
		return "2006-01-02"
	case 'T', 'X':
		return "15:04:05"
	case 'x', 'D':
		return "01/02/06"
	case 'c':
		return "Mon Jan _2 15:04:05 2006"
	}
	return ""
}
