package themes

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"crmhooks/client/localfile"
)

// Folder is where the user's own themes are, one NAME.toml each. It need not exist, and is "" where the user has no home.
type Folder string

const (
	extension    = ".toml"
	maxFileBytes = 1 << 16 // far above any theme
)

// nameForm is what a user's theme may be called: a word that never needs quotes.
var nameForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]*$`) })

// Own returns the names of the files in the folder, in order, including those that cannot be used, but not hidden ones, which editors
// leave behind. Its error is of type *Error.
func (f Folder) Own() ([]string, error) {
	if f == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, ofFile(string(f), "The folder cannot be read: "+localfile.Reason(err))
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), extension); ok && !strings.HasPrefix(name, ".") && name != "" {
			names = append(names, name)
		}
	}
	return names, nil
}

// Names returns every name that can be chosen, the built-in ones first. The files are not read: a bad one is reported when
// it is chosen. A folder that cannot be read adds none.
func (f Folder) Names() []string {
	own, _ := f.Own()
	names := Names()
	for _, name := range own {
		if checkName(name) == "" {
			names = append(names, name)
		}
	}
	return names
}

// Load returns the theme with this name, built in or the user's; "" is the default.
func (f Folder) Load(name string) (Theme, error) {
	if name == "" || slices.Contains(Names(), name) {
		return ByName(name)
	}
	return f.Read(name)
}

// Read returns a theme of the user's. Its errors are of type *Error.
func (f Folder) Read(name string) (Theme, error) {
	if f == "" {
		return Theme{}, ofFile(name+extension, "There is no home folder, so there is no folder of themes")
	}
	path := filepath.Join(string(f), name+extension)
	if fault := checkName(name); fault != "" {
		return Theme{}, ofFile(path, fault)
	}
	data, _, err := localfile.Read(path, maxFileBytes)
	if err != nil {
		return Theme{}, ofFile(path, "The theme cannot be read: "+localfile.Reason(err))
	}
	t, err := Parse(path, data)
	t.Name = name
	return t, err
}

// checkName says what is wrong with the name of a user's theme.
func checkName(name string) string {
	switch {
	case slices.Contains(Names(), name):
		return "The file has the name of a built-in theme and must be renamed"
	case !nameForm().MatchString(name):
		return "The file's name must be made of letters, digits, - and _"
	}
	return ""
}
