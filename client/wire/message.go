package wire

import (
	"encoding/json"
	"io"
	"strings"

	"crmhooks/client/redact"
)

// vendorError is the union of the error bodies in use: that of the agents, that of the REST API and that of OAuth.
type vendorError struct {
	Message, MessageDetail  string
	ErrorType, ErrorMessage string
	Title, Detail           string
	OAuth                   string `json:"error_description"`
}

// maxMessage is how much is read of an answer that is not what was asked for, in bytes.
const maxMessage = 64 << 10

// Message reads what the server says in the body of an error, fit to show; "" when there is nothing that a person could read.
func Message(body io.Reader, own *redact.Repeats) string {
	b, _ := io.ReadAll(io.LimitReader(body, maxMessage)) // half a message is better than none
	return messageIn(b, own)
}

func messageIn(body []byte, own *redact.Repeats) string {
	var v vendorError
	// A member of another type than expected leaves its place empty; the others are still read.
	_ = json.Unmarshal(body, &v)
	var parts []string
	for _, s := range []string{v.ErrorMessage, v.Message, v.MessageDetail, v.OAuth, v.Title, v.Detail} {
		if s != "" {
			parts = append(parts, strings.TrimRight(s, ". "))
		}
	}
	if len(parts) == 0 && v.ErrorType != "" {
		parts = []string{v.ErrorType}
	}
	return redact.Message(strings.Join(parts, ". "), own)
}
