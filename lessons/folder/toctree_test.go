package folder

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A page's toctrees are found in both formats, with what they say of themselves; in code and in
// comments they are text.
func TestFindToctrees(t *testing.T) {
	for name, c := range map[string]struct{ src, want string }{
		"directive": {".. toctree::\n   :caption: Guide\n   :glob:\n\n   a\n   The b <b>\n   http://x\n\nText.\n\n.. toctree::\n   :reversed:\n\n   c\n",
			"1 Guide glob: 5 a, 6 b The b, 7 http://x\n11 reversed: 14 c\n"},
		"in code": {"Write::\n\n   .. toctree::\n\n      a\n\n.. code-block:: rst\n\n   .. toctree::\n\n      b\n\n.. a remark\n\n   .. toctree::\n\n      c\n\n.. only:: html\n\n   .. toctree::\n\n      d\n",
			"21: 23 d\n"},
		"fence": {"```{toctree}\n---\ncaption: Guide\nglob: true\n---\na\n```\n\n:::{toctree}\n:reversed:\n\nThe b <b>\n:::\n", "1 Guide glob: 6 a\n9 reversed: 12 b The b\n"},
		"in a fence": {"```\n```{toctree}\na\n```\n\n````{note}\n```{toctree}\nb\n```\n````\n\n~~~rst\n.. toctree::\n\n   c\n~~~\n\n````{code-block} md\n```{toctree}\nd\n```\n````\n\n```{toctree}\ne\n```\n",
			"7: 8 b\n24: 25 e\n"},
		"behind directives": {"```{image} a.png\n```\n\n```{rubric} R\n```\n\n```{toctree}\na\n```\n", "7: 8 a\n"},
		"below a title":     {"Title\n~~~~~\n\n.. toctree::\n\n   a\n", "4: 6 a\n"},
		"line code":         {"```x``` begins a line\n\n```{toctree}\na\n```\n", "3: 4 a\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got := ""
			for _, tree := range findToctrees([]byte(c.src)) {
				got += fmt.Sprint(tree.line)
				if tree.caption != "" {
					got += " " + tree.caption
				}
				if tree.glob {
					got += " glob"
				}
				if tree.reversed {
					got += " reversed"
				}
				for i, e := range tree.entries {
					got += fmt.Sprintf("%s %d %s", []string{":", ","}[min(i, 1)], e.line, e.target)
					if e.title != "" {
						got += " " + e.title
					}
				}
				got += "\n"
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
