package rst

import "strings"

// lookupDirective finds what to do with a directive by its lower-case name.
func lookupDirective(name string) (directiveSpec, bool) {
	if spec, ok := builtin(name); ok {
		return spec, true
	}
	if isObjectName(name) {
		return directiveSpec{argument | options, object}, true
	}
	if domain, rest, ok := strings.Cut(name, ":"); ok && isDomain(domain) {
		if rest == "module" || rest == "currentmodule" || strings.HasPrefix(rest, "namespace") {
			return directiveSpec{argument | options, module}, true
		}
		return directiveSpec{argument | options, object}, true
	}
	return directiveSpec{argument | options, unknown}, false
}

// builtin is the directive table. It is made of functions so that the functions
// in it may themselves read directives.
func builtin(name string) (directiveSpec, bool) {
	for _, table := range []func(string) (directiveSpec, bool){frames, objects, pageDirective, sphinxDirective, designDirective} {
		if spec, ok := table(name); ok {
			return spec, true
		}
	}
	return directiveSpec{}, false
}

// frames are the directives around text.
func frames(name string) (directiveSpec, bool) {
	switch name {
	// directive_frames.go
	case "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning":
		return directiveSpec{options | fewOptions, note}, true
	case "admonition", "topic", "sidebar":
		return directiveSpec{argument | options, titled}, true
	case "versionadded", "versionchanged", "deprecated", "deprecated-removed", "versionremoved",
		"version-added", "version-changed", "version-deprecated", "version-removed", "soft-deprecated":
		return directiveSpec{argument | options, version}, true
	case "seealso", "todo", "impl-detail", "audit-event", "availability", "versionmodified":
		return directiveSpec{argument | options, remark}, true

	case "epigraph", "highlights", "pull-quote":
		return directiveSpec{0, quoteDirective}, true
	case "compound", "hlist", "admonition-x":
		return directiveSpec{options | fewOptions, container}, true
	case "only", "ifconfig":
		return directiveSpec{argument | options, conditional}, true
	case "container", "cssclass", "rst-class":
		return directiveSpec{argument | options, container}, true
	case "class":
		return directiveSpec{argument | options, class}, true
	case "rubric", "centered":
		return directiveSpec{argument | options, rubric}, true
	case "line-block":
		return directiveSpec{options, lineBlockDirective}, true
	}
	return directiveSpec{}, false
}

// objects are the directives for what is no running text.
func objects(name string) (directiveSpec, bool) {
	switch name {
	// directive_images.go
	case "image", "kernel-image":
		return directiveSpec{argument | options, image}, true
	case "figure", "kernel-figure":
		return directiveSpec{argument | options, figure}, true

	// directive_code.go
	case "code", "code-block", "sourcecode", "console", "snippet":
		return directiveSpec{argument | options, code}, true
	case "highlight", "highlightlang":
		return directiveSpec{argument | options, highlight}, true
	case "doctest", "testcode", "testoutput", "prompt":
		return directiveSpec{argument | options, doctestBlock}, true
	case "parsed-literal":
		return directiveSpec{options | fewOptions, parsedLiteral}, true
	case "math":
		return directiveSpec{options, formula}, true
	case "graphviz", "digraph", "graph", "mermaid", "plantuml", "uml", "blockdiag", "seqdiag", "nwdiag", "tikz":
		return directiveSpec{argument | options, diagram}, true
	case "productionlist":
		return directiveSpec{argument | options, productions}, true

	// directive_files.go
	case "include":
		return directiveSpec{argument | options, include}, true
	case "literalinclude":
		return directiveSpec{argument | options, literalInclude}, true
	case "raw":
		return directiveSpec{argument | options, rawDirective}, true

	// directive_tables.go, directive_csv.go
	case "table":
		return directiveSpec{argument | options, tableDirective}, true
	case "csv-table":
		return directiveSpec{argument | options, csvTable}, true
	case "list-table", "flat-table":
		return directiveSpec{argument | options, listTable}, true
	}
	return directiveSpec{}, false
}

// pageDirective are the directives that concern the page as a whole.
func pageDirective(name string) (directiveSpec, bool) {
	switch name {
	// directive_page.go
	case "contents":
		return directiveSpec{argument | options, contents}, true
	case "sectnum", "section-numbering":
		return directiveSpec{options, sectnum}, true
	case "header":
		return directiveSpec{0, header}, true
	case "footer":
		return directiveSpec{0, footer}, true
	case "target-notes":
		return directiveSpec{options, targetNotes}, true
	case "meta":
		return directiveSpec{0, meta}, true
	case "role":
		return directiveSpec{argument | options, roleDirective}, true
	case "default-role":
		return directiveSpec{argument, defaultRole}, true
	case "replace", "unicode", "date":
		return directiveSpec{argument | options, misplaced}, true
	case "eval-rst":
		return directiveSpec{0, ownMarkup}, true
	case "quiz":
		return directiveSpec{argument | options, quiz}, true
	}
	return directiveSpec{}, false
}

// sphinxDirective are those that only Sphinx has, and those that show nothing.
func sphinxDirective(name string) (directiveSpec, bool) {
	switch name {
	// directive_sphinx.go
	case "toctree":
		return directiveSpec{options, toctree}, true
	case "glossary":
		return directiveSpec{options, glossary}, true
	case "module", "currentmodule":
		return directiveSpec{argument | options, module}, true
	}
	if isSilent(name) {
		return directiveSpec{argument | options, silent}, true
	}
	if name == "autosummary" {
		return directiveSpec{argument | options, autosummary}, true
	}
	if strings.HasPrefix(name, "auto") && isObjectName(strings.TrimPrefix(name, "auto")) || name == "automodule" {
		return directiveSpec{argument | options, autodoc}, true
	}
	if isGenerated(name) {
		return directiveSpec{argument | options, generated}, true
	}
	return directiveSpec{}, false
}

// designDirective are those of extensions that lay pages out (directive_design.go).
func designDirective(name string) (directiveSpec, bool) {
	switch name {
	case "grid", "grid-item", "card-carousel", "tab-set", "tab-set-code", "tabs", "div", "sd-div", "carousel", "article-info":
		return directiveSpec{argument | options, layout}, true
	case "card", "grid-item-card", "panels":
		return directiveSpec{argument | options, card}, true
	case "tab", "tab-item", "group-tab":
		return directiveSpec{argument | options, tab}, true
	case "code-tab":
		return directiveSpec{argument | options, codeTab}, true
	case "dropdown", "collapse", "details", "toggle", "spoiler":
		return directiveSpec{argument | options, dropdown}, true
	case "button-ref", "button-link":
		return directiveSpec{argument | options, button}, true
	}
	return directiveSpec{}, false
}

// isSilent names directives that show nothing by their nature.
func isSilent(name string) bool {
	switch name {
	case "title", "index", "tabularcolumns", "sectionauthor", "moduleauthor", "codeauthor", "testsetup", "testcleanup",
		"default-domain", "audit-event-table", "availability-table", "restructuredtext-test-directive":
		return true
	}
	return false
}

// isGenerated names directives whose text is made by a program from something
// that is no page, which a reader cannot do.
func isGenerated(name string) bool {
	switch name {
	case "kernel-doc", "kernel-feat", "kernel-abi", "kernel-include", "kernel-render", "inheritance-diagram", "plot",
		"towncrier-draft-entries", "click", "argparse", "program-output", "command-output", "bibliography":
		return true
	}
	return strings.HasPrefix(name, "doxygen")
}

func isDomain(name string) bool {
	switch name {
	case "py", "c", "cpp", "js", "rst", "std", "rb", "php", "go", "http", "rust", "ada", "scala", "java", "cmake", "bzl", "lua":
		return true
	}
	return false
}

// isObjectName names the directives of the default domain, and of widely used
// extensions, that describe one thing of a program (Sphinx, "Domains").
func isObjectName(name string) bool {
	switch name {
	case "function", "method", "class", "data", "attribute", "exception", "describe", "object", "opcode", "cmdoption",
		"option", "envvar", "setting", "templatetag", "templatefilter", "fieldlookup", "django-admin", "django-admin-option",
		"decorator", "staticmethod", "classmethod", "property", "coroutinefunction", "coroutinemethod", "awaitablefunction",
		"awaitablemethod", "abstractmethod", "decoratormethod", "pdbcommand", "2to3fixer", "cfunction", "cmember", "cmacro",
		"ctype", "cvar", "confval", "program", "monitoring-event":
		return true
	}
	return false
}
