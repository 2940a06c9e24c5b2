package sandbox

import (
	"errors"
	"io"
	"net/http"
	"strings"
)

// agentCall is a request to a method of the agent that may be answered.
type agentCall struct {
	mediaType  string // of body
	body       []byte
	answerType string
}

// admit checks what every method of the agent wants: a login, media types of the page, and a body that can be read.
func admit(r *http.Request) (agentCall, *answer) {
	if problem := refuseLogin(r); problem != nil {
		return agentCall{}, problem
	}
	call := agentCall{mediaType: requestType(r.Header.Get("Content-Type"))}
	if call.mediaType == "" {
		problem := refusal(http.StatusUnsupportedMediaType, "The Content-Type of the request is not supported.",
			"Supported are "+strings.Join(requestTypes(), ", "))
		return agentCall{}, &problem
	}
	var problem *answer
	if call.answerType, problem = answerType(r, responseTypes()); problem != nil {
		return agentCall{}, problem
	}
	call.body, problem = readBody(r)
	return call, problem
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
