//go:build !windows

package words

// systemLocale is "": on other systems the environment says it. The terminals of macOS set
// LANG by the language of the system.
func systemLocale() string { return "" }
