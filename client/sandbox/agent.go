package sandbox

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"net/http"
	"strings"
)

// getAllWebhooks answers with the webhooks that match the filters of a request.
func (t *Tenant) getAllWebhooks(r *http.Request) answer {
	var f filters
	contentType, problem := admit(r, &f)
	if problem != nil {
		return *problem
	}
	if err := f.check(); err != nil {
		return invalid(err)
	}
	return answer{status: http.StatusOK, contentType: contentType, root: "ArrayOfWebhook", body: t.list(f, requestedView(r))}
}

// getLastError answers with the text of one webhook's last error: a JSON string by itself, empty when there is none or no such webhook.
func (t *Tenant) getLastError(r *http.Request) answer {
	var asked struct {
		WebhookID int `json:"WebhookId" xml:"WebhookId"`
	} // 0, which is no webhook's id, if it is missing
	contentType, problem := admit(r, &asked)
	if problem != nil {
		return *problem
	}
	return answer{status: http.StatusOK, contentType: contentType, root: "string", body: t.usageOf(asked.WebhookID).lastError()}
}

// decode reads the body of a request.
func decode(mediaType string, body []byte, to any) error {
	if strings.HasSuffix(mediaType, "/xml") {
		return xml.Unmarshal(body, to)
	}
	if err := json.Unmarshal(body, to); err != nil {
		return err
	}
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("null")) {
		return errors.New("the request is null")
	}
	return nil
}
