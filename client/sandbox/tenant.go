// Package sandbox is the built-in tenant: a real HTTP server on loopback that keeps the vendor's contract for the reads of webhooks,
// with the webhooks of an invented company. The reads are POST {base}/v1/Agents/Webhook/GetAllWebhooks and GetLastError there, and
// GET {base}/v1/Archive/dynamic for the table webhook_usage and, since 11.13, GET {base}/v1/archive/Webhook. Which of these there are, and what a webhook
// says of itself, depends on the version of the server, one of Versions.
//
// It is a reading of the vendor's pages of its own and shares no type with the client, so that the two can be held against each other.
package sandbox

import (
	"cmp"
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

// Options configures the tenant. The zero value is a server of the newest version that works.
type Options struct {
	// Now is the clock that the dates of the tenant are placed against; nil means time.Now.
	Now func() time.Time
	// Fault is the name of one of Faults, to try how a client takes it; empty for none.
	Fault string
	// ServerVersion is the one of Versions that the tenant answers like. If empty, it is the fault's version, or the newest.
	ServerVersion string
}

// Tenant answers for one SuperOffice tenant. It may serve any number of requests at once.
type Tenant struct {
	now       func() time.Time
	webhooks  []object
	usage     []row // of webhook_usage
	usageByID map[int]row
	elsewhere []row // of the archive's list of webhooks: those of other applications
	fault     Fault
	release   release
	requests  *atomic.Int64 // how many requests for the list there were
}

// New prepares a tenant. It fails when there is no such fault or version.
func New(opts Options) (*Tenant, error) { return newTenant(opts, usageData) }

// newTenant prepares a tenant that has this usage.
func newTenant(opts Options, usage []byte) (*Tenant, error) {
	t := &Tenant{now: opts.Now, requests: new(atomic.Int64)}
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
	if err := t.load(usage); err != nil {
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
