package reader

import (
	"strings"
	"testing"
)

// valley is a course with parts.
func valley() map[string]string {
	return map[string]string{
		"course.toml": `pages = ["start.md"]
[[parts]]
title = "Water"
pages = ["well.md", "river.md"]
[[parts]]
title = "Stone"
pages = ["wall.md"]
`,
		"start.md": "# Start\n\nText.\n",
		"well.md":  "# Well\n\nText.\n",
		"river.md": "# River\n\nText.\n",
		"wall.md":  "# Wall\n\nText.\n",
	}
}

func TestPartsFold(t *testing.T) {
	r := begin(t, valley(), 80, 24)
	r.keys("t").shows("Water", "Well", "River", "Stone", "Wall")
	r.keys("j Space").shows("+ Water", "Stone", "4 Wall").hides("Well")
	r.keys("Space").shows("Water", "2 Well", "3 River").hides("+ Water")
	r.keys("Left").hides("Well")
	r.keys("Enter").shows("Well") // Enter on what is folded shows it
	r.keys("j Enter").shows("2 of 4")
	r.keys("t G Space").shows("Wall").hides("+ Stone") // a page of one lesson has nothing to fold away
}

// A section that is too short for a lesson of its own is found where any other is:
// in the contents, by its title, and by a search.
func TestJoinedSections(t *testing.T) {
	install := "## Install\n\n" + strings.Repeat("Copy the file where the others are.\n\n", 9)
	r := begin(t, map[string]string{
		"tool.md":  "# Tool\n\n" + strings.Repeat("It does one thing.\n\n", 6) + install + "### Colours\n\nSet `NO_COLOR`.\n",
		"small.md": "# Small\n\nA text.\n\n## Licence\n\nFree.\n",
	}, 80, 14)
	r.keys("t").golden("contents-joined-80x14")
	r.keys("j j j j j Enter").shows("lesson 3 of 3", "Set NO_COLOR")
	r.keys("t Space").shows("+ Tool").hides("3 Install")
	r.keys("t : ").types("colou").shows("3 Colours").keys("Enter").shows("Set NO_COLOR", "lesson 3 of 3")
	r.keys("/").types("licence").keys("Enter").shows("Free.", "lesson 1 of 3")
}

// A click in the contents beside the text opens a lesson, whatever the keys are for: it answers no question.
func TestClicksInContentsBeside(t *testing.T) {
	for name, pressed := range map[string]string{
		"in the contents": "t", "in the text": "t Tab", "at a question": "t Tab a", "at a verdict": "t Tab a a Enter", "at the end": "t Tab > n n n",
	} {
		r := begin(t, reviewCourse(), 120, 24)
		r.keys(pressed).shows("╭─ Contents").click("2 Cliffs").shows("▸2 Cliffs", "╭─ Contents")
		if m := r.app.model; m.stage != atLesson || m.Lesson.Title != "Cliffs" || m.contents.focus {
			t.Errorf("%s: stage %d, lesson %q, the keys are for the contents: %v", name, m.stage, m.Lesson.Title, m.contents.focus)
		}
		for id, a := range r.app.model.Known.Answers {
			if a.Credit != 1 {
				t.Errorf("%s: the click answered %s", name, id)
			}
		}
	}
}
