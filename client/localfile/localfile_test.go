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
	"time"

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
	for path, isPipe := range map[string]bool{file(t, "x", 0o600): false, fifo(t): true} {
		r, pipe, err := localfile.OpenStream(path)
		if err != nil || pipe != isPipe {
			t.Errorf("%s: %v, %v", path, pipe, err)
		}
		_ = r.Close()
	}
	for _, path := range []string{"/dev/zero", t.TempDir()} {
		if _, _, err := localfile.OpenStream(path); !errors.Is(err, localfile.ErrNotRegular) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// A pipe without a writer is not empty yet. A pipe whose writer wrote nothing is.
func TestReadingFromAPipeWaitsForItsWriter(t *testing.T) {
	for _, content := range []string{"", "what was written"} {
		path := fifo(t)
		r, _, err := localfile.OpenStream(path)
		if err != nil {
			t.Fatal(err)
		}
		deadline := r.(interface{ SetReadDeadline(time.Time) error })
		for range 2 {
			_ = deadline.SetReadDeadline(time.Unix(1, 0))
			if n, err := r.Read(make([]byte, 10)); n > 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("without a writer: %d bytes, %v", n, err)
			}
		}
		_ = deadline.SetReadDeadline(time.Time{})
		read := make(chan string)
		go func() {
			data, err := io.ReadAll(r)
			if err != nil {
				t.Error(err)
			}
			read <- string(data)
		}()
		w, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.WriteString(content)
		_ = w.Close()
		if got := <-read; got != content {
			t.Errorf("%q, want %q", got, content)
		}
		_ = r.Close()
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
