//go:build !unix

package localfile

import "os"

// pipe is a pipe.
type pipe struct{ *os.File }
