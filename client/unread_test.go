package client_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/sandbox"
	"crmhooks/client/webhook"
)

// besides says what becomes of the usage and of the last errors under each fault that leaves the list good: what is said, with HOST for the host, and
// of which kind the error is; "" where they are read. Rows of usage that came before the error stay.
var besides = map[string]struct {
	usage, lastError string
	kind             failure.Kind
	rows             int
}{
	"usage-slow":      {rows: 63},
	"usage-forbidden": {usage: "no access to usage", kind: failure.Forbidden},
	"usage-not-found": {usage: "this server has no usage", kind: failure.NotFound},
	"usage-html":      {usage: "usage could not be read: HOST answered with a web page, not with data", kind: failure.HTMLAnswer},
	"usage-wrong":     {usage: "usage could not be read: The answer from HOST is JSON, but not what was asked for: it is an object", kind: failure.WrongAnswer},
	"usage-odd":       {rows: 9},
	"usage-truncated": {usage: "The answer from HOST ends in the middle.", kind: failure.Truncated, rows: 30},
	"usage-paged":     {rows: 63},
	"usage-elsewhere": {usage: "HOST has no web API at this address: There is no second page here.", kind: failure.NotFound, rows: 20},
	"usage-forever": {usage: "The answer from HOST is JSON, but not what was asked for: its link to the next page leads to the same page.",
		kind: failure.WrongAnswer, rows: 20},
	"usage-dripping":       {usage: outOfTime, kind: failure.WholeTimeout, rows: 30},
	"usage-endless":        {usage: outOfTime, kind: failure.WholeTimeout, rows: 13 * 20}, // a page in 1.5 s; that of the last moment may come or not
	"last-error-slow":      {rows: 63},
	"last-error-forbidden": {lastError: "no access to last error", kind: failure.Forbidden, rows: 63},
	"last-error-wrong": {lastError: "last error could not be read: The answer from HOST is JSON, but not what was asked for: it is an object",
		kind: failure.WrongAnswer, rows: 63},
	"usage-archive-not-found":    {rows: 60},
	"usage-archive-bad-request":  {rows: 60},
	"usage-archive-server-fault": {rows: 60},
	"usage-archive-odd":          {rows: 5},
	"no-usage":                   {usage: "no access to usage", lastError: "no access to last error", kind: failure.Forbidden},
}

const outOfTime = "HOST did not finish its answer in time."

// takesTime are the faults of what is beside the list that run in synthetic time.
func takesTime(fault string) bool {
	return strings.HasSuffix(fault, "-slow") || besides[fault].kind == failure.WholeTimeout
}

func TestEveryFaultBesideTheListHasAnOutcome(t *testing.T) {
	for _, fault := range sandbox.Faults() {
		want, listed := besides[fault.Name]
		if about := strings.Contains(fault.Name, "usage") || strings.Contains(fault.Name, "last-error"); about != listed {
			t.Errorf("%s: it is about what is beside the list: %v, and it is listed: %v", fault.Name, about, listed)
		}
		if !listed || takesTime(fault.Name) {
			continue
		}
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			c := broken(t, fault.Name, client.Options{})
			usages, err := c.Usage(context.Background(), nil)
			ended := err
			if err == nil {
				ended = usages.Incomplete
			}
			if n := len(usages.ByID); n < want.rows || want.rows == 0 && n > 0 {
				t.Errorf("%d rows of usage, want %d", n, want.rows)
			}
			soft(t, c, "the usage", ended, want.usage, want.kind)
			texts, err := c.LastErrors(context.Background(), []int64{57})
			soft(t, c, "the last error", err, want.lastError, want.kind)
			if (err == nil) != strings.Contains(texts[57], "NotTimeValid") {
				t.Errorf("the last error is %q, %v", texts[57], err)
			}
		})
	}
}

// soft holds an error of what is beside the list against its words, "" for none, and its kind.
func soft(t *testing.T, c *client.Client, what string, err error, words string, kind failure.Kind) {
	t.Helper()
	if words == "" {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		return
	}
	if err == nil {
		t.Errorf("%s: nothing is said", what)
		return
	}
	if got := strings.ReplaceAll(err.Error(), c.Host(), "HOST"); got != words || !errors.Is(err, &failure.Error{Kind: kind}) {
		t.Errorf("%s: %q, want %q of kind %s", what, got, words, kind)
	}
}

// reads are the two reads beside the list, and the faults that make them slow.
var reads = map[string]struct {
	fault string
	read  func(ctx context.Context, c *client.Client) (found bool, err error)
}{
	"usage": {"usage-slow", func(ctx context.Context, c *client.Client) (bool, error) {
		usages, err := c.Usage(ctx, nil)
		return len(usages.ByID) == 63, err
	}},
	"last error": {"last-error-slow", func(ctx context.Context, c *client.Client) (bool, error) {
		texts, err := c.LastErrors(ctx, []int64{57})
		return strings.Contains(texts[57], "NotTimeValid"), err
	}},
}

// slowTenant runs a test against the built-in tenant where every pause is exact; a goroutine that is left over fails it.
func slowTenant(t *testing.T, fault string, test func(t *testing.T, c *client.Client)) {
	t.Helper()
	tenant, err := sandbox.New(sandbox.Options{Fault: fault})
	if err != nil {
		t.Fatal(err)
	}
	inSyntheticTime(t, 0, tenant.ServeHTTP, func(t *testing.T, opts client.Options) {
		opts.BaseURL += "/" + sandbox.TenantID
		opts.Auth = client.Auth{Scheme: client.Bearer, Secret: client.Fixed(sandbox.BearerToken)}
		test(t, newClient(t, opts))
	})
}

func TestWhatIsSlowBesideTheListIsReadInTheEnd(t *testing.T) {
	for name, r := range reads {
		slowTenant(t, r.fault, func(t *testing.T, c *client.Client) {
			started := time.Now()
			found, err := r.read(t.Context(), c)
			if !found || err != nil || time.Since(started) != 3*time.Second {
				t.Errorf("%s: it was read: %v, %v after %v", name, found, err, time.Since(started))
			}
		})
	}
}

func TestWhatIsSlowBesideTheListIsCancelledAtOnce(t *testing.T) {
	for name, r := range reads {
		slowTenant(t, r.fault, func(t *testing.T, c *client.Client) {
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			started := time.Now()
			found, err := r.read(ctx, c)
			if found || !errors.Is(err, context.Canceled) || time.Since(started) != time.Second {
				t.Errorf("%s: %v after %v", name, err, time.Since(started))
			}
		})
		for phase, s := range silences {
			inSyntheticTime(t, s.accept, s.serve, func(t *testing.T, opts client.Options) {
				ctx, cancel := context.WithCancel(t.Context())
				time.AfterFunc(5*time.Second, cancel)
				started := time.Now()
				if _, err := r.read(ctx, newClient(t, opts)); !errors.Is(err, context.Canceled) || time.Since(started) != 5*time.Second {
					t.Errorf("%s, %s: %v after %v", name, phase, err, time.Since(started))
				}
			})
		}
	}
}

// A reader that went away before the request has nothing sent for it.
func TestNothingIsAskedForAReaderThatIsGone(t *testing.T) {
	address, requests := rawServer(t, emptyList)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, r := range reads {
		if _, err := r.read(ctx, newClient(t, client.Options{BaseURL: "http://" + address})); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(requests) != 0 {
		t.Errorf("asked all the same: %q", <-requests)
	}
}

// Silence is met as it is for the list, and the words say which of the reads it was.
func TestASilenceBesideTheListEndsWithTheTimeout(t *testing.T) {
	for name, r := range reads {
		for phase, s := range silences {
			inSyntheticTime(t, s.accept, s.serve, func(t *testing.T, opts client.Options) {
				opts.Timeout = 20 * time.Second
				started := time.Now()
				_, err := r.read(t.Context(), newClient(t, opts))
				if kind(t, err) != s.kind || !strings.Contains(err.Error(), name) || time.Since(started) != opts.Timeout {
					t.Errorf("%s, %s: %v after %v", name, phase, err, time.Since(started))
				}
			})
		}
	}
}

func TestTheWordsForWhatCouldNotBeRead(t *testing.T) {
	for _, c := range []struct {
		status int
		body   string
		words  string // before the name of the read, or after it
		kind   failure.Kind
	}{
		{401, `{"ErrorMessage":"The session has ended."}`, "the login is not accepted for ", failure.Unauthorized},
		{403, `{"Message":"No."}`, "no access to ", failure.Forbidden},
		{404, ``, "this server has no ", failure.NotFound},
		{405, ``, "this server has no ", failure.MethodRefused},
		{400, `{"Message":"webhook_usage is not known here."}`, " could not be read: HOST did not understand the request: webhook_usage is not known here", failure.BadRequest},
		{500, `{"error_description":"boom"}`, " could not be read: HOST reports an internal error: boom", failure.ServerFault},
		{204, ``, " could not be read: HOST answered with nothing at all: HTTP 204 No Content", failure.EmptyAnswer},
		{200, ``, " could not be read: HOST answered with nothing at all", failure.EmptyAnswer},
		{200, `{"Error":true,"ErrorMessage":"The agent is not granted."}`, " could not be read: HOST answered with an error: The agent is not granted", failure.ErrorAnswer},
		{200, `[1]`, " could not be read: The answer from HOST is JSON, but not what was asked for: it is a list", failure.WrongAnswer},
		{200, `7`, " could not be read: The answer from HOST is JSON, but not what was asked for: it is a number", failure.WrongAnswer},
		{200, `true`, " could not be read: The answer from HOST is JSON, but not what was asked for: it is true or false", failure.WrongAnswer},
		{200, `nonsense`, " could not be read: The answer from HOST is not valid JSON", failure.NotJSON},
		{200, ` <html>`, " could not be read: HOST answered with a web page, not with data", failure.HTMLAnswer},
		{200, `<?xml version="1.0"?>`, " could not be read: HOST answered with XML, not with JSON", failure.XMLAnswer},
		{200, "\xff\xfe[\x00", " could not be read: The answer from HOST is not valid JSON: it is UTF-16, not UTF-8", failure.NotJSON},
	} {
		server := answering(t, c.status, "application/json", c.body)
		for name, r := range reads {
			tenant := newClient(t, client.Options{BaseURL: server})
			_, err := r.read(context.Background(), tenant)
			var u *client.Unread
			if !errors.As(err, &u) || kind(t, err) != c.kind {
				t.Errorf("%d, %q: the %s is %v, want %s", c.status, c.body, name, err, c.kind)
				continue
			}
			got, want := strings.ReplaceAll(u.Error(), tenant.Host(), "HOST"), c.words+name
			if strings.HasPrefix(c.words, " ") {
				want = name + c.words
			}
			if got != want {
				t.Errorf("%d, %q: %q, want %q", c.status, c.body, got, want)
			}
			if step := (&failure.Error{Kind: c.kind}).NextStep(); u.NextStep() != step {
				t.Errorf("%d: the next step is %q, want %q", c.status, u.NextStep(), step)
			}
		}
	}
}

// A credential that cannot be fetched is the user's own story here too, and its next step is kept.
func TestACredentialThatFailsBesideTheList(t *testing.T) {
	locked := &advice{"the key ring is locked"}
	auth := client.Auth{Scheme: client.Bearer, Secret: func(context.Context) (string, error) { return "", locked }}
	for name, r := range reads {
		_, err := r.read(context.Background(), newClient(t, client.Options{BaseURL: "http://crm.example.com", Auth: auth}))
		var u *client.Unread
		if !errors.As(err, &u) || !errors.Is(err, locked) || u.Error() != name+" could not be read: the key ring is locked" || u.NextStep() != "Unlock it." {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// advice is an error of a credential's source that knows what to do.
type advice struct{ words string }

func (a *advice) Error() string { return a.words }

func (a *advice) NextStep() string { return "Unlock it." }

func TestTheLoginBesideTheListIsRenewedOnce(t *testing.T) {
	for _, c := range []struct {
		status   int
		fetched  int32 // tokens
		requests int
		kind     failure.Kind
	}{
		{http.StatusUnauthorized, 2, 2, ""},
		{http.StatusForbidden, 1, 1, failure.Forbidden}, // many logins have no right to it, and a new one would have none either
	} {
		for name, answer := range map[string]string{"usage": `{"value":[]}`, "last error": `""`} {
			auth, fetched := issuer()
			n := 0
			address := serving(t, func(w http.ResponseWriter, r *http.Request) {
				n++
				w.Header().Set("Content-Type", "application/json")
				if r.Header.Get("Authorization") != "Bearer token-2" {
					w.WriteHeader(c.status)
					return
				}
				_, _ = w.Write([]byte(answer))
			})
			_, err := reads[name].read(context.Background(), newClient(t, client.Options{BaseURL: address, Auth: auth}))
			if fetched.Load() != c.fetched || n != c.requests {
				t.Errorf("%s, %d: %d tokens and %d requests, want %d and %d", name, c.status, fetched.Load(), n, c.fetched, c.requests)
			}
			if c.kind == "" && err != nil || c.kind != "" && kind(t, err) != c.kind {
				t.Errorf("%s, %d: %v", name, c.status, err)
			}
		}
	}
}

func TestALoginBesideTheListThatStaysWrong(t *testing.T) {
	for name, r := range reads {
		n := 0
		server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
			n++
			w.WriteHeader(http.StatusUnauthorized)
		})
		auth, fetched := issuer()
		_, err := r.read(context.Background(), newClient(t, client.Options{BaseURL: server, Auth: auth}))
		if kind(t, err) != failure.Unauthorized || n != 2 || fetched.Load() != 2 || err.Error() != "the login is not accepted for "+name {
			t.Errorf("%s: %d requests with %d tokens: %v", name, n, fetched.Load(), err)
		}
	}
}

// A list that is refused with 403 is requested again, since an expired token may cause that. Usage and last errors are not.
func TestA403RenewsTheLoginOfTheListAlone(t *testing.T) {
	n := 0
	server := serving(t, func(w http.ResponseWriter, _ *http.Request) {
		n++
		w.WriteHeader(http.StatusForbidden)
	})
	auth, _ := issuer()
	_, err := newClient(t, client.Options{BaseURL: server, Auth: auth}).List(context.Background(), webhook.Query{})
	if kind(t, err) != failure.Forbidden || n != 2 {
		t.Errorf("%d requests: %v", n, err)
	}
}
