package sandbox

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"net/url"
	"strings"
)

// formReader is what a request's body is read into: of a form it takes the members by itself, of JSON and XML Go's packages do.
type formReader interface {
	fromForm(url.Values) error
}

// decode reads a body of one of the page's content types.
func decode(mediaType string, body []byte, to formReader) error {
	switch {
	case strings.HasSuffix(mediaType, "/xml"):
		return xml.Unmarshal(body, to)
	case mediaType == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return err
		}
		return to.fromForm(form)
	}
	if err := json.Unmarshal(body, to); err != nil {
		return err
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("null")) {
		return errors.New("the request is null")
	}
	return nil
}
