package client

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"crmhooks/client/webhook"
)

// usageColumns are the columns of the table webhook_usage that are read. Their order is that of the vendor's own sample.
var usageColumns = []string{"webhook_usage_id", "total_calls", "total_errors", "consecutive_errors", "last_error"}

const usageTable = usageMember + "."

// maxPages bounds how often the archive is asked for one usage. Nothing says how large the server's pages are.
const maxPages = 1000

// Usage asks the archive what the tenant counts about its webhooks: one question for all of them, page by page where the server pages. An answer
// that ends early is no error: what came before is there, and Incomplete says what happened. The error is an *Unread, or the context's.
func (c *Client) Usage(ctx context.Context) (webhook.Usages, error) {
	d := usageDecoder{login: c.login, usages: webhook.Usages{ByID: map[int64]webhook.Usage{}}}
	started, left := time.Now(), c.opts.MaxBytes
	query := c.usageQuery(nil)
	for page := 1; query != ""; page++ {
		next, read, err := c.usagePage(ctx, &d, query, left)
		left -= read
		if err != nil {
			return d.ended(ctx, c.explain(ctx, err))
		}
		if query, err = c.nextPage(query, next); err == nil && query != "" && (page == maxPages || !d.grew()) {
			err = &Error{Kind: WrongAnswer, Detail: "its pages do not come to an end"}
		}
		if err != nil {
			return d.ended(ctx, c.explain(ctx, err))
		}
	}
	c.opts.Log.Info("usage", "host", c.Host(), "rows", len(d.usages.ByID), "duration", time.Since(started))
	return d.usages, nil
}

// ended keeps what came before an error.
func (d *usageDecoder) ended(ctx context.Context, err error) (webhook.Usages, error) {
	if ctx.Err() != nil {
		return webhook.Usages{}, ctx.Err()
	}
	if len(d.usages.ByID) == 0 {
		return webhook.Usages{}, unread("usage", err)
	}
	d.usages.Incomplete = err
	return d.usages, nil
}

// usageQuery is the query string of a page: the columns, and what the server wants to be told to go on.
func (c *Client) usageQuery(paging url.Values) string {
	var columns []string
	for _, name := range usageColumns {
		if name != "last_error" || !c.opts.NoLastErrors {
			columns = append(columns, usageTable+name)
		}
	}
	query := "?$select=" + strings.Join(columns, ",")
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
// taken: whatever host it names and whatever it selects, our own address is asked for our own columns.
func (c *Client) nextPage(query, link string) (string, error) {
	if link == "" {
		return "", nil
	}
	u, err := url.Parse(link)
	if err != nil {
		return "", &Error{Kind: WrongAnswer, Detail: "it has a link to the next page that is no address"}
	}
	paging := url.Values{}
	for name, values := range u.Query() {
		paging.Set(strings.ToLower(name), values[0])
	}
	next := c.usageQuery(paging)
	if next == query {
		return "", &Error{Kind: WrongAnswer, Detail: "its link to the next page leads to the same page"}
	}
	return next, nil
}

// usagePage asks for one page, and returns the link to the next one and how many bytes came.
func (c *Client) usagePage(ctx context.Context, d *usageDecoder, query string, left int64) (next string, read int64, err error) {
	body, err := c.open(ctx, call{method: http.MethodGet, path: pathArchive, query: query, optional: true})
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = body.Close() }()
	limited := &limitedReader{r: body, left: left}
	next, err = d.page(limited)
	return next, limited.read(), err
}
