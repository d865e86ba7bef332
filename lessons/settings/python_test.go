package settings

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Of a settings file in Python plain data is read, and nothing else.
func TestReadPython(t *testing.T) {
	p := ReadPython([]byte("\ufeff" + `# project = "no"
import os; os.system("never")
project = 'Pumps' # of iron
version: str = release = "1." '2'
full = "v" + version
rst_epilog = """
.. |tool| replace:: Hammer \
and tongs
""" + f".. |v| replace:: {version} {{x}}\n"
raw = r'\d' u'\u00e9\x41\q'
filled = "of %s" % os.name
made = make("x")
extensions = [
    'a',  # one
    os.path.join("never", "b"), "c" "d",
]
extensions += ("e",)
on, off = True, False
numfig = True
alone = ("x")
nothing = None
links = {'issue': ('https://x/%s', '#%s'), "n": 3, **more, 4: 'y', 'deep': {'a': ['b']}}
if True:
    project = "inside"
text = """
project = "in a string"
"""
def f():
    '''
project = 'in a docstring'
    '''
x == "y"
open = [ "never closed"
`))
	text := func(name string) string { s, _ := p.Text(name); return s }
	got := []any{
		text("project"), text("version"), text("release"), text("full"), p.Draft("rst_epilog"), text("raw"), text("filled"), p.Draft("filled"),
		p.Has("made"), p.Draft("made"), p.List("extensions"), p.On("numfig"), p.On("on"), text("alone"), p.List("alone"), p.Dict("links"), p.Has("x"), p.List("open"),
	}
	want := []any{
		"Pumps", "1.2", "1.2", "v1.2", "\n.. |tool| replace:: Hammer and tongs\n.. |v| replace:: 1.2 {x}\n", `\d` + "éA\\q", "", "of %s",
		true, "", []string{"a", "cd", "e"}, true, false, "x", []string{"x"},
		map[string]any{"issue": []any{"https://x/%s", "#%s"}, "n": "3", "4": "y", "deep": map[string]any{"a": []any{"b"}}}, false, []string{"never closed"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A hostile file costs no more than it is long.
func TestReadPythonIsBounded(t *testing.T) {
	for _, s := range []string{"[", "(", "{'a':", "f'{", "x = ", "a = b = ", "'", "\"\"\"", "\\\n", "x = x + x\n", "\nx = f'{x}{x}'", "\nl = l + l", "\nl = [l, l]", "\ny += x"} {
		ReadPython([]byte("x = 'aa'\nl = [x]\nx = " + strings.Repeat(s, 20_000)))
	}
}

func FuzzReadPython(f *testing.F) {
	f.Add("project = 'x'\nl = ['a', (b), {'c': f'{project}'}] + x.y('z')\n")
	f.Fuzz(func(_ *testing.T, src string) { ReadPython([]byte(src)) })
}
