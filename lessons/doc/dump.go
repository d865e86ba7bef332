package doc

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Dump writes blocks as an indented outline, one node a line with its source
// line, for tests and for looking at what a parser made. The form is for
// people: it may change.
//
// Fields are taken from the types by reflection, so that a new field of a
// block shows in every golden file without a line of code here.
func Dump(blocks []Block) string {
	var b strings.Builder
	for _, bl := range blocks {
		dump(&b, reflect.ValueOf(bl), 0)
	}
	return b.String()
}

var inlineRuns = reflect.TypeFor[[]Inline]()

// dump writes a struct (or a pointer to one) as a head line with its plain
// fields, then its lists of children below it.
func dump(b *strings.Builder, v reflect.Value, depth int) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	pad := strings.Repeat("  ", depth)
	fmt.Fprintf(b, "%s%s", pad, v.Type().Name())
	var below []int
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case f.IsZero():
		case name == "At" || name == "Line":
			fmt.Fprintf(b, " @%d", f.Int())
		case f.Type() == inlineRuns:
			fmt.Fprintf(b, " %s=%s", name, dumpInlines(f.Interface().([]Inline)))
		case f.Kind() == reflect.Struct:
			below = append(below, i)
		case f.Kind() == reflect.Slice && f.Type().Elem() == inlineRuns:
			for j := range f.Len() {
				fmt.Fprintf(b, " %s=%s", name, dumpInlines(f.Index(j).Interface().([]Inline)))
			}
		case f.Kind() == reflect.Slice && f.Type().Elem().Kind() != reflect.String:
			below = append(below, i)
		case f.Kind() == reflect.String:
			fmt.Fprintf(b, " %s=%s", name, strconv.Quote(f.String()))
		default:
			fmt.Fprintf(b, " %s=%v", name, f.Interface())
		}
	}
	b.WriteByte('\n')
	for _, i := range below {
		f, name := v.Field(i), v.Type().Field(i).Name
		if f.Kind() == reflect.Struct {
			dump(b, f, depth+1)
			continue
		}
		in := depth + 1
		if name != "Blocks" && name != "Items" && name != "Cells" && name != "Lines" {
			fmt.Fprintf(b, "%s  %s:\n", pad, name)
			in++
		}
		for j := range f.Len() {
			dump(b, f.Index(j), in)
		}
	}
}

// dumpInlines writes running text in a notation like the constructors' names:
// "plain" em("x") link("text" -> "target").
func dumpInlines(text []Inline) string {
	parts := make([]string, len(text))
	for i, in := range text {
		parts[i] = dumpInline(in)
	}
	return "[" + strings.Join(parts, " ") + "]"
}

var styleNames = [...]string{"em", "strong", "strike", "sub", "sup", "title", "kbd", "ins", "mark"}

func dumpInline(in Inline) string {
	q := strconv.Quote
	switch in := in.(type) {
	case *Text:
		return q(in.Value)
	case *Styled:
		return styleNames[in.Style] + dumpInlines(in.Content)
	case *Literal:
		return "code(" + q(in.Value) + ")"
	case *Math:
		return "math(" + q(in.Value) + ")"
	case *Link:
		ref := ""
		if in.Ref != "" {
			ref = in.Ref + ":"
		}
		return "link(" + dumpInlines(in.Content) + " -> " + q(ref+in.Target) + ")"
	case *Image:
		s := "image(" + q(in.Source) + " " + q(in.Alt)
		if in.Title != "" {
			s += " title " + q(in.Title)
		}
		if in.Target != "" {
			s += " -> " + q(in.Target)
		}
		return s + ")"
	case *FootnoteRef:
		kind := "note"
		if in.Citation {
			kind = "cite"
		}
		return kind + "(" + q(in.Label) + " -> " + q(in.ID) + ")"
	case *LineBreak:
		return "break"
	case *Target:
		return "target(" + q(in.ID) + ")"
	}
	return fmt.Sprintf("%T", in)
}
