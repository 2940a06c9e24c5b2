package client_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/sandbox"
	"crmhooks/client/webhook"
)

// broken serves the built-in tenant with a fault and returns a client for it.
func broken(t testing.TB, fault string, opts client.Options) *client.Client {
	t.Helper()
	return brokenAs(t, fault, "", opts)
}

// brokenAs is broken in a version of the server.
func brokenAs(t testing.TB, fault, version string, opts client.Options) *client.Client {
	t.Helper()
	tenant, err := sandbox.New(sandbox.Options{Fault: fault, ServerVersion: version})
	if err != nil {
		t.Fatal(err)
	}
	server, err := tenant.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	opts.BaseURL = server.URL()
	opts.Auth = client.Auth{Scheme: client.Bearer, Secret: client.Fixed(sandbox.BearerToken)}
	return newClient(t, opts)
}

// outcomes says what each fault of the sandbox is to a user: a list that may be incomplete, or a failure. The name of most is their kind.
var outcomes = map[string]struct {
	kind failure.Kind
	rows int // 0 for a failure; -1 for a list of no rows
}{
	"empty-list": {"", -1}, "error-answer-rest": {failure.ErrorAnswer, 0}, "html-as-json": {failure.HTMLAnswer, 0}, "connection-lost": {failure.Truncated, 1},
	"odd-webhooks": {"", 5}, "hostile-text": {"", 4}, "slow": {"", 60}, "echo": {failure.BadRequest, 0}, "busy-once": {"", 60},
	"truncated": {failure.Truncated, 1}, "body-timeout": {failure.BodyTimeout, 1}, "too-large": {failure.TooLarge, 1}, "too-many": {failure.TooMany, 1},

	// What these break is beside the list: besides has what becomes of it.
	"usage-slow": {"", 60}, "usage-forbidden": {"", 60}, "usage-not-found": {"", 60}, "usage-html": {"", 60}, "usage-wrong": {"", 60},
	"usage-odd": {"", 60}, "usage-truncated": {"", 60}, "usage-paged": {"", 60}, "usage-elsewhere": {"", 60}, "usage-forever": {"", 60},
	"usage-dripping": {"", 60}, "usage-endless": {"", 60},
	"last-error-slow": {"", 60}, "last-error-forbidden": {"", 60}, "last-error-wrong": {"", 60}, "no-usage": {"", 60},
	"usage-archive-not-found": {"", 60}, "usage-archive-bad-request": {"", 60}, "usage-archive-server-fault": {"", 60}, "usage-archive-odd": {"", 60},
	"version-not-found": {"", 60}, "version-html": {"", 60},

	// What these break is in members that answers have since 12.0, or how they are written.
	"odd-members": {"", 8}, "odd-dates": {"", 10}, "hostile-members": {"", 5}, "repeated-secrets": {"", 6}, "xml-as-json": {failure.XMLAnswer, 0},
}

// timeouts are those of the faults that wait; the others answer at once, however busy the machine is.
var timeouts = map[string]time.Duration{
	"header-timeout": 300 * time.Millisecond, "body-timeout": 300 * time.Millisecond, "connect-timeout": 300 * time.Millisecond,
	"unavailable": 500 * time.Millisecond, "busy": 500 * time.Millisecond, "reset": 500 * time.Millisecond,
	"broken-header": 500 * time.Millisecond,
}

func TestEveryFaultHasAnOutcomeOfItsOwn(t *testing.T) {
	for _, fault := range sandbox.Faults() {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			want, listed := outcomes[fault.Name]
			if !listed {
				want.kind = failure.Kind(fault.Name)
			}
			transport := client.NewTransport(timeouts[fault.Name])
			transport.Proxy = nil
			c := broken(t, fault.Name, client.Options{Timeout: timeouts[fault.Name], Transport: noLookups(transport), MaxBytes: 8 << 20})
			result, err := c.List(context.Background(), webhook.Query{})
			ended := err
			if err == nil {
				ended = result.Incomplete
			}
			if (err == nil) != (want.rows != 0) {
				t.Fatalf("%d webhooks, %v", len(result.Webhooks), err)
			}
			if want.kind == "" && ended != nil || want.kind != "" && !errors.Is(ended, &failure.Error{Kind: want.kind}) {
				t.Errorf("%v, want %q", ended, want.kind)
			}
			if len(result.Webhooks) < want.rows {
				t.Errorf("%d webhooks, want %d", len(result.Webhooks), want.rows)
			}
			if ended != nil && strings.Contains(ended.Error(), sandbox.BearerToken[:12]) {
				t.Errorf("the error repeats the token: %v", ended)
			}
		})
	}
}

// elsewhere are the kinds that no server can provoke on loopback, with the test that does.
var elsewhere = map[failure.Kind]string{
	failure.BadAddress: "TestBadAddressesAreRefusedWithoutRepeatingThem", failure.NotAllowed: "TestOnlyTheListedReadsPassTheGate",
	failure.TenantNotRunning: "TestTenantsThatCannotBeOpened", failure.BadTenantState: "TestTenantsThatCannotBeOpened",
	failure.StateRefused: "TestTenantsThatCannotBeOpened", failure.UnknownTenant: "TestTenantsThatCannotBeOpened",
	failure.ProxyTimeout: "TestAProxyThatIsSilent", failure.BadCertificate: "TestCertificatesOfTheConfiguration", failure.BadFile: "TestASavedFile", failure.Unreachable: "TestANetworkThatIsUnreachable", failure.Failed: "TestANetworkThatFailsInAnotherWay",
}

func TestEveryKindIsProvoked(t *testing.T) {
	provoked := provokers()
	for _, k := range failure.Kinds() {
		if provoked[k] == nil && elsewhere[k] == "" {
			t.Errorf("nothing provokes %s", k)
		}
	}
}

// A bomb of half a megabyte unpacks to 512 MiB. What is read is bounded, and so is what is kept.
func TestAGzipBombEndsWithMemoryBounded(t *testing.T) {
	const limit = 128 << 20
	c := broken(t, "too-large", client.Options{MaxBytes: limit})
	before := processMemory()
	result, err := c.List(context.Background(), webhook.Query{})
	if err != nil || len(result.Webhooks) != 1 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.TooLarge}) || result.Bytes != limit+1 {
		t.Fatalf("%d bytes, %v, %v", result.Bytes, result.Incomplete, err)
	}
	if grown := processMemory() - before; grown > 32<<20 {
		t.Errorf("the process grew by %d MiB for an answer of %d MiB", grown>>20, limit>>20)
	}
	if client.DefaultMaxBytes != 256<<20 {
		t.Error("the default is not the promised one")
	}
}

// processMemory is what the process has of the machine.
func processMemory() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.Sys)
}
