// Package webhook says what a SuperOffice webhook is and what can be asked of a list of them: filter, sort, count.
// It is pure: nothing here reads, writes or waits.
//
// Every text in a Webhook is already safe for a terminal and every credential in it is already masked: both happen once,
// where the server's answer is read (package wire). Nothing downstream masks again, and only what decodes a text again cleans it again.
package webhook

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/text"
)

// The kinds of webhook that the vendor documents. Type names a plugin, so an on-site installation may have more.
const (
	TypeWebhook   = "webhook"   // HTTP POST to a URL
	TypeCRMScript = "crmscript" // the target is the include name of a script, not a URL
)

// Webhook is one webhook of a tenant, as GetAllWebhooks answers it: what its row in a list needs at once, and the way to the rest.
type Webhook struct {
	Tenant     string // the tenant it was read from, for the row's identity
	ID         int64  // WebhookId; 0 when the answer gave none
	Occurrence int    // 0 for the first webhook with this id, 1 for the second: a broken answer may repeat ids

	Name       string
	Events     []string // names such as "sale.sold"; custom names are legal
	TargetURL  string   // a URL for TypeWebhook, a script's include name for TypeCRMScript; credentials in it are masked
	Secret     secret.Secret
	State      State
	Type       string
	Registered time.Time // zero means never, or not given
	Updated    time.Time // likewise

	ErrorsEmail string
	Description string // what the webhook does, in its maintainer's words; of several lines; since 12.0

	// OtherApp says that only the archive lists the webhook: see Usages.OtherApps.
	OtherApp bool

	Present   Fields // the members that the answer held with a value other than null
	Requested Fields // the members that the request asked for; all of them without $select

	Listed  *Usage // what the list's own answer says about its calls, since 12.0; nil where it says nothing
	Usage   *Usage // what is known about its calls from all sources; nil when that is nothing
	NoUsage string // why Usage is not known, in a few words; "" when it was not asked for

	TargetFingerprint secret.Fingerprint // of the target as it came; 0 in a webhook that no answer was mapped to

	Rest Detailer // gives the details; nil for none
}

// Header is one custom HTTP header that the server adds when it calls the target.
type Header struct {
	Name   string
	Value  string // redact.Mask when Masked
	Masked bool   // the name or the value looks like a credential
}

// Member is one JSON member: a name and a value that is valid, compact, cleaned and masked JSON.
type Member struct {
	Name  string
	Value string
}

// Associate is a SuperOffice user, as in RegisteredAssociate and UpdatedAssociate.
type Associate struct {
	ID       int64
	Name     string // initials or login
	FullName string
	Deleted  bool
	Members  []Member // every member that the answer held, these four included; nil where no object came
}

// Label names the associate for people: the full name, else the login, else the id.
func (a *Associate) Label() string {
	switch {
	case a == nil:
		return ""
	case a.FullName != "":
		return a.FullName
	case a.Name != "":
		return a.Name
	case a.ID != 0:
		return "#" + strconv.FormatInt(a.ID, 10)
	}
	return ""
}

// Key is the identity of a row. It survives refresh, sorting and filtering; an index does not.
type Key struct {
	Tenant     string
	ID         int64
	Occurrence int
}

// Key returns the identity of the webhook's row.
func (w *Webhook) Key() Key { return Key{w.Tenant, w.ID, w.Occurrence} }

// IsScript reports whether the target is a CRMScript and not a URL.
func (w *Webhook) IsScript() bool { return strings.EqualFold(w.Type, TypeCRMScript) }

// Host returns the target's host in lower case and safe for a terminal, with a port that was given, or "" when the target is not a URL or its host is masked.
func (w *Webhook) Host() string {
	if w.IsScript() {
		return ""
	}
	u, err := url.Parse(w.TargetURL)
	if err != nil || strings.Contains(u.Host, redact.Mask) {
		return ""
	}
	return strings.ToLower(text.Host(u))
}

// SameTarget is equal for webhooks that call the same target, masked parts included; 0 when that cannot be known.
func (w *Webhook) SameTarget() secret.Fingerprint {
	if w.TargetFingerprint != 0 {
		return w.TargetFingerprint
	}
	return secret.FingerprintOf(w.TargetURL)
}

// Receiver is who is called, in the words of a heading: the target's host, the script, or "no target".
func (w *Webhook) Receiver() string {
	host := w.Host()
	switch {
	case host != "":
		return host
	case w.TargetURL == "":
		return "no target"
	case w.IsScript():
		return "CRMScript " + w.TargetURL
	}
	return w.TargetURL
}

// Entity returns the part of an event name that groups it with its relatives: "sale" of "sale.sold",
// "list.category" of "list.category.changed". A name without a dot is its own entity.
func Entity(event string) string {
	if i := strings.LastIndexByte(event, '.'); i > 0 {
		return event[:i]
	}
	return event
}
