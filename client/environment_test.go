package client_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// cloud stands for SuperOffice Online: it answers by the request's method and address.
type cloud struct {
	answers  map[string][]response
	requests []*http.Request
}

type response struct {
	status int
	body   string
}

func (c *cloud) RoundTrip(r *http.Request) (*http.Response, error) {
	c.requests = append(c.requests, r)
	queue := c.answers[r.Method+" "+r.URL.String()]
	if len(queue) == 0 {
		return nil, errors.New("nothing answers " + r.Method + " " + r.URL.String())
	}
	now := queue[0]
	if len(queue) > 1 {
		c.answers[r.Method+" "+r.URL.String()] = queue[1:]
	}
	return &http.Response{
		StatusCode: now.status, Status: http.StatusText(now.status), Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(now.body)), Request: r,
	}, nil
}

const (
	stateAddress = "GET https://online.superoffice.com/api/state/Cust12345"
	listAt1      = "POST https://online1.superoffice.com/Cust12345/api/v1/Agents/Webhook/GetAllWebhooks"
	listAt2      = "POST https://online2.superoffice.com/Cust12345/api/v1/Agents/Webhook/GetAllWebhooks"
	runningAt1   = `{"ContextIdentifier":"Cust12345","State":"Running","IsRunning":true,"ValidUntil":"2999-01-01T00:00:00Z","Api":"https://online1.superoffice.com/Cust12345/api/"}`
)

func online(t *testing.T, c *cloud) *client.Client {
	t.Helper()
	return newClient(t, client.Options{Environment: "online", Tenant: "Cust12345", Transport: c})
}

func TestTheEnvironmentSaysWhereATenantIs(t *testing.T) {
	c := &cloud{answers: map[string][]response{stateAddress: {{200, runningAt1}}, listAt1: {{200, `[{"WebhookId":1}]`}}}}
	tenant := online(t, c)
	if tenant.Host() != "online.superoffice.com" {
		t.Errorf("before the first request the host is %s", tenant.Host())
	}
	for range 2 {
		result, err := tenant.List(context.Background(), webhook.Query{})
		if err != nil || len(result.Webhooks) != 1 || result.Webhooks[0].Tenant != "Cust12345" {
			t.Fatalf("%+v, %v", result, err)
		}
	}
	if len(c.requests) != 3 || tenant.Host() != "online1.superoffice.com" {
		t.Errorf("%d requests, the host is %s", len(c.requests), tenant.Host())
	}
	if c.requests[0].Header.Get("Authorization") != "" || c.requests[1].Header.Get("Authorization") == "" {
		t.Error("the login goes to the tenant's own host, and only there")
	}
}

// The vendor may write the same address in several ways.
func TestWaysToWriteATenantsAddress(t *testing.T) {
	for api, at := range map[string]string{
		"https://online1.superoffice.com/Cust12345/api":     "https://online1.superoffice.com/Cust12345/api",
		"https://online1.superoffice.com/Cust12345/api/v1/": "https://online1.superoffice.com/Cust12345/api",
		"https://online1.superoffice.com/Cust12345":         "https://online1.superoffice.com/Cust12345/api",
		"https://online1.superoffice.com/cust12345/API":     "https://online1.superoffice.com/cust12345/api",
		"https://app-1.eu.SuperOffice.com/Cust12345/api":    "https://app-1.eu.SuperOffice.com/Cust12345/api",
		"https://online1.superoffice.com:443/Cust12345/api": "https://online1.superoffice.com:443/Cust12345/api",
	} {
		c := &cloud{answers: map[string][]response{
			stateAddress: {{200, `{"IsRunning":true,"Api":` + quote(api) + `}`}}, "POST " + at + "/v1/Agents/Webhook/GetAllWebhooks": {{200, `[{"WebhookId":1}]`}},
		}}
		if _, err := online(t, c).List(context.Background(), webhook.Query{}); err != nil {
			t.Errorf("%s: %v", api, err)
		}
	}
}

func TestAnAnswerThatIsNoLongerValidIsAskedForAgain(t *testing.T) {
	stale := strings.Replace(runningAt1, "2999", "2001", 1)
	c := &cloud{answers: map[string][]response{stateAddress: {{200, stale}}, listAt1: {{200, `[]`}}}}
	tenant := online(t, c)
	for range 2 {
		if _, err := tenant.List(context.Background(), webhook.Query{}); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.requests) != 4 {
		t.Errorf("%d requests, want the state twice and the list twice", len(c.requests))
	}
}

func TestATenantThatMoved(t *testing.T) {
	c := &cloud{answers: map[string][]response{
		stateAddress: {{200, runningAt1}, {200, strings.Replace(runningAt1, "online1", "online2", 1)}},
		listAt1:      {{421, `{}`}}, listAt2: {{200, `[{"WebhookId":2}]`}},
	}}
	result, err := online(t, c).List(context.Background(), webhook.Query{})
	if err != nil || len(result.Webhooks) != 1 {
		t.Fatalf("%+v, %v", result, err)
	}
	c = &cloud{answers: map[string][]response{stateAddress: {{200, runningAt1}}, listAt1: {{421, `{}`}}}}
	if _, err := online(t, c).List(context.Background(), webhook.Query{}); kind(t, err) != failure.Misdirected || len(c.requests) != 4 {
		t.Errorf("%v after %d requests", err, len(c.requests))
	}
}

func TestTenantsThatCannotBeOpened(t *testing.T) {
	for name, c := range map[string]struct {
		answer response
		want   failure.Kind
	}{
		"in an unknown state":        {response{200, strings.NewReplacer("true", "false", "Running", "Backup").Replace(runningAt1)}, failure.TenantNotRunning},
		"not a state":                {response{200, "<html>"}, failure.BadTenantState},
		"at a stranger's":            {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "superoffice.com.evil.example", 1)}, failure.BadTenantState},
		"at a stranger's, with user": {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "online1.superoffice.com@evil.example", 1)}, failure.BadTenantState},
		"at a zone":                  {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "[fe80::1%25x.superoffice.com]:443", 1)}, failure.BadTenantState},
		"at a mark":                  {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "evil.example;.superoffice.com", 1)}, failure.BadTenantState},
		"at another mark":            {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "evil.example,x.superoffice.com", 1)}, failure.BadTenantState},
		"at another script":          {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "evil.example／.superoffice.com", 1)}, failure.BadTenantState},
		"at an escape":               {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "evil.example%E2%81%84.superoffice.com", 1)}, failure.BadTenantState},
		"at an empty name":           {response{200, strings.Replace(runningAt1, "online1.superoffice.com", ".superoffice.com", 1)}, failure.BadTenantState},
		"at a port with a name":      {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "online1.superoffice.com:", 1)}, failure.BadTenantState},
		"without TLS":                {response{200, strings.Replace(runningAt1, "https://", "http://", 1)}, failure.BadTenantState},
		"at a host of controls":      {response{200, strings.Replace(runningAt1, "https://online1", "https://a%c2%9d52;c;cHduZWQ=%c2%9cb%c2%9b2J%e2%80%ae", 1)}, failure.BadTenantState},
		"at another tenant's":        {response{200, strings.Replace(runningAt1, "com/Cust12345", "com/Cust99999", 1)}, failure.BadTenantState},
		"through its own":            {response{200, strings.Replace(runningAt1, "com/Cust12345", "com/Cust12345/../Cust2", 1)}, failure.BadTenantState},
		"through its own, escaped":   {response{200, strings.Replace(runningAt1, "com/Cust12345", "com/Cust12345/%2e%2e/Cust2", 1)}, failure.BadTenantState},
		"through its own, backwards": {response{200, strings.Replace(runningAt1, "com/Cust12345", `com/Cust12345\\..\\Cust2`, 1)}, failure.BadTenantState},
		"below its own":              {response{200, strings.Replace(runningAt1, "com/Cust12345", "com/Cust12345/Cust2", 1)}, failure.BadTenantState},
		"at no tenant's":             {response{200, strings.Replace(runningAt1, "com/Cust12345", "com", 1)}, failure.BadTenantState},
		"at another port":            {response{200, strings.Replace(runningAt1, "online1.superoffice.com", "online1.superoffice.com:8443", 1)}, failure.BadTenantState},
		"nowhere":                    {response{200, `{"IsRunning":true}`}, failure.BadTenantState},
		"unknown":                    {response{404, `{}`}, failure.UnknownTenant},
		"with a login":               {response{401, `{}`}, failure.StateRefused},
		"forbidden":                  {response{403, `{}`}, failure.StateRefused},
		"badly asked for":            {response{400, `{}`}, failure.BadTenantState},
		"by another method":          {response{405, `{}`}, failure.BadTenantState},
		"misdirected":                {response{421, `{}`}, failure.BadTenantState},
		"without content":            {response{204, ``}, failure.BadTenantState},
		"broken":                     {response{500, `{}`}, failure.ServerFault},
	} {
		cl := &cloud{answers: map[string][]response{stateAddress: {c.answer}}}
		_, err := online(t, cl).List(context.Background(), webhook.Query{})
		if kind(t, err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		var e *failure.Error
		if errors.As(err, &e); e.Host != "online.superoffice.com" || e.ExitStatus() != 1 {
			t.Errorf("%s: about %s, ends with %d", name, e.Host, e.ExitStatus())
		}
		if len(cl.requests) != 1 {
			t.Errorf("%s: %d requests left", name, len(cl.requests))
		}
	}
}

// notRunning is the error for a tenant in a state.
func notRunning(t testing.TB, state string) *failure.Error {
	t.Helper()
	c := &cloud{answers: map[string][]response{stateAddress: {{200, `{"State":` + quote(state) + `,"IsRunning":false}`}}}}
	_, err := newClient(t, client.Options{Environment: "online", Tenant: "Cust12345", Transport: c}).List(context.Background(), webhook.Query{})
	var e *failure.Error
	if !errors.As(err, &e) || e.Kind != failure.TenantNotRunning {
		t.Fatalf("%s: %v", state, err)
	}
	return e
}

// tenantStates are the vendor's states of a tenant that does not run.
var tenantStates = []string{"Unknown", "Provisioning", "Deleted", "Suspended", "OfflineMaintenance", "ProvisioningFailed", "Deleting", "DeleteFailed", "MigrationPending"}

func TestEachStateOfATenantHasItsOwnSentence(t *testing.T) {
	const maintenance = "Wait until maintenance is over"
	seen := map[string]bool{}
	for _, state := range tenantStates {
		e := notRunning(t, state)
		if seen[e.Error()] || strings.Contains(e.Error(), state) || e.NextStep() == "" || strings.Contains(e.NextStep(), maintenance) != (state == "OfflineMaintenance") {
			t.Errorf("%s: %s %s", state, e, e.NextStep())
		}
		seen[e.Error()] = true
	}
	if e := notRunning(t, "Backup\x1b[2J"); e.Error() != "online.superoffice.com says that the tenant is not running: Backup\ufffd." || strings.Contains(e.NextStep(), maintenance) {
		t.Errorf("a state that nobody knows: %q %s", e.Error(), e.NextStep())
	}
	if e := notRunning(t, ""); e.Error() != "online.superoffice.com says that the tenant is not running." {
		t.Errorf("no state: %s", e)
	}
}

// slowEnvironment counts how often it is asked for the tenant's state, and takes its time; the tenant itself answers at once.
func slowEnvironment(asked *atomic.Int32, state string, takes time.Duration) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		body := `[{"WebhookId":1}]`
		switch {
		case strings.HasPrefix(r.URL.Path, "/Cust12345/api/v1/archive/"):
			body = `{"value":[]}`
		case r.Method == http.MethodGet:
			asked.Add(1)
			body = state
			select {
			case <-time.After(takes):
			case <-r.Context().Done():
				return nil, r.Context().Err()
			}
		}
		return (&cloud{answers: map[string][]response{r.Method + " " + r.URL.String(): {{200, body}}}}).RoundTrip(r)
	}
}

// A list and its usage are asked for at the same time, and both need the tenant's address.
func TestTheEnvironmentIsAskedOnceForAll(t *testing.T) {
	suspended := `{"State":"Suspended","IsRunning":false}`
	stale := strings.Replace(runningAt1, "2999", "2001", 1)
	for _, c := range []struct {
		name, state string
		takes       time.Duration
		gone        bool // the first caller gives up after a second
		asked       int
		want        failure.Kind // "" for two answers
		after       time.Duration
	}{
		{"a tenant that runs", runningAt1, 5 * time.Second, false, 1, "", 5 * time.Second},
		{"an answer that is not valid for long", stale, 5 * time.Second, false, 1, "", 5 * time.Second},
		{"a tenant that does not run", suspended, 5 * time.Second, false, 1, failure.TenantNotRunning, 5 * time.Second},
		{"no answer", runningAt1, time.Hour, false, 1, failure.ConnectTimeout, 20 * time.Second},
		{"an answer that nearly comes too late", runningAt1, 19 * time.Second, false, 1, "", 19 * time.Second},
		{"the caller gives up", runningAt1, 19 * time.Second, true, 2, "", 20 * time.Second},
		{"the caller gives up, and nothing answers", runningAt1, time.Hour, true, 2, failure.ConnectTimeout, 21 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var asked atomic.Int32
				tenant := newClient(t, client.Options{
					Environment: "online", Tenant: "Cust12345", Timeout: 20 * time.Second, Transport: slowEnvironment(&asked, c.state, c.takes),
				})
				started := time.Now()
				first, cancel := context.WithCancel(t.Context())
				defer cancel()
				errs, listed := make(chan error), make(chan struct{})
				go func() {
					_, err := tenant.List(first, webhook.Query{})
					errs <- err
				}()
				synctest.Wait() // it is the one who asks
				for range 2 {
					go func() {
						_, err := tenant.Usage(t.Context(), listed)
						errs <- err
					}()
				}
				if c.gone {
					<-time.After(time.Second) // on the clock of the bubble
					cancel()
					if err := <-errs; !errors.Is(err, context.Canceled) {
						t.Errorf("whoever went away got %v", err)
					}
				}
				for i := range 3 {
					if i == 0 && c.gone {
						continue
					}
					err := <-errs
					if c.want == "" && err != nil || c.want != "" && !errors.Is(err, &failure.Error{Kind: c.want}) {
						t.Errorf("%v, want %s", err, c.want)
					}
				}
				if n := int(asked.Load()); n != c.asked || time.Since(started) != c.after {
					t.Errorf("the environment was asked %d times, want %d, and it took %v, want %v", n, c.asked, time.Since(started), c.after)
				}
			})
		})
	}
}

func TestAnEnvironmentNeedsATenant(t *testing.T) {
	if _, err := client.New(client.Options{Environment: "online"}); kind(t, err) != failure.BadAddress {
		t.Error(err)
	}
}

// roundTrip is a transport in one function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestTheTenantsHostHasTheWholeTimeoutToConnect(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		environment := &cloud{answers: map[string][]response{stateAddress: {{200, runningAt1}}}}
		transport := roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.Method == http.MethodPost { // never connects
				<-r.Context().Done()
				return nil, r.Context().Err()
			}
			<-time.After(15 * time.Second) // on the clock of the bubble
			httptrace.ContextClientTrace(r.Context()).GotConn(httptrace.GotConnInfo{})
			return environment.RoundTrip(r)
		})
		c := newClient(t, client.Options{Environment: "online", Tenant: "Cust12345", Transport: transport, Timeout: 20 * time.Second})
		started := time.Now()
		_, err := c.List(t.Context(), webhook.Query{})
		if kind(t, err) != failure.ConnectTimeout || time.Since(started) != 35*time.Second {
			t.Errorf("%v after %v", err, time.Since(started))
		}
	})
}
