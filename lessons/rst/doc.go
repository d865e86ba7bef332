// Package rst reads reStructuredText: the whole of the specification of
// docutils (https://docutils.sourceforge.io/docs/ref/rst/), and of what Sphinx
// adds the directives and roles that published pages use.
//
// In goes one page as bytes, of any encoding that package text knows, and a
// function that reads the files it includes. Out comes a doc.Document: title,
// metadata, blocks and Problems. Nothing is read, fetched or run otherwise, and
// nothing is kept between two calls, which may run at the same time.
//
// Parse never fails. What is wrong in a page is shown as text wherever that is
// possible, and said in a Problem. Pages are not trusted: nesting, the size of
// what is generated (contents, substitutions, table cells) and includes are
// limited (usualLimits), and every step is linear in the size of the page.
//
// A page is read alone: what other pages define (Sphinx's "doc", "ref", "term")
// becomes a doc.Link with a Ref, which the course resolves.
//
// Reading goes in three steps, each in files of its own:
//
//   - lines.go cuts the source into lines and finds indented blocks;
//   - body.go tells the body elements apart by their first line and calls the
//     file of that construct (lists.go, tables_grid.go, explicit.go ...), which
//     calls inline.go for its running text. References, footnotes and
//     substitutions become placeholders (pending.go);
//   - finish.go numbers footnotes and sections, gives out anchors, and puts
//     links, texts and contents lists in place of the placeholders.
//
// To add a directive:
//
//  1. write a function of type directiveFunc in the file of its family
//     (directive_*.go);
//  2. name it in the table of directive_table.go, with what it accepts;
//  3. add a txtar case to testdata: the source as page.rst, then empty files dump,
//     text and problems; go test -run TestGolden -update fills them, and TestGolden
//     holds them.
//
// To add a role, name it in lookupRole (roles.go) and add it to testdata/inline.txtar
// or testdata/sphinx.txtar.
package rst
