package sandbox

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
)

// admit checks what every method of the agent requires: a login, known media types, and a valid body, which it reads. It returns the media type of the
// answer.
func admit(r *http.Request, request any) (string, *answer) {
	if problem := refuseLogin(r); problem != nil {
		return "", problem
	}
	sent := mediaType(r.Header.Get("Content-Type"))
	if !slices.Contains(agentTypes(), sent) {
		problem := refusal(http.StatusUnsupportedMediaType, "The Content-Type of the request is not supported.", "The sandbox takes "+strings.Join(agentTypes(), ", "))
		return "", &problem
	}
	wanted, problem := answerType(r, agentTypes())
	if problem != nil {
		return "", problem
	}
	body, problem := readBody(r)
	if problem != nil {
		return "", problem
	}
	if err := decode(sent, body, request); err != nil {
		problem := invalid(err)
		return "", &problem
	}
	return wanted, nil
}

// refuseLogin is the answer to a request without a valid login, nil for any other.
func refuseLogin(r *http.Request) *answer {
	if authenticated(r) {
		return nil
	}
	problem := failure(http.StatusUnauthorized, "SoSessionException", "The login is missing or not valid.").
		with("WWW-Authenticate", `Basic realm="SuperOffice"`, `Bearer realm="SuperOffice"`, `SoTicket realm="SuperOffice"`)
	return &problem
}

// answerType picks the media type of the answer, or says that none will do.
func answerType(r *http.Request, served []string) (string, *answer) {
	if best := acceptable(r.Header.Values("Accept"), served); best != "" {
		return best, nil
	}
	problem := refusal(http.StatusNotAcceptable, "None of the types in Accept can be served.",
		"The sandbox serves "+strings.Join(served, ", "))
	return "", &problem
}

// readBody reads the body to its end, or says why it cannot be read.
func readBody(r *http.Request) ([]byte, *answer) {
	body, err := io.ReadAll(r.Body)
	if err == nil {
		return body, nil
	}
	status := http.StatusBadRequest
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		status = http.StatusRequestEntityTooLarge
	}
	problem := refusal(status, "The request body cannot be read.", err.Error())
	return nil, &problem
}

// invalid is the answer to a request that says something that it must not.
func invalid(err error) answer {
	return refusal(http.StatusBadRequest, "The request is invalid.", err.Error())
}
