// Package macho puts bytes into a program for macOS and signs over them.
//
// macOS starts a program of Apple silicon only if it is signed, and looks closely: nothing
// may stand behind the signature, or the program can be neither verified strictly nor signed
// again by somebody who has a certificate. So what is added lies inside the segment
// __LINKEDIT, behind the table of strings, which is the last thing in a program but for the
// signature; the table and the segment are said to be longer, and the whole is signed anew,
// ad hoc, as `codesign -s -` does: by nobody, with the hash of each page.
//
//	headers | … | __LINKEDIT: symbols, strings, padding, what is added | signature
//
// Sources: <mach-o/loader.h> for the load commands; cs_blobs.h of xnu
// (osfmk/kern/cs_blobs.h) for the signature.
package macho
