package sandbox

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
)

// getLastError answers with the text of one webhook's last error: a JSON string by itself, empty when there is none or no such webhook.
func (t *Tenant) getLastError(r *http.Request) answer {
	call, problem := admit(r)
	if problem != nil {
		return *problem
	}
	var asked lastErrorRequest
	if err := decode(call.mediaType, call.body, &asked); err != nil {
		return invalid(err)
	}
	return answer{status: http.StatusOK, contentType: call.answerType, root: "string", body: t.usageOf(asked.WebhookID).lastError()}
}

func describeLastError(r *http.Request) answer {
	return describe(r, lastErrorPath, "Returns the text of a webhook's last error.", "WebhookId", "string")
}

// lastErrorRequest is the request body of the vendor's page. A missing id is 0, which no webhook has.
type lastErrorRequest struct {
	WebhookID int `json:"WebhookId" xml:"WebhookId"`
}

func (q *lastErrorRequest) fromForm(form url.Values) (err error) {
	q.WebhookID, err = strconv.Atoi(cmp.Or(form.Get("WebhookId"), "0"))
	return err
}
