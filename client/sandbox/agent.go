package sandbox

import (
	"errors"
	"io"
	"net/http"
	"strings"
)

// getAllWebhooks is the one operation of the agent that the sandbox has.
func (t *Tenant) getAllWebhooks(r *http.Request) answer {
	if !authenticated(r) {
		return failure(http.StatusUnauthorized, "SoSessionException", "The login is missing or not valid.").
			with("WWW-Authenticate", `Basic realm="SuperOffice"`, `Bearer realm="SuperOffice"`, `SoTicket realm="SuperOffice"`)
	}
	mediaType := requestType(r.Header.Get("Content-Type"))
	if mediaType == "" {
		return refusal(http.StatusUnsupportedMediaType, "The Content-Type of the request is not supported.",
			"Supported are "+strings.Join(requestTypes(), ", "))
	}
	answerType := acceptable(r.Header.Values("Accept"))
	if answerType == "" {
		return refusal(http.StatusNotAcceptable, "None of the types in Accept can be served.",
			"The sandbox serves "+strings.Join(responseTypes(), ", "))
	}
	f, problem := readFilters(r, mediaType)
	if problem != nil {
		return *problem
	}
	return answer{status: http.StatusOK, contentType: answerType, body: t.list(f, requestedView(r))}
}

// readFilters reads the body, or says what is wrong with it.
func readFilters(r *http.Request, mediaType string) (filters, *answer) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		status := http.StatusBadRequest
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		problem := refusal(status, "The request body cannot be read.", err.Error())
		return filters{}, &problem
	}
	f, err := parseFilters(mediaType, body)
	if err != nil {
		problem := refusal(http.StatusBadRequest, "The request is invalid.", err.Error())
		return filters{}, &problem
	}
	return f, nil
}

// describe answers a GET on the agent's address: the vendor describes the method there and does not run it.
func describe(r *http.Request) answer {
	return asJSON(http.StatusOK, struct{ Method, Address, Description, Request, Response string }{
		"POST", origin(r) + agentPath, "Returns the webhooks that match all filters that are given.",
		"NameFilter, EventFilter, StatusFilter", "array of Webhook",
	})
}
