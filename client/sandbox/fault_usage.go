package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
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
	archives, lastError := []string{archivePath, webhookArchivePath}, []string{lastErrorPath}
	webhooks := []string{webhookArchivePath}
	refused := status(http.StatusForbidden, `{"Message":"The application has no access to webhook_usage."}`)
	missing := status(http.StatusNotFound, `{"Message":"No HTTP resource was found."}`)
	return []Fault{
		{Name: "usage-slow", Description: "the usage, after three seconds", paths: archives, answer: after(3 * time.Second)},
		{Name: "usage-forbidden", Description: "403 for the usage", paths: archives, answer: refused},
		{Name: "usage-not-found", Description: "404 for the usage, as of an old version", paths: archives, answer: missing},
		{Name: "usage-html", Description: "a sign-in page for the usage, with status 200", paths: archives, answer: body("text/html; charset=utf-8", signInPage)},
		{Name: "usage-wrong", Description: "JSON that is no usage", paths: archives, answer: body("application/json", `{"Columns":["webhook_usage_id"],"Rows":60}`)},
		{Name: "usage-odd", Description: "usage with repeated, missing, foreign, odd and hostile rows", paths: archives, answer: oddRows},
		{Name: "usage-truncated", Description: "usage that ends in the middle", paths: archives, answer: truncated},
		{Name: "usage-paged", Description: "usage in pages of 20 rows", paths: archives, answer: inPages(nextPage)},
		{Name: "usage-elsewhere", Description: "usage whose second page is said to be at another host", paths: archives, answer: onlyFirst(inPages(nextElsewhere))},
		{Name: "usage-forever", Description: "usage whose next page is always the same one", paths: archives, answer: inPages(samePage)},
		{Name: "usage-dripping", Description: "half of the usage, and then a byte a second", paths: archives, answer: dripping},
		{Name: "usage-endless", Description: "usage whose pages never end, each after a second and a half", paths: archives, answer: endless},
		{Name: "usage-archive-not-found", Description: "404 for archive/Webhook, while the dynamic archive answers", paths: webhooks, answer: missing},
		{Name: "usage-archive-bad-request", Description: "400 for archive/Webhook, while the dynamic archive answers", paths: webhooks,
			answer: status(http.StatusBadRequest, `{"Message":"The request is invalid.","MessageDetail":"There is no archive provider Webhook."}`)},
		{Name: "usage-archive-server-fault", Description: "500 for archive/Webhook, while the dynamic archive answers", paths: webhooks,
			answer: status(http.StatusInternalServerError, `{"Message":"The archive provider Webhook cannot be created."}`)},
		{Name: "usage-archive-odd", Description: "odd rows of archive/Webhook, while the dynamic archive is in order", paths: webhooks, answer: oddRows},
		{Name: "last-error-slow", Description: "a webhook's last error, after three seconds", paths: lastError, answer: after(3 * time.Second)},
		{Name: "last-error-forbidden", Description: "403 for a webhook's last error", paths: lastError, answer: refused},
		{Name: "last-error-wrong", Description: "an object in place of a webhook's last error", paths: lastError,
			answer: body("application/json", `{"WebhookId":57,"LastError":["HTTP/1.1 500 Internal Server Error"]}`)},
		{Name: "no-usage", Description: "403 for the usage and for a webhook's last error", paths: slices.Concat(archives, lastError), answer: refused},
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

// endless gives a page of rows that nobody has had yet, whatever was asked for, and says where the next one begins.
func endless(t *Tenant, w http.ResponseWriter, r *http.Request) {
	if !pause(r.Context(), 1500*time.Millisecond) {
		return
	}
	skip, _ := strconv.Atoi(options(r).Get("$skip")) // our own number, or none
	var rows []json.RawMessage
	for id := skip + 1; id <= skip+pageRows; id++ {
		rows = append(rows, json.RawMessage(`{"PrimaryKey":"`+strconv.Itoa(id)+`"}`))
	}
	page := object{
		{"odata.nextLink", quote(nextPage(r, skip+pageRows))},
		{"value", array(rows)},
	}
	body("application/json", string(page.encode()))(t, w, r)
}
