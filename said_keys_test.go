package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// key is a text that is looked up in the catalogue of a language.
type key struct {
	text string
	pos  token.Pos
	by   string // the function of words that looks it up

	context string // that tells its sense, of words.Sense
}

// found is an expression that is a key.
type found struct {
	e    ast.Expr
	room *room
	by   string
}

// finder looks for keys and for the literals that ought to be one.
type finder struct {
	*house
	keys  []key
	is    map[ast.Expr]bool       // expressions that are keys
	holds map[types.Object]string // variables, parameters, fields and functions whose values are keys, with what looks them up
	next  []found                 // keys that were not looked at
	odd   []string                // keys that are not constant

	shorts map[token.Pos]bool // keys that say what a command does, in the list of commands
}

const wordsRoom = "lectern/reader/words"

// called returns the name of the function of package words that a call calls, "" for another.
func (r *room) called(call *ast.CallExpr) string {
	if fn, ok := r.callee(call).(*types.Func); ok && fn.Pkg() != nil && fn.Pkg().Path() == wordsRoom && fn.Signature().Recv() == nil {
		return fn.Name()
	}
	return ""
}

// keysOf returns the arguments of a call that are keys.
func (r *room) keysOf(call *ast.CallExpr) []ast.Expr {
	switch r.called(call) {
	case "T", "Text", "Command":
		return call.Args[:1]
	case "N":
		return call.Args[:2]
	}
	return nil
}

func (f *finder) mark(r *room, e ast.Expr, by string) {
	if e = ast.Unparen(e); by != "" && !f.is[e] {
		f.is[e] = true
		f.next = append(f.next, found{e, r, by})
	}
}

// findKeys marks what is given to words as a key, and then what flows there
// through parameters, fields, variables and results.
func (f *finder) findKeys() {
	f.is, f.holds = map[ast.Expr]bool{}, map[types.Object]string{}
	f.shorts = map[token.Pos]bool{}
	f.each(func(r *room, n ast.Node) {
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			if id, named := kv.Key.(*ast.Ident); named && id.Name == "Short" {
				if call, ok := kv.Value.(*ast.CallExpr); ok && len(call.Args) > 0 {
					f.shorts[call.Args[0].Pos()] = true
				}
			}
		}
		if call, ok := n.(*ast.CallExpr); ok {
			for _, e := range r.keysOf(call) {
				f.mark(r, e, r.called(call))
			}
			if r.called(call) == "Sense" && r.path != wordsRoom {
				context, _ := r.constant(call.Args[0])
				text, ok := r.constant(call.Args[1])
				if !ok || context == "" {
					f.odd = append(f.odd, f.at(call.Pos())+": both texts of words.Sense are constants")
				}
				f.is[ast.Unparen(call.Args[0])], f.is[ast.Unparen(call.Args[1])] = true, true
				f.keys = append(f.keys, key{text: text, pos: call.Pos(), by: "Text", context: context})
			}
		}
		if fn, ok := n.(*ast.FuncDecl); ok && fn.Recv != nil && fn.Name.Name == "Fact" { // of words.Fact
			ast.Inspect(fn, func(n ast.Node) bool {
				if ret, ok := n.(*ast.ReturnStmt); ok {
					f.mark(r, ret.Results[0], "T")
				}
				return true
			})
		}
	})
	for len(f.next) > 0 {
		before := len(f.holds)
		for len(f.next) > 0 {
			k := f.next[0]
			f.next = f.next[1:]
			f.key(k.room, k.e, k.by)
		}
		if len(f.holds) > before {
			f.each(f.flow)
		}
	}
}

// key takes in an expression that is a key.
func (f *finder) key(r *room, e ast.Expr, by string) {
	if text, ok := r.constant(e); ok {
		if text != "" {
			f.keys = append(f.keys, key{text: text, pos: e.Pos(), by: by})
		}
		return
	}
	switch e := e.(type) {
	case *ast.Ident:
		f.holds[r.info.Uses[e]] = by
	case *ast.SelectorExpr:
		f.holds[r.info.Uses[e.Sel]] = by
	case *ast.IndexExpr:
		f.mark(r, e.X, by)
	case *ast.CompositeLit: // a list or map of keys
		for _, el := range e.Elts {
			if kv, ok := el.(*ast.KeyValueExpr); ok {
				el = kv.Value
			}
			f.mark(r, el, by)
		}
	case *ast.CallExpr:
		if obj := r.callee(e); f.decls[obj] != nil {
			f.holds[obj] = by
			return
		}
		f.odd = append(f.odd, f.at(e.Pos())+": a key of words is a constant or comes out of a table, not out of this call")
	default:
		f.odd = append(f.odd, f.at(e.Pos())+": a key of words is a constant or comes out of a table")
	}
}

// callee returns the object of the function that is called.
func (r *room) callee(call *ast.CallExpr) types.Object {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		return r.info.Uses[fun]
	case *ast.SelectorExpr:
		return r.info.Uses[fun.Sel]
	}
	return nil
}

// flow marks what a node gives to an object that holds keys.
func (f *finder) flow(r *room, n ast.Node) {
	by := func(e ast.Expr) string {
		switch e := ast.Unparen(e).(type) {
		case *ast.Ident:
			if obj := r.info.Defs[e]; obj != nil {
				return f.holds[obj]
			}
			return f.holds[r.info.Uses[e]]
		case *ast.SelectorExpr:
			return f.holds[r.info.Uses[e.Sel]]
		}
		return ""
	}
	switch n := n.(type) {
	case *ast.AssignStmt:
		for i, l := range n.Lhs {
			if len(n.Lhs) == len(n.Rhs) {
				f.mark(r, n.Rhs[i], by(l))
			}
		}
	case *ast.ValueSpec:
		for i, v := range n.Values {
			f.mark(r, v, f.holds[r.info.Defs[n.Names[i]]])
		}
	case *ast.RangeStmt:
		if n.Value != nil {
			f.mark(r, n.X, by(n.Value))
		}
	case *ast.CompositeLit:
		st, ok := r.info.Types[n].Type.Underlying().(*types.Struct)
		for i, el := range n.Elts {
			if kv, named := el.(*ast.KeyValueExpr); named && ok {
				f.mark(r, kv.Value, by(kv.Key))
			} else if ok {
				f.mark(r, el, f.holds[st.Field(i)])
			}
		}
	case *ast.CallExpr:
		sig, ok := r.info.Types[n.Fun].Type.(*types.Signature)
		for i := 0; ok && i < min(sig.Params().Len(), len(n.Args)); i++ {
			f.mark(r, n.Args[i], f.holds[sig.Params().At(i)])
		}
	case *ast.FuncDecl:
		by := f.holds[r.info.Defs[n.Name]]
		ast.Inspect(n, func(n ast.Node) bool {
			if ret, ok := n.(*ast.ReturnStmt); ok {
				for _, e := range ret.Results {
					f.mark(r, e, by)
				}
			}
			_, inner := n.(*ast.FuncLit)
			return !inner
		})
	}
}

// each calls visit with every node of the rooms.
func (f *finder) each(visit func(r *room, n ast.Node)) {
	for _, r := range f.rooms {
		for _, file := range r.files {
			ast.Inspect(file, func(n ast.Node) bool {
				if n != nil {
					visit(r, n)
				}
				return true
			})
		}
	}
}
