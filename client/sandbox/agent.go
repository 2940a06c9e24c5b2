package sandbox

import "net/http"

// getAllWebhooks answers with the webhooks that match the filters of a request.
func (t *Tenant) getAllWebhooks(r *http.Request) answer {
	call, problem := admit(r)
	if problem != nil {
		return *problem
	}
	f, err := parseFilters(call.mediaType, call.body)
	if err != nil {
		return invalid(err)
	}
	return answer{status: http.StatusOK, contentType: call.answerType, root: "ArrayOfWebhook", body: t.list(f, requestedView(r))}
}

func describeList(r *http.Request) answer {
	return describe(r, listPath, "Returns the webhooks that match all filters that are given.",
		"NameFilter, EventFilter, StatusFilter", "array of Webhook")
}

// describe answers a GET on a method's address: the vendor describes the method there and does not run it.
func describe(r *http.Request, path, description, request, response string) answer {
	return asJSON(http.StatusOK, struct{ Method, Address, Description, Request, Response string }{
		"POST", origin(r) + path, description, request, response,
	})
}
