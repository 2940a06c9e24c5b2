package themes_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crmhooks/themes"
)

// folder writes files, named with their extension, into a folder of themes.
func folder(t *testing.T, files map[string]string) themes.Folder {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return themes.Folder(dir)
}

func TestAFolderHasTheUsersThemes(t *testing.T) {
	f := folder(t, map[string]string{
		"mine.toml": "based-on = 'light'", "broken.toml": "x", "dark.toml": "", "two words.toml": "", ".hidden.toml": "x", ".toml": "", "notes.txt": "",
	})
	own, err := f.Own()
	if want := []string{"broken", "dark", "mine", "two words"}; err != nil || !slices.Equal(own, want) {
		t.Errorf("Own() = %q, %v, want %q", own, err, want)
	}
	if got, want := f.Names(), append(themes.Names(), "broken", "mine"); !slices.Equal(got, want) {
		t.Errorf("Names() = %q, want %q", got, want)
	}
	mine, err := f.Load("mine")
	if light, _ := themes.ByName("light"); err != nil || mine.Name != "mine" || mine.File != filepath.Join(string(f), "mine.toml") || mine.Selected != light.Selected {
		t.Errorf("Load(mine) = %+v, %v", mine, err)
	}
	for name, want := range map[string]string{"": themes.Default, "dark": "dark"} {
		if got, err := f.Load(name); err != nil || got.Name != want || got.File != "" {
			t.Errorf("Load(%q) = %q from %q, %v", name, got.Name, got.File, err)
		}
	}
}

func TestAFolderNeedNotExist(t *testing.T) {
	f := themes.Folder(filepath.Join(t.TempDir(), "none"))
	if own, err := f.Own(); err != nil || len(own) > 0 {
		t.Errorf("Own() = %q, %v", own, err)
	}
	if got := f.Names(); !slices.Equal(got, themes.Names()) {
		t.Errorf("Names() = %q", got)
	}
}

func TestAFileThatCannotBeUsedSaysWhy(t *testing.T) {
	f := folder(t, map[string]string{
		"dark.toml": "", "two words.toml": "", "large.toml": strings.Repeat("#\n", 1<<16), "broken.toml": "[titel]",
	})
	if err := os.Mkdir(filepath.Join(string(f), "folder.toml"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"dark": "built-in", "two words": "letters, digits", "../mine": "letters, digits", "large": "64 KiB", "folder": "it is a folder", "none": "no such file",
		"broken": "line 1, column 2: titel is not a role",
	} {
		_, err := f.Read(name)
		var fault *themes.Error
		if !errors.As(err, &fault) || !strings.Contains(err.Error(), want) || fault.ExitStatus() != 2 {
			t.Errorf("Read(%q): %v, want %q", name, err, want)
		}
	}
	file := themes.Folder(filepath.Join(string(f), "dark.toml"))
	if _, err := file.Own(); err == nil || !strings.Contains(err.Error(), "The folder cannot be read") {
		t.Errorf("a file as folder: %v", err)
	}
}
