// Package rst reads reStructuredText: the whole of the specification of
// docutils (https://docutils.sourceforge.io/docs/ref/rst/) and the directives
// and roles that Sphinx adds and that pages in the world use.
//
// Parse never fails. What is wrong in a page is shown as text wherever that is
// possible, and said in a Problem. Pages are not trusted: nesting, the size of
// what is generated (contents, substitutions, table cells) and includes are
// limited, and every step is linear in the size of the page.
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
//  3. add a txtar case to testdata (source, then dump and problems).
//
// To add a role, name it in the table of roles.go.
package rst
