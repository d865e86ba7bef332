package rights

import "path/filepath"

// Apple, "File System Programming Guide", "The Library Directory Stores App-Specific Files".

func (env environment) dataHome() string {
	return filepath.Join(env.home(), "Library", "Application Support")
}

func (env environment) configHome() string { return env.dataHome() }

func (env environment) userFolders() (documents, desktop string) {
	return filepath.Join(env.home(), "Documents"), filepath.Join(env.home(), "Desktop")
}
