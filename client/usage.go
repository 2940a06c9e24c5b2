package client

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"crmhooks/client/failure"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

// archive is a provider of the archive that counts the calls of webhooks.
type archive struct {
	path      string
	key       string   // the column that rows are ordered by, as the vendor asks of whoever reads pages
	counts    []string // the other columns about calls
	lastError string
	itself    []string // the columns about the webhook itself; none in a table of counts
}

// archives are asked in this order. The provider Webhook came with 11.13; the dynamic one reads the table webhook_usage of any version.
var archives = []archive{
	{
		path: pathWebhooks, key: "webhookId", lastError: "webhookUsage/lastError",
		counts: []string{"webhookUsage/totalCalls", "webhookUsage/totalErrors", "webhookUsage/consecutiveErrors", "webhookUsage/lastEvent", "webhookUsage/status"},
		itself: []string{"name", "events", "targetUrl", "type", "registeredBy", "registeredDate", "updatedByFullName"},
	},
	{
		path: pathDynamic, key: "webhook_usage.webhook_usage_id", lastError: "webhook_usage.last_error",
		counts: []string{"webhook_usage.total_calls", "webhook_usage.total_errors", "webhook_usage.consecutive_errors"},
	},
}

const (
	// pageRows is how many rows of the archive are asked for at once: the vendor's own page size.
	pageRows = 1000
	// maxPages bounds how often the archive is asked for one usage.
	maxPages = 1000
)

// Usage asks the archive what the tenant counts about its webhooks: one question for all of them, page by page where the server pages. An answer
// that ends early is no error: what came before is there, and Incomplete says what happened. The error is an *Unread, or the context's.
//
// All of it together may take the timeout, which counts from when listed is closed: whoever asks for the list at the same time closes it when the list has
// come, or has failed. Nil means that no list is waited for.
func (c *Client) Usage(ctx context.Context, listed <-chan struct{}) (webhook.Usages, error) {
	within, cancel := c.withTimeLimit(ctx, listed)
	defer cancel()
	usages, err := c.archived(within, archives[0])
	if lacksProvider(err) && !countsInList(c.Version(within)) {
		usages, err = c.archived(within, archives[1])
	}
	if err == nil || ctx.Err() != nil {
		return usages, err
	}
	return usages, unread("usage", err)
}

// lacksProvider reports whether a server that does not have a provider of the archive may have answered so.
func lacksProvider(err error) bool {
	return slices.ContainsFunc([]failure.Kind{failure.BadRequest, failure.NotFound, failure.ServerFault}, func(k failure.Kind) bool { return errors.Is(err, &failure.Error{Kind: k}) })
}

// archived reads a provider to its end.
func (c *Client) archived(ctx context.Context, from archive) (webhook.Usages, error) {
	started := time.Now()
	a := wire.NewArchive(wire.ArchiveOptions{Tenant: c.opts.Tenant, Webhooks: c.wantsItself(from), NoLastErrors: c.opts.NoLastErrors, MaxBytes: c.opts.MaxBytes})
	query := c.usageQuery(from, nil)
	for page := 1; query != ""; page++ {
		read, err := c.usagePage(ctx, a, call{method: http.MethodGet, path: from.path, query: query, optional: true})
		if err != nil {
			return keep(ctx, a.Usages(), c.explain(ctx, err))
		}
		if query, err = c.nextPage(from, query, read); err == nil && query != "" && (page == maxPages || !read.New) {
			err = &failure.Error{Kind: failure.WrongAnswer, Detail: "its pages never end"}
		}
		if err != nil {
			return keep(ctx, a.Usages(), c.explain(ctx, err))
		}
	}
	c.opts.Log.Info("usage", "host", c.Host(), "path", from.path, "rows", len(a.Usages().ByID), "duration", time.Since(started))
	return a.Usages(), nil
}

// keep keeps what came before an error.
func keep(ctx context.Context, usages webhook.Usages, err error) (webhook.Usages, error) {
	if ctx.Err() != nil && !outOfTime(ctx) {
		return webhook.Usages{}, ctx.Err()
	}
	if len(usages.ByID) == 0 {
		return webhook.Usages{}, err
	}
	usages.Incomplete = err
	return usages, nil
}

func (c *Client) wantsItself(from archive) bool { return len(from.itself) > 0 && !c.opts.NoOtherApps }

// usageQuery is the query string of a page: the columns, the order, and what the server wants to be told to go on.
func (c *Client) usageQuery(from archive, paging url.Values) string {
	columns := append([]string{from.key}, from.counts...)
	if !c.opts.NoLastErrors {
		columns = append(columns, from.lastError)
	}
	if c.wantsItself(from) {
		columns = append(columns, from.itself...)
	}
	query := "?$select=" + strings.Join(columns, ",") + "&$orderby=" + from.key
	if paging.Get("$top") == "" {
		query += "&$top=" + strconv.Itoa(pageRows)
	}
	for _, name := range pagingNames {
		if value := paging.Get(name); value != "" {
			query += "&" + name + "=" + url.QueryEscape(value)
		}
	}
	return query
}

// pagingNames are the parameters with which a server says where the next page begins.
var pagingNames = []string{"$skip", "$top", "$skiptoken"}

// nextPage makes the query of the next page from the link that the server gave, "" where there is none. Only what the link says about paging is
// taken: whatever host it names and whatever it selects, our own address is asked for our own columns. A full page without a link may be a server's way to
// take $top for all that is wanted, so that the rows behind it are asked for as well.
func (c *Client) nextPage(from archive, query string, read wire.Page) (string, error) {
	link := read.Next
	if link == "" && read.Rows < pageRows {
		return "", nil
	}
	paging := url.Values{}
	if link == "" {
		before, _ := url.ParseQuery(strings.TrimPrefix(query, "?"))
		skipped, _ := strconv.Atoi(before.Get("$skip")) // our own number, or none
		paging.Set("$skip", strconv.Itoa(skipped+read.Rows))
		return c.usageQuery(from, paging), nil
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", &failure.Error{Kind: failure.WrongAnswer, Detail: "its link to the next page is not an address"}
	}
	for name, values := range u.Query() {
		paging.Set(strings.ToLower(name), values[0])
	}
	next := c.usageQuery(from, paging)
	if next == query {
		return "", &failure.Error{Kind: failure.WrongAnswer, Detail: "its link to the next page leads to the same page"}
	}
	return next, nil
}

// usagePage asks for one page.
func (c *Client) usagePage(ctx context.Context, a *wire.Archive, what call) (wire.Page, error) {
	body, err := c.open(ctx, what)
	if err != nil {
		return wire.Page{}, err
	}
	defer func() { _ = body.Close() }()
	return a.Read(body, c.login.credentials())
}
