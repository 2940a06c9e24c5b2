package sandbox

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"time"
)

// answerFaults are the faults of the list, by the outcome that a client should tell apart.
func answerFaults() []Fault {
	return append([]Fault{
		{Name: "empty-list", Description: "an empty list", answer: body("application/json", "[]")},
		{Name: "null-answer", Description: "null, with status 200", answer: body("application/json", "null")},
		{Name: "error-answer", Description: "an error object of the agents, with status 200", answer: body("application/json",
			`{"Error":true,"ErrorType":"SoSessionException","ErrorMessage":"The session has ended.","ErrorSource":"NetServer"}`)},
		{Name: "error-answer-rest", Description: "an error object of the REST API, with status 200", answer: body("application/json",
			`{"Message":"An error has occurred.","MessageDetail":"The webhook plugin is not loaded."}`)},
		{Name: "html-answer", Description: "a sign-in page, with status 200", answer: body("text/html; charset=utf-8", signInPage)},
		{Name: "html-as-json", Description: "a sign-in page that says it is JSON", answer: body("application/json", "<!DOCTYPE html><title>Sign in</title>")},
		{Name: "xml-answer", Description: "XML, with status 200", answer: body("application/xml", `<?xml version="1.0"?><ArrayOfWebhook/>`)},
		{Name: "other-answer", Description: "plain text, with status 200", answer: body("text/plain", "It works!")},
		{Name: "empty-answer", Description: "nothing, with status 200", answer: body("application/json", "")},
		{Name: "truncated", Description: "a list that ends in the middle", answer: truncated},
		{Name: "connection-lost", Description: "a list in the middle of which the connection ends", answer: connectionLost},
		{Name: "not-json", Description: "a list with a comma too many", answer: body("application/json", "[,]")},
		{Name: "wrong-shape", Description: "JSON that is no list of webhooks", answer: body("application/json", `{"value":[{"WebhookId":1}]}`)},
		{Name: "odd-webhooks", Description: "webhooks with repeated, missing and odd members", answer: body("application/json", oddWebhooks)},
		{Name: "hostile-text", Description: "webhooks whose texts try to control the terminal", answer: body("application/json", hostileText)},
		{Name: "bad-header", Description: "a header of more than 64 KiB", answer: badHeader},
		{Name: "too-large", Description: "512 MiB of blanks in half a megabyte of gzip", answer: bomb(" ", 1<<20, 512)},
		{Name: "too-many", Description: "2.8 million empty objects in 8 KiB of gzip", answer: bomb(",{}", 350_000, 8)},
		{Name: "slow", Description: "the list, after three seconds", answer: after(3 * time.Second)},
		{Name: "header-timeout", Description: "no answer at all", answer: func(_ *Tenant, _ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		{Name: "body-timeout", Description: "half a list, and then silence", answer: halfAndSilence},
		{Name: "redirected", Description: "a redirect to another host", answer: status(http.StatusFound, "", "Location", "https://login.example.com/?token=not-a-secret")},
		{Name: "echo", Description: "400, repeating the request's own credentials", answer: echo},
		{Name: "busy-once", Description: "429 with Retry-After: 2, and then the list", answer: busyOnce},
	}, statusFaults()...)
}

// statusFaults are answers that their status says all about.
func statusFaults() []Fault {
	var faults []Fault
	for _, s := range []struct {
		name    string
		code    int
		message string
		headers []string
	}{
		{"bad-request", 400, "The request is invalid.", nil},
		{"unauthorized", 401, "The session has ended.", nil},
		{"forbidden", 403, "The application has no access to the Webhook agent.", nil},
		{"not-found", 404, "No HTTP resource was found.", nil},
		{"method-refused", 405, "", []string{"Allow", "GET"}},
		{"proxy-failed", 407, "", []string{"Proxy-Authenticate", `Basic realm="proxy"`}},
		{"conflict", 409, "", nil},
		{"precondition", 412, "", nil},
		{"unexpected-status", 418, "", nil},
		{"misdirected", 421, "wrong subdomain", nil},
		{"busy", 429, "Too many requests.", []string{"Retry-After", "1"}},
		{"server-fault", 500, "Object reference not set to an instance of an object.", nil},
		{"unavailable", 503, "", []string{"Retry-After", "1"}},
	} {
		text := ""
		if s.message != "" {
			text = `{"Message":"` + s.message + `"}`
		}
		faults = append(faults, Fault{Name: s.name, Description: http.StatusText(s.code), answer: status(s.code, text, s.headers...)})
	}
	return faults
}

type handler = func(*Tenant, http.ResponseWriter, *http.Request)

func body(contentType, text string) handler {
	return func(_ *Tenant, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, text)
	}
}

func status(code int, text string, headers ...string) handler {
	return func(_ *Tenant, w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, text)
	}
}

// half writes the good answer up to its middle, which in a list is inside a webhook.
func half(t *Tenant, w http.ResponseWriter, r *http.Request) {
	whole := t.answer(r)
	w.Header().Set("Content-Type", whole.contentType)
	w.WriteHeader(whole.status)
	_, _ = w.Write(whole.body[:len(whole.body)/2])
	_ = http.NewResponseController(w).Flush()
}

func truncated(t *Tenant, w http.ResponseWriter, r *http.Request) { half(t, w, r) }

func connectionLost(t *Tenant, w http.ResponseWriter, r *http.Request) {
	half(t, w, r)
	panic(http.ErrAbortHandler) // net/http's way to end a connection in the middle
}

func halfAndSilence(t *Tenant, w http.ResponseWriter, r *http.Request) {
	half(t, w, r)
	<-r.Context().Done()
}

// dripping is never silent for long, and takes hours.
func dripping(t *Tenant, w http.ResponseWriter, r *http.Request) {
	half(t, w, r)
	whole := t.answer(r).body
	for rest := whole[len(whole)/2:]; len(rest) > 0 && pause(r.Context(), time.Second); rest = rest[1:] {
		_, _ = w.Write(rest[:1])
		_ = http.NewResponseController(w).Flush()
	}
}

// after gives the good answer, late.
func after(d time.Duration) handler {
	return func(t *Tenant, w http.ResponseWriter, r *http.Request) {
		if pause(r.Context(), d) {
			good(t, w, r)
		}
	}
}

// good gives the answer that a tenant without a fault gives.
func good(t *Tenant, w http.ResponseWriter, r *http.Request) { t.answer(r).write(w, r) }

func busyOnce(t *Tenant, w http.ResponseWriter, r *http.Request) {
	if t.requests.Load() == 1 {
		status(http.StatusTooManyRequests, "", "Retry-After", "2")(t, w, r)
		return
	}
	good(t, w, r)
}

func badHeader(t *Tenant, w http.ResponseWriter, r *http.Request) {
	status(http.StatusOK, "[]", "Set-Cookie", "session="+strings.Repeat("a", 64<<10))(t, w, r)
}

// bomb is a list that unpacks to far more than it seems: one webhook, and then about a mebibyte of something, so many times. Of a gzip stream there may be several
// in a row, so that it is packed once.
func bomb(piece string, inMebibyte, times int) handler {
	return func(_ *Tenant, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Encoding", "gzip")
		filling := packed(strings.Repeat(piece, inMebibyte))
		_, err := w.Write(packed(`[{"WebhookId":1,"Name":"before the flood","State":"Active"}`))
		for n := 0; n < times && err == nil; n++ {
			_, err = w.Write(filling)
		}
		_, _ = w.Write(packed("]"))
	}
}

func packed(text string) []byte {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	_, _ = io.WriteString(zip, text) // a buffer takes everything
	_ = zip.Close()
	return out.Bytes()
}

// echo repeats what it got, as careless servers do in their errors.
func echo(_ *Tenant, w http.ResponseWriter, r *http.Request) {
	asked := make([]string, 0, len(r.Header))
	for name, values := range r.Header {
		asked = append(asked, name+": "+strings.Join(values, ", "))
	}
	refusal(http.StatusBadRequest, "You sent "+strings.Join(asked, "; "), "").write(w, r)
}

const signInPage = "<!DOCTYPE html><title>Sign in</title><form></form>"

const oddWebhooks = `[
 {"WebhookId":7,"Name":"seven","State":"Active"},
 {"WebhookId":7,"Name":"seven again","State":"Stopped"},
 {"WebhookId":0,"Name":"zero","State":3},
 {"WebhookId":null,"Name":"null","State":"Paused"},
 {"WebhookId":"eight","Name":["no text"],"State":{},"Events":"sale.sold,sale.lost","Headers":[1],"Registered":"soon","Secret":{"key":"fake_odd_secret_0123456789"}},
 "no webhook at all"
]`

const hostileText = `[
 {"WebhookId":1,"Name":"\u001b]0;title\u0007\u001b]52;c;aGVsbG8=\u0007\u001b[2J\u001b[31mred","State":"\u001b[5mActive","Type":"web\u0000hook"},
 {"WebhookId":2,"Name":"unterminated \u001b]8;;https://evil.example.com","State":"Active","Events":["\u001bPq#0\u001b\\sale.sold","\u009b31msale.lost"]},
 {"WebhookId":3,"Name":"gnp.exe \u202ereversed\u2066","State":"Active","TargetUrl":"https://a.example.com/\u200b\u200d\u2060x\r\nX-Injected: 1"},
 {"WebhookId":4,"Name":"=HYPERLINK(\"https://evil.example.com\",\"click\")","State":"Active","ErrorsEmail":"@SUM(1+1)","Headers":{"\u001b[1mX":"\u001b_apc\u001b\\y"},
  "Properties":{"\u001b^pm\u001b\\":"line\nline\u001bXsos\u001b\\","deep":[{"\u0008":"\u0085"}]}}
]`
