package syntax

// row is a language.
type row struct {
	names    string // as pages write them, in lower case
	keywords string // its own words, and the values that it names
	fold     bool   // case does not count in them
	comments string // the marks of comments to the end of the line
	block    string // the marks around the others
	nested   bool   // those nest
	quotes   []quote
	letters  string // what stands in names besides letters, digits and "_"
	leaders  string // marks that belong to the word behind them, at the beginning of a line
	apart    bool   // words are parted by blanks: comments, words and numbers in names are none

	key        byte // behind a key that begins a line; 0 for none
	quotedKeys bool // keys are strings

	prompts string                  // the language of what stands behind prompts
	lines   func(src string) []Span // reads the text in another way; nil for none
}

// quote is a kind of string.
type quote struct {
	mark   string
	raw    bool // a backslash means nothing in it
	long   bool // it may hold line ends
	letter bool // it is one character
}

var (
	double = quote{mark: `"`}
	single = quote{mark: `'`}
)

const (
	cWords    = "break case char const continue default do double else enum extern float for goto if inline int long register return short signed sizeof static struct switch typedef union unsigned void volatile while "
	cppWords  = cWords + "alignas auto bool catch class concept constexpr delete explicit export false final friend mutable namespace new noexcept nullptr operator override private protected public requires template this throw true try typename using virtual "
	jsWords   = "as async await break case catch class const continue debugger default delete do else export extends false finally for from function get if import in instanceof let new null of return set static super switch this throw true try typeof undefined var void while with yield "
	javaWords = "abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for if implements import instanceof int interface long native new null package private protected public record return sealed short static super switch synchronized this throw throws transient true try var void volatile while yield "
)

var languages = []row{
	{
		names: "sh bash shell zsh ksh dash fish", comments: "#", apart: true,
		keywords: "if then elif else fi for in while until do done case esac function select return local export readonly unset shift exit set source cd echo sudo",
		quotes:   []quote{{mark: `"`, long: true}, {mark: `'`, raw: true, long: true}},
	},
	{names: "console shell-session sh-session bash-session terminal", prompts: "bash"},
	{
		names: "python py python3 py3 ipython ipython3", comments: "#",
		keywords: "and as assert async await break case class continue def del elif else except False finally for from global if import in is lambda match None nonlocal not or pass raise return True try while with yield",
		quotes:   []quote{{mark: `"""`, long: true}, {mark: `'''`, long: true}, double, single},
	},
	{names: "pycon python-console doctest", prompts: "python"},
	{
		names: "go golang", comments: "//", block: "/* */",
		keywords: "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var true false nil iota",
		quotes:   []quote{double, single, {mark: "`", raw: true, long: true}},
	},
	{
		names: "javascript js jsx mjs node", comments: "//", block: "/* */", letters: "$", keywords: jsWords,
		quotes: []quote{double, single, {mark: "`", long: true}},
	},
	{
		names: "typescript ts tsx", comments: "//", block: "/* */", letters: "$",
		keywords: jsWords + "abstract any boolean declare enum implements interface keyof module namespace never number private protected public readonly satisfies string type unknown",
		quotes:   []quote{double, single, {mark: "`", long: true}},
	},
	{
		names: "sql postgresql postgres psql plpgsql mysql sqlite sqlite3 tsql", fold: true, comments: "--", block: "/* */",
		keywords: "add all alter and as asc begin between by cascade case check column commit constraint create cross database default delete desc distinct drop else end exists explain false foreign from full function grant group having if in index inner insert into is join key left like limit not null offset on or order outer primary references returning revoke right rollback select sequence set table then to transaction true trigger union unique update using values view when where with",
		quotes:   []quote{{mark: `'`, raw: true, long: true}, {mark: `"`, raw: true}},
	},
	{
		names: "yaml yml", comments: "#", apart: true, key: ':', keywords: "true false null yes no on off",
		quotes: []quote{{mark: `"`, long: true}, {mark: `'`, raw: true}},
	},
	{names: "json jsonc json5 geojson", comments: "//", block: "/* */", keywords: "true false null", quotedKeys: true, quotes: []quote{double}},
	{
		names: "toml ini cfg conf properties dotenv env", comments: "# ;", apart: true, key: '=', keywords: "true false",
		quotes: []quote{{mark: `"""`, long: true}, {mark: `'''`, raw: true, long: true}, double, {mark: `'`, raw: true}},
	},
	{
		names: "rust rs", comments: "//", block: "/* */", nested: true,
		keywords: "as async await box break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait true type union unsafe use where while bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
		quotes:   []quote{{mark: `"`, long: true}, {mark: `'`, letter: true}},
	},
	{names: "c h objective-c objc", comments: "//", block: "/* */", leaders: "#", keywords: cWords + "NULL #include #define #undef #if #ifdef #ifndef #else #elif #endif #pragma #error", quotes: []quote{double, single}},
	{names: "cpp c++ cc cxx hpp cuda", comments: "//", block: "/* */", leaders: "#", keywords: cppWords + "NULL #include #define #undef #if #ifdef #ifndef #else #elif #endif #pragma #error", quotes: []quote{double, single}},
	{names: "java", comments: "//", block: "/* */", keywords: javaWords, quotes: []quote{{mark: `"""`, long: true}, double, single}},
	{
		names: "csharp cs c#", comments: "//", block: "/* */", leaders: "#",
		keywords: javaWords + "as async await base bool decimal delegate event explicit extern fixed foreach get goto in internal is lock namespace object operator out override params readonly ref sbyte set sizeof string struct typeof uint ulong unsafe ushort using virtual where #if #else #endif #region #endregion",
		quotes:   []quote{double, single},
	},
	{
		names: "kotlin kt", comments: "//", block: "/* */", nested: true,
		keywords: "as break by catch class companion constructor continue data do else false finally for fun get if import in interface internal is lateinit null object open override package private protected public return sealed set super suspend this throw true try typealias val var when while",
		quotes:   []quote{{mark: `"""`, raw: true, long: true}, double, single},
	},
	{
		names: "ruby rb", comments: "#", letters: "?!",
		keywords: "alias and begin break case class def defined? do else elsif end ensure false for if in module next nil not or redo require rescue retry return self super then true undef unless until when while yield",
		quotes:   []quote{{mark: `"`, long: true}, {mark: `'`, long: true}},
	},
	{
		names: "php", comments: "// #", block: "/* */", letters: "$", fold: true,
		keywords: "abstract and array as break case catch class const continue declare default do echo else elseif extends false final finally fn for foreach function global if implements include instanceof interface match namespace new null or private protected public readonly require return static switch throw trait true try use var while yield",
		quotes:   []quote{{mark: `"`, long: true}, {mark: `'`, long: true}},
	},
	{
		names: "dockerfile docker containerfile", comments: "#", apart: true,
		keywords: "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR",
		quotes:   []quote{double, {mark: `'`, raw: true}},
	},
	{names: "css scss less", comments: "", block: "/* */", letters: "-@", keywords: "@import @media @keyframes @font-face @supports @layer @use @mixin @include inherit initial unset none auto", quotes: []quote{double, single}},
	{names: "diff patch udiff", lines: changed},
}
