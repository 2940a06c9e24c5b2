package wire

import (
	"bufio"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/failure"
	"crmhooks/client/redact"
)

// LastError reads the answer of GetLastError, a bare JSON string, and returns the text cleaned and masked. The vendor gives an empty one where there is no
// error; null means the same here, since a failure comes as an error object. Errors are those of Decode.
func LastError(r io.Reader, maxBytes int64, own *redact.Repeats) (string, error) {
	br := bufio.NewReader(&limitedReader{r: r, left: maxBytes})
	first, err := opening(br)
	if err != nil {
		return "", err
	}
	if first != '"' && first != 'n' {
		return "", damaged(unexpected(br, own, failure.WrongAnswer))
	}
	v, err := jsontext.NewDecoder(&compactReader{r: br}, lenient...).ReadValue()
	if err != nil || v.Kind() != '"' {
		return "", damaged(err)
	}
	return legible(unquote(v), own), nil
}
