// Package localfile opens the files that a user names. Whatever stands at their path, opening never waits, and reading ends: pipes, devices and folders are
// refused, and every use has its size.
package localfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// ErrNotRegular is what errors.Is finds when something is no regular file.
var ErrNotRegular = errors.New("it is not a regular file")

// errFolder is the ErrNotRegular of a folder.
var errFolder error = folder{}

type folder struct{}

func (folder) Error() string        { return "it is a folder" }
func (folder) Is(target error) bool { return target == ErrNotRegular }

// Open opens a regular file for reading. Its errors are of type *fs.PathError.
func Open(path string) (*os.File, error) { return open(path, 0) }

// OpenStream opens a regular file or a pipe for reading, and says which. Reading from a pipe waits for its writer. Its errors are of type *fs.PathError.
func OpenStream(path string) (r io.ReadCloser, isPipe bool, err error) {
	f, err := open(path, fs.ModeNamedPipe)
	if err != nil {
		return nil, false, err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, false, err
	}
	if info.Mode().Type() != fs.ModeNamedPipe {
		return f, false, nil
	}
	return &pipe{File: f}, true, nil
}

// open opens what is regular or of one type more. What it is is asked of the opened file, as the path may lead elsewhere a moment later.
func open(path string, also fs.FileMode) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|nonBlocking, 0)
	if err != nil {
		return nil, err
	}
	if err := check(f, path, also); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

func check(f *os.File, path string, also fs.FileMode) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	switch kind := info.Mode().Type(); {
	case kind == 0 || kind == also:
		return nil
	case kind == fs.ModeDir:
		err = errFolder
	default:
		err = ErrNotRegular
	}
	return &fs.PathError{Op: "open", Path: path, Err: err}
}

// Read returns what a regular file holds, which may be so many bytes, and what is known about the file. Its errors are of type *fs.PathError.
func Read(path string, most int64) ([]byte, fs.FileInfo, error) {
	f, err := Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("it is larger than %s", size(most))}
	}
	return data, info, err
}

// size writes a number of bytes that is a whole number of KiB.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KiB", bytes>>10)
	}
	return fmt.Sprintf("%d MiB", bytes>>20)
}

// Reason says why a file cannot be used, without its path.
func Reason(err error) string {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		err = failed.Err
	}
	return err.Error()
}

// ErrOpenToOthers means that others can read or change a file that must be private. Use it with errors.Is.
var ErrOpenToOthers = errors.New("others can read or change it")

var errForeign = errors.New("it belongs to somebody else")

// Append opens a file for writing at its end, and creates it when there is none. It is the user's alone: no link that may lead elsewhere, nothing but a regular
// file, and one that was there before must already be private, since a file's permissions are its owner's to change. Its errors are of type *fs.PathError.
func Append(path string) (*os.File, error) {
	if info, err := os.Lstat(path); err == nil && info.Mode().Type() == fs.ModeSymlink {
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.New("it is a symbolic link")}
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY|nonBlocking|noFollowing, 0o600)
	if err != nil {
		return nil, err
	}
	err = check(f, path, 0)
	if err == nil {
		err = private(f, path)
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

func private(f *os.File, path string) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return ours(info, path)
}

func ours(info fs.FileInfo, path string) error {
	switch {
	case Foreign(info):
		return &fs.PathError{Op: "open", Path: path, Err: errForeign}
	case Shared(info, 0o077):
		return &fs.PathError{Op: "open", Path: path, Err: ErrOpenToOthers}
	}
	return nil
}
