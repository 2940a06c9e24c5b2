package localfile_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crmhooks/client/localfile"
)

// fifo is a pipe that nobody writes to: who opens it for reading in the plain way waits for ever.
func fifo(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func file(t *testing.T, content string, mode fs.FileMode) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := errors.Join(os.WriteFile(path, []byte(content), mode), os.Chmod(path, mode)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadTakesRegularFilesOfTheirSize(t *testing.T) {
	path := file(t, strings.Repeat("x", 1024), 0o600)
	data, info, err := localfile.Read(path, 1024)
	if err != nil || len(data) != 1024 || info.Size() != 1024 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	if _, _, err := localfile.Read(link, 1024); err != nil {
		t.Errorf("through a link: %v", err)
	}
	for path, want := range map[string]string{
		file(t, strings.Repeat("x", 1025), 0o600): "larger than 1 KiB", fifo(t): "not a regular file", "/dev/zero": "not a regular file", t.TempDir(): "it is a folder",
		"/no/such/file": "no such file",
	} {
		_, _, err := localfile.Read(path, 1024)
		var named *fs.PathError
		if !errors.As(err, &named) || !strings.Contains(err.Error(), want) || errors.Is(err, localfile.ErrNotRegular) != (want == "not a regular file" || want == "it is a folder") {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

func TestOpenStreamTakesPipesToo(t *testing.T) {
	f, pipe, err := localfile.OpenStream(fifo(t))
	if err != nil || !pipe {
		t.Fatalf("%v, %v", pipe, err)
	}
	if data, err := io.ReadAll(f); err != nil || len(data) > 0 { // nobody writes
		t.Errorf("%q, %v", data, err)
	}
	if f, pipe, err = localfile.OpenStream(file(t, "x", 0o600)); err != nil || pipe {
		t.Errorf("a file: %v, %v", pipe, err)
	}
	_ = f.Close()
	for _, path := range []string{"/dev/zero", t.TempDir()} {
		if _, _, err := localfile.OpenStream(path); !errors.Is(err, localfile.ErrNotRegular) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAppendWritesOnlyWhereNobodyElseReads(t *testing.T) {
	fresh := filepath.Join(t.TempDir(), "log")
	for range 2 { // created, then found
		f, err := localfile.Append(fresh)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.WriteString("x")
		_ = f.Close()
	}
	if data, _ := os.ReadFile(fresh); string(data) != "xx" {
		t.Errorf("%q", data)
	}
	if info, _ := os.Stat(fresh); info.Mode() != 0o600 {
		t.Errorf("%v", info.Mode())
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(fresh, link); err != nil {
		t.Fatal(err)
	}
	dangling := filepath.Join(t.TempDir(), "dangling")
	if err := os.Symlink(filepath.Join(t.TempDir(), "elsewhere"), dangling); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		link: "symbolic link", dangling: "symbolic link", "/dev/null": "not a regular file", t.TempDir(): "directory", fifo(t): "no such device",
		file(t, "", 0o644): "others", file(t, "", 0o620): "others", file(t, "", 0o604): "others",
	} {
		f, err := localfile.Append(path)
		if err == nil {
			_ = f.Close()
		}
		if err == nil || !strings.Contains(err.Error(), want) || errors.Is(err, localfile.ErrOpenToOthers) != (want == "others") {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}
