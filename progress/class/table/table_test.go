package table

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// TestWriter holds that no cell is a formula, an escape sequence or a row of its own.
func TestWriter(t *testing.T) {
	var b strings.Builder
	w := New(&b)
	w.Row("=1+1", "+x", "-x", "@x", "|x", "%x", "-1.50", "a,b", `say "x"`, "a\nb", "\x1b[2Jc\u202ed", "    Points Possible")
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	const want = `'=1+1,'+x,'-x,'@x,'|x,'%x,-1.50,"a,b","say ""x""","a
b",[2Jcd,    Points Possible
`
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	s, err := Read([]byte(b.String()))
	if err != nil || s.Header[0] != "=1+1" || s.Header[6] != "-1.50" || s.Header[8] != `say "x"` || s.Header[9] != "a\nb" {
		t.Errorf("read back: %q, %v", s.Header, err)
	}
}

func TestRead(t *testing.T) {
	utf16 := string(wide("\uFEFFName\tID\r\nÅsa\t7\r\n", false))
	for _, src := range []string{"Name,ID\nÅsa,7\n", "\uFEFFName;ID\r\n\r\n;\r\n\"Åsa\"; 7 ", utf16, "Name;ID\n\xc5sa;7\n"} {
		s, err := Read([]byte(src))
		if got := fmt.Sprint(s.Header, s.Rows, err); got != "[Name ID] [[Åsa 7]] <nil>" {
			t.Errorf("%q: %s", src, got)
		}
	}
	s := Sheet{Header: []string{"E-mail Address", "ID number"}}
	if s.Column("id", "ID-Number") != 1 || s.Column("emailaddress") != 0 || s.Column("name") != -1 {
		t.Error("columns are found by what their names say")
	}
}

// wide writes a text in UTF-16.
func wide(s string, big bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// TestFill fills in the tables of three gradebooks; nothing but the cells of the column may change.
func TestFill(t *testing.T) {
	ids := map[string]int{"s-104": 0, "ben@example.org": 1, "17": 2}
	f := Filler{
		Student: func(c string) (int, bool) {
			if i, ok := ids[strings.ToLower(c)]; ok {
				return i, true
			}
			if c == "Otto, Cy" {
				return 2, false
			}
			return -1, false
		},
		Named: func(first, last string) int {
			if first == "Cy" && last == "Otto" {
				return 2
			}
			return -1
		},
		Percent: func(i int) (float64, bool) { return []float64{85, 7.5, 100}[i], true },
	}
	for name, c := range map[string]struct{ src, column, want, unknown string }{
		"Moodle": {
			"\uFEFFFirst name,Surname,ID number,Email address,Quiz: Pumps (Real),Total\r\nAna,Silva,S-104,a@example.org,-,17\r\n\"Ben \"\"B\"\"\",Ek,,Ben@example.org,\"\",9\r\nCy,Otto,,,,\r\nDee,Poe,9,d@example.org,12.00,17",
			"Quiz: Pumps (Real)",
			"\uFEFFFirst name,Surname,ID number,Email address,Quiz: Pumps (Real),Total\r\nAna,Silva,S-104,a@example.org,85.00,17\r\n\"Ben \"\"B\"\"\",Ek,,Ben@example.org,\"7.50\",9\r\nCy,Otto,,,100.00,\r\nDee,Poe,9,d@example.org,12.00,17",
			"[Dee Poe] []",
		},
		"Canvas": {
			"Student,ID,SIS User ID,SIS Login ID,Section,Pumps (77)\n    Points Possible,,,,,20\n\"Silva, Ana\",1,s-104,,Lab,\n\"Otto, Cy\",2,,,Lab,3\n",
			"Pumps",
			"Student,ID,SIS User ID,SIS Login ID,Section,Pumps (77)\n    Points Possible,,,,,20\n\"Silva, Ana\",1,s-104,,Lab,17.00\n\"Otto, Cy\",2,,,Lab,20.00\n",
			"[] []",
		},
		"semicolons, old charset": {
			"Anmeldename;Nachn\xe4me;Note\r\ns-104;Silva;\r\n17;Otto\r\n", "Note",
			"Anmeldename;Nachn\xe4me;Note\r\ns-104;Silva;85.00\r\n17;Otto\r\n", "[] [2]",
		},
	} {
		got, done, err := Fill([]byte(c.src), f.in(c.column))
		if diff := cmp.Diff(c.want, string(got)); diff != "" || err != nil || fmt.Sprint(done.Unknown, done.Short) != c.unknown {
			t.Errorf("%s: %v, unknown %q\n%s", name, err, done.Unknown, diff)
		}
	}
	// Blackboard: UTF-16 with tabs, and the points in the header.
	for _, big := range []bool{false, true} {
		src := "\uFEFF\"Last Name\"\t\"Username\"\t\"Pumps [Total Pts: 20 Score] |123456\"\n\"Silva\"\t\"s-104\"\t\"\"\n"
		got, _, err := Fill(wide(src, big), f.in("Pumps"))
		want := wide(strings.Replace(src, "\t\"\"\n", "\t\"17.00\"\n", 1), big)
		if string(got) != string(want) || err != nil {
			t.Errorf("big %v: %q, %v", big, got, err)
		}
	}
	if _, _, err := Fill([]byte("a,b\n1,2\n"), f.in("c")); !errors.As(err, new(NoColumn)) || !strings.Contains(err.Error(), `["a" "b"]`) {
		t.Error(err)
	}
}

func (f Filler) in(column string) Filler {
	f.Column = column
	return f
}

// FuzzFill holds that whatever comes, the rows stay and nothing but the column changes.
func FuzzFill(f *testing.F) {
	for _, s := range []string{"id,g\n1,\n", "\uFEFFid;g\r\n\"1\";\"\"\r\n", "\xff\xfei\x00,\x00g\x00\n\x001\x00,\x00", `id,g
1,"a""b`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		fill := Filler{
			Column:  "g",
			Student: func(c string) (int, bool) { return map[bool]int{true: 0, false: -1}[c == "1"], c == "1" },
			Named:   func(string, string) int { return -1 },
			Percent: func(int) (float64, bool) { return 50, true },
		}
		got, done, err := Fill(src, fill)
		if err != nil {
			return
		}
		before, after := open(src), open(got)
		if len(before.rows) != len(after.rows) {
			t.Fatalf("%d rows, then %d", len(before.rows), len(after.rows))
		}
		if done.Cells == 0 && string(got) != string(src) {
			t.Fatal("changed without a cell that was filled in")
		}
		again, _, err := Fill(got, fill)
		if string(again) != string(got) || err != nil {
			t.Fatalf("filled in again: %q, then %q, %v", got, again, err)
		}
	})
}
