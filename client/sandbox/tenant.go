// Package sandbox is the built-in tenant: a real HTTP server on loopback that keeps the vendor's contract for the reads of webhooks,
// with the webhooks of an invented company. The reads are POST {base}/v1/Agents/Webhook/GetAllWebhooks and GetLastError there, and
// GET {base}/v1/Archive/dynamic for the table webhook_usage and, since 11.13, GET {base}/v1/archive/Webhook. Which of these there are, and what a webhook
// says of itself, depends on the version of the server, one of Versions.
//
// It is a reading of the vendor's pages of its own and shares no type with the client, so that the two can be held against each other.
package sandbox

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
)

// TenantID is the context identifier of the tenant, and TenantLabel what to call it on a screen.
const (
	TenantID    = "Cust00001"
	TenantLabel = "Nordlys Kaffe AS (sandbox)"
)

// Options says what the tenant is to be like. The zero value is the built-in tenant, answering at once.
type Options struct {
	// Now is the clock that the dates of the built-in tenant are placed against; nil means time.Now.
	Now func() time.Time
	// Webhooks, if not nil, is a JSON array in the vendor's form that is served, its dates as they are, instead of the built-in tenant.
	Webhooks []byte
	// Usage, if not nil, is a JSON array with the usage of the webhooks, served as it is. Each element is an object with the columns
	// of webhook_usage: webhook_usage_id, total_calls, total_errors, consecutive_errors and last_error. Two members more may be there:
	// get_last_error, the text that GetLastError has where it is not last_error, and last_event, the time of the last call, which only
	// archive/Webhook has. The built-in tenant repeats it in its list since 12.0. If nil, the built-in tenant has its own usage, and
	// Webhooks have none.
	Usage []byte
	// Delay is how long every answer waits; the wait ends early when the client goes away.
	Delay time.Duration
	// Fault is the name of one of Faults, to try how a client takes it; empty for none.
	Fault string
	// ServerVersion is the one of Versions that the tenant answers like. If empty, it is the fault's version, or the newest.
	ServerVersion string
}

// Tenant answers for one SuperOffice tenant. It may serve any number of requests at once.
type Tenant struct {
	now       func() time.Time
	delay     time.Duration
	webhooks  []json.RawMessage // one object each
	usage     []row             // of webhook_usage
	usageByID map[int]row
	elsewhere []row // of the archive's list of webhooks: those of other applications
	fault     Fault
	release   release
	requests  *atomic.Int64 // how many requests for the list there were
}

// New prepares a tenant. It fails when Options.Webhooks or Options.Usage is no JSON array of objects, when an element of the usage
// names no webhook, or when there is no such fault or version.
func New(opts Options) (*Tenant, error) {
	t := &Tenant{now: opts.Now, delay: opts.Delay, requests: new(atomic.Int64)}
	if t.now == nil {
		t.now = time.Now
	}
	var err error
	if t.fault, err = faultByName(opts.Fault); err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	if t.release, err = releaseByVersion(cmp.Or(opts.ServerVersion, t.fault.Version)); err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	if t.usage, err = parseUsage(opts.usage()); err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	t.usageByID = byID(t.usage)
	if opts.Webhooks != nil {
		t.webhooks, err = parseArray("webhooks", opts.Webhooks)
	} else {
		err = t.loadBuiltIn(opts.Usage == nil)
	}
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	return t, nil
}

// Curl returns the words of a command that fetches all webhooks from base, the address that Server.URL gives.
func Curl(base string) []string {
	return []string{
		"curl", "-sS", "-X", "POST", strings.TrimRight(base, "/") + "/v1/Agents/Webhook/GetAllWebhooks",
		"-H", "Authorization: Bearer " + BearerToken,
		"-H", "Content-Type: application/json",
		"-H", "Accept: application/json",
		"-H", "Accept-Language: en",
		"-d", "{}",
	}
}

// parseArray reads a JSON array of objects. Errors call them what they are.
func parseArray(what string, data []byte) ([]json.RawMessage, error) {
	var rows []json.RawMessage
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, fmt.Errorf("the %s are no JSON array: %w", what, err)
	}
	if rows == nil {
		return nil, fmt.Errorf("the %s are null, not a JSON array", what)
	}
	for i, row := range rows {
		if row[0] != '{' {
			return nil, fmt.Errorf("element %d of the %s is no JSON object", i, what)
		}
	}
	return rows, nil
}
