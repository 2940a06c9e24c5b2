package sandbox

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// usageFaults are the faults of the archive and of GetLastError. The list is as it should be, and the server is the last one whose list says nothing
// of the usage itself.
func usageFaults() []Fault {
	faults := readsBesideTheList()
	for i := range faults {
		faults[i].Version = "11.13"
	}
	return faults
}

func readsBesideTheList() []Fault {
	archive, lastError := []string{archivePath}, []string{lastErrorPath}
	refused := status(http.StatusForbidden, `{"Message":"The application has no access to webhook_usage."}`)
	return []Fault{
		{Name: "usage-slow", Description: "the usage, after three seconds", paths: archive, answer: after(3 * time.Second)},
		{Name: "usage-forbidden", Description: "403 for the usage", paths: archive, answer: refused},
		{Name: "usage-not-found", Description: "404 for the usage, as of an old version", paths: archive,
			answer: status(http.StatusNotFound, `{"Message":"No HTTP resource was found."}`)},
		{Name: "usage-html", Description: "a sign-in page for the usage, with status 200", paths: archive, answer: body("text/html; charset=utf-8", signInPage)},
		{Name: "usage-wrong", Description: "JSON that is no usage", paths: archive, answer: body("application/json", `{"Columns":["webhook_usage_id"],"Rows":60}`)},
		{Name: "usage-odd", Description: "usage with repeated, missing, foreign, odd and hostile rows", paths: archive, answer: body("application/json", oddUsage)},
		{Name: "usage-truncated", Description: "usage that ends in the middle", paths: archive, answer: truncated},
		{Name: "usage-paged", Description: "usage in pages of 20 rows", paths: archive, answer: inPages(nextPage)},
		{Name: "usage-elsewhere", Description: "usage whose second page is said to be at another host", paths: archive, answer: onlyFirst(inPages(nextElsewhere))},
		{Name: "usage-forever", Description: "usage whose next page is always the same one", paths: archive, answer: inPages(samePage)},
		{Name: "last-error-slow", Description: "a webhook's last error, after three seconds", paths: lastError, answer: after(3 * time.Second)},
		{Name: "last-error-forbidden", Description: "403 for a webhook's last error", paths: lastError, answer: refused},
		{Name: "last-error-wrong", Description: "an object in place of a webhook's last error", paths: lastError,
			answer: body("application/json", `{"WebhookId":57,"LastError":["HTTP/1.1 500 Internal Server Error"]}`)},
		{Name: "no-usage", Description: "403 for the usage and for a webhook's last error", paths: []string{archivePath, lastErrorPath}, answer: refused},
	}
}

// pageRows is how many rows of usage come in a page of the faults that have pages.
const pageRows = 20

// inPages gives the usage in pages, each with the address of the next.
func inPages(next func(r *http.Request, skip int) string) handler {
	return func(t *Tenant, w http.ResponseWriter, r *http.Request) {
		t.archivePage(r, paging{pageRows, next}).write(w, r)
	}
}

// nextPage is the same request for the rows that follow, of $top only what is left.
func nextPage(r *http.Request, skip int) string {
	query := options(r)
	query.Set("$skip", strconv.Itoa(skip))
	if top, err := strconv.Atoi(query.Get("$top")); err == nil {
		query.Set("$top", strconv.Itoa(top-pageRows))
	}
	// The vendor writes the names of options as they are.
	return origin(r) + knownPath(r) + "?" + strings.ReplaceAll(query.Encode(), "%24", "$")
}

// nextElsewhere leads whoever follows it to a host that must not get a login.
func nextElsewhere(r *http.Request, skip int) string {
	return "https://evil.example.com" + strings.TrimPrefix(nextPage(r, skip), origin(r))
}

func samePage(r *http.Request, _ int) string { return origin(r) + r.URL.RequestURI() }

// onlyFirst serves no page but the first.
func onlyFirst(first handler) handler {
	return func(t *Tenant, w http.ResponseWriter, r *http.Request) {
		if options(r).Has("$skip") {
			failure(http.StatusNotFound, "SoNotFoundException", "There is no second page here.").write(w, r)
			return
		}
		first(t, w, r)
	}
}

// oddUsage has good rows first and last, so that a client can show what it keeps.
const oddUsage = `{"odata.metadata":"http://127.0.0.1/Cust00001/api/v1/Archive/$metadata","odata.nextLink":null,"value":[
 {"PrimaryKey":"3","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":3,"webhook_usage.total_calls":100,"webhook_usage.total_errors":2,
  "webhook_usage.consecutive_errors":0,"webhook_usage.last_error":""},
 {"PrimaryKey":"3","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":3,"webhook_usage.total_calls":7,"webhook_usage.total_errors":7,
  "webhook_usage.consecutive_errors":7,"webhook_usage.last_error":"the same row again"},
 {"PrimaryKey":4,"EntityName":null,"webhook_usage.webhook_usage_id":"4","webhook_usage.total_calls":"1200","webhook_usage.total_errors":"many",
  "webhook_usage.consecutive_errors":"2","webhook_usage.last_error":"numbers as text"},
 {"PrimaryKey":"5","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":5,"webhook_usage.total_calls":null,"webhook_usage.total_errors":null,
  "webhook_usage.consecutive_errors":null,"webhook_usage.last_error":null},
 {"PrimaryKey":"7","EntityName":"webhook_usage"},
 {"PrimaryKey":"8","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":8,"webhook_usage.total_calls":-1,"webhook_usage.total_errors":-2147483648,
  "webhook_usage.consecutive_errors":-3,"webhook_usage.last_error":"negative"},
 {"PrimaryKey":"9","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":9,"webhook_usage.total_calls":1e400,"webhook_usage.total_errors":0.5,
  "webhook_usage.consecutive_errors":99999999999999999999,"webhook_usage.last_error":{"text":"no text"}},
 {"PrimaryKey":"eleven","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":[11],"webhook_usage.total_calls":11},
 {"PrimaryKey":"4711","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":4711,"webhook_usage.total_calls":1,"webhook_usage.total_errors":1,
  "webhook_usage.consecutive_errors":1,"webhook_usage.last_error":"of a webhook that is not there"},
 "no row at all", null, [12],
 {"PrimaryKey":"14","EntityName":"\u001b[31mwebhook_usage","webhook_usage.webhook_usage_id":14,"webhook_usage.total_calls":10,"webhook_usage.total_errors":4,
  "webhook_usage.consecutive_errors":4,"webhook_usage.last_error":"\u001b]0;title\u0007\u001b[2Jred\u009b31m \u202eexe.gnp\u2066 \u001b]8;;https://evil.example.com"},
 {"PrimaryKey":"57","EntityName":"webhook_usage","webhook_usage.webhook_usage_id":57,"webhook_usage.total_calls":18240,"webhook_usage.total_errors":31,
  "webhook_usage.consecutive_errors":9,"webhook_usage.last_error":"the last row"}
]}`
