//go:build !unix

package localfile

import "io/fs"

const (
	nonBlocking = 0
	noFollowing = 0
)

// Shared is false: there are no such permissions, and a user's folders are the user's own.
func Shared(fs.FileInfo, fs.FileMode) bool { return false }

// Foreign is false: the owner is not in what is known about a file.
func Foreign(fs.FileInfo) bool { return false }
