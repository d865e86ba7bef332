package rights

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// homeSigns are the beginnings of a path that stand for the user's home.
var homeSigns = []string{"%USERPROFILE%"}

func (env environment) home() string {
	return env.known(windows.FOLDERID_Profile, "USERPROFILE", "")
}

func (env environment) dataHome() string {
	return env.known(windows.FOLDERID_LocalAppData, "LOCALAPPDATA", filepath.Join(env.home(), "AppData", "Local"))
}

func (env environment) configHome() string { return env.dataHome() }

func (env environment) userFolders() (documents, desktop string) {
	return env.known(windows.FOLDERID_Documents, "", filepath.Join(env.home(), "Documents")),
		env.known(windows.FOLDERID_Desktop, "", filepath.Join(env.home(), "Desktop"))
}

// known asks Windows where a folder is, then a variable; users move their folders.
func (env environment) known(id *windows.KNOWNFOLDERID, variable, otherwise string) string {
	for _, flag := range []uint32{windows.KF_FLAG_DEFAULT, windows.KF_FLAG_DEFAULT_PATH} {
		if path, _ := windows.KnownFolderPath(id, flag|windows.KF_FLAG_DONT_VERIFY); path != "" {
			return path
		}
	}
	if path := env(variable); variable != "" && path != "" {
		return path
	}
	return otherwise
}
