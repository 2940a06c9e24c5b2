package client

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/go-resty/resty/v2"

	"crmhooks/client/webhook"
)

const (
	pathList      = "/v1/Agents/Webhook/GetAllWebhooks"
	pathLastError = "/v1/Agents/Webhook/GetLastError"
	pathWebhooks  = "/v1/archive/Webhook"
	pathDynamic   = "/v1/Archive/dynamic"
)

// call is one request below the API root. All of them are reads.
type call struct {
	method, path string
	query        string                 // with its question mark; "" for none
	body         []byte                 // JSON; nil for none
	progress     func(webhook.Progress) // is told of retries; may be nil
	optional     bool                   // many logins have no right to it, so that a 403 is no reason to log in again
}

// listCall is the call for a list.
func listCall(q webhook.Query) call {
	return call{method: http.MethodPost, path: pathList, query: selectQuery(q.Select), body: listBody(q), progress: q.Progress}
}

// request prepares a call to the API root. The headers are those of the vendor's page, in its spelling.
func (c *Client) request(ctx context.Context) (*resty.Request, error) {
	r := c.http.R().
		SetContext(ctx).
		SetDoNotParseResponse(true).
		SetHeader("Accept", "application/json").
		SetHeader("Accept-Language", c.opts.Language).
		SetHeader("User-Agent", userAgent(c.opts.Version))
	for _, h := range []header{{"SO-Language", c.opts.SOLanguage}, {"SO-Culture", c.opts.SOCulture}, {"SO-TimeZone", c.timeZone()}} {
		if h.value != "" {
			r.SetHeaderVerbatim(h.name, h.value)
		}
	}
	login, err := c.login.get(ctx)
	if err != nil {
		return nil, err
	}
	for _, h := range login {
		r.SetHeaderVerbatim(h.name, h.value)
	}
	return r, nil
}

func (c *Client) timeZone() string {
	if c.opts.SOTimeZone == "" {
		return ""
	}
	return c.opts.SOTimeZone + ", includeTZOffset"
}

func userAgent(version string) string {
	if version == "" {
		return "crmhooks"
	}
	return "crmhooks/" + version
}

// do sends a call once.
func (c *Client) do(ctx context.Context, root *url.URL, what call) (*http.Response, error) {
	r, err := c.request(ctx)
	if err != nil {
		return nil, err
	}
	if what.body != nil {
		r.SetHeader("Content-Type", "application/json; charset=utf-8").SetBody(what.body)
	}
	resp, err := r.Execute(what.method, root.String()+what.path+what.query)
	if err != nil {
		return nil, err
	}
	return resp.RawResponse, nil
}

// listBody is the request body: only the filters that are set, since a member that the server does not expect is silently no filter.
func listBody(q webhook.Query) []byte {
	status := string(q.Status)
	if q.Status == webhook.Unknown {
		status = ""
	}
	var b bytes.Buffer
	b.WriteByte('{')
	for _, m := range []header{{"NameFilter", q.Name}, {"EventFilter", q.Event}, {"StatusFilter", status}} {
		if m.value == "" {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		quoted, _ := jsontext.AppendQuote(nil, m.value) // invalid UTF-8 is replaced, which is all that the error says
		b.WriteString(`"` + m.name + `":`)
		b.Write(quoted)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// selectQuery is the query string for $select, "" for all members. WebhookId and State always go with the others: without
// them a row could be neither known nor judged.
func selectQuery(members []string) string {
	if members == nil {
		return ""
	}
	paths := []string{"WebhookId", "State"}
	for _, m := range members {
		m = strings.TrimSpace(m)
		if f := webhook.FieldByName(m); m == "" || f == webhook.FieldID || f == webhook.FieldState {
			continue
		}
		paths = append(paths, strings.ReplaceAll(url.QueryEscape(m), "%2F", "/"))
	}
	return "?$select=" + strings.Join(paths, ",")
}
