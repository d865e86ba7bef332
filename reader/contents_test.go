package reader

import "testing"

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
