package check

import (
	"fmt"
	"strings"

	"lectern/lessons"
	"lectern/lessons/doc"
)

// picture checks that a picture is there, or a drawing for it, or words at least.
func picture(c *pageCheck, b doc.Block, inline doc.Inline) {
	in, ok := inline.(*doc.Image)
	if !ok {
		return
	}
	line, column := c.locate(b, in.Source, in.Alt)
	if in.Target != "" {
		c.links = append(c.links, foundLink{&doc.Link{Target: in.Target}, c.lesson, line, column})
	}
	drawing, drawn := c.page.Drawing(in.Source)
	if drawn {
		file, _ := c.page.DrawingPath(in.Source)
		c.drawing(file, drawing)
		if p, ok := c.course.Encoding(file); ok {
			c.problems = append(c.problems, p)
		}
	}
	inPage := lessons.WrittenIn(in.Source)
	found := c.page.FindPicture(in.Source)
	told, is := found.Told()
	if is && !drawn {
		c.add(told.Severity, line, column, told.Code, told.Text)
	}
	remote := strings.Contains(in.Source, "://") || strings.HasPrefix(in.Source, "//") || strings.HasPrefix(in.Source, "data:") && !inPage
	missing := found.Name == "" && !inPage
	switch {
	case drawn:
	case remote:
		if in.Alt == "" {
			c.add(doc.Warning, line, column, "no-alt-text",
				"a picture from elsewhere is never loaded, and this one has no alt text: say in words what it shows")
		}
	case missing && is: // told
	case strings.TrimSpace(in.Source) == "":
		c.add(doc.Warning, line, column, "missing-picture", "the picture names no file: write which one it is, or take it out")
	case missing && (c.page.Elsewhere(in.Source) == lessons.FilledIn || strings.HasPrefix(in.Source, "#")):
		c.add(doc.Info, line, column, "link-elsewhere",
			fmt.Sprintf("the picture %s is named by the site's own tool, so which it is is not known here", clip(in.Source)))
	case missing && c.isMade(in.Source):
		c.add(doc.Info, line, column, "link-elsewhere",
			fmt.Sprintf("the picture %s seems to be made when the site is built, so it is not among these files", clip(in.Source)))
	case missing && c.page.Elsewhere(in.Source) == lessons.Above:
		c.add(doc.Warning, line, column, "missing-picture", fmt.Sprintf("the picture %s lies outside the folder of the course", clip(in.Source)))
	case missing && strings.HasPrefix(in.Source, "/") && !c.course.HasStatic():
		c.add(doc.Warning, line, column, "missing-picture",
			fmt.Sprintf("%s is among the files that the site serves as they are, and their folder is not in the course: open the folder of the whole site, or add the file", clip(in.Source)))
	case missing:
		c.add(doc.Error, line, column, "missing-picture",
			fmt.Sprintf("the course has no file %s: add it, or a drawing of the same name that ends in .txt", clip(in.Source)))
	case in.Alt == "":
		c.add(doc.Warning, line, column, "no-alt-text",
			"the picture has neither alt text nor a drawing: say in words what it shows")
	}
}

// isMade reports whether a picture that is not there is one that the site's own tool makes or fetches: of
// another documentation, or in a folder that an extension of Sphinx writes.
func (c *pageCheck) isMade(source string) bool {
	if strings.HasPrefix(source, "xref:") {
		return true
	}
	found := c.linkedFile(source)
	return c.course.Makes(found.Asked)
}
