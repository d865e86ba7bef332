// Package loosexml reads XML as programs and people really write it: with `R&D` that nobody escaped,
// with HTML in place of its escaped form, with several roots, cut off in the middle.
//
// Package encoding/xml ends at the first sign that begins no tag, even when it is told not to be strict; a
// bank of a thousand questions would be lost for one `<`. Here nothing is an error: what is no markup is text, an
// element whose end is missing ends with the one around it, and Reader says what was met. Of hostile files nothing
// is believed: there is no DTD, no entity but the five of XML and those of HTML, and depth, elements and the length of a tag are bounded.
package loosexml
