package cli_test

import (
	"bufio"
	"bytes"
	"errors"

	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"crmhooks/ui/cli"
)

// inParts serves an answer in parts, each when the one before was read: next says so.
func inParts(t *testing.T, parts ...string) (url string, next chan<- bool) {
	t.Helper()
	read := make(chan bool)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		for i, part := range parts {
			if i > 0 {
				select {
				case <-read:
				case <-r.Context().Done():
					return
				}
			}
			_, _ = io.WriteString(w, part)
			w.(http.Flusher).Flush()
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, read
}

var bearer = []string{"CRMHOOKS_TOKEN=token-of-a-test"}

const (
	firstPart = `[{"WebhookId":3,"Name":"Gamma","State":"Active","Type":"webhook"},{"WebhookId":1,"Name":"Alpha","State":"Active","Type":"webhook"},` + "\n"
	lastPart  = `{"WebhookId":2,"Name":"Beta","State":"TooManyErrors","Type":"webhook"}]`
)

// The first line is read before the server sends the rest.
func TestLinesAreWrittenWhileTheRestComes(t *testing.T) {
	for format, want := range map[string][]string{"names": {"Gamma", "Alpha", "Beta"}, "ndjson": {`{"WebhookId":3,"Name":"Gamma"`, `{"WebhookId":1,"Name":"Alpha"`, `{"WebhookId":2,"Name":"Beta"`}} {
		url, next := inParts(t, firstPart, lastPart)
		sys, _, stderr := machine(t, "", bearer...)
		out, in := io.Pipe()
		sys.Stdout = in
		ended := make(chan int)
		go func() {
			status := cli.Main([]string{"list", "--url", url, "-o", format, "--stream"}, sys)
			_ = in.Close()
			ended <- status
		}()
		lines := bufio.NewScanner(out)
		for i, line := range want {
			if !lines.Scan() || !strings.HasPrefix(lines.Text(), line) {
				t.Fatalf("%s: line %d is %q, want %q\n%s", format, i, lines.Text(), line, stderr)
			}
			if i == 0 {
				next <- true // nothing of the last part was sent until now; what is known to be whole was written
			}
		}
		if status := <-ended; lines.Scan() || status != 0 || stderr.Len() > 0 {
			t.Errorf("%s: status %d, %q follows, and %q is said", format, status, lines.Text(), stderr)
		}
	}
}

func TestWhatIsStreamed(t *testing.T) {
	whole := firstPart + lastPart
	for _, c := range []struct {
		name        string
		answer      string
		args        []string
		status      int
		out, stderr string
	}{
		{"a filter", whole, []string{"-o", "names", "--name", "a -alpha"}, 0, "Gamma\nBeta\n", ""},
		{"problems", whole, []string{"-o", "names", "--status", "problems"}, 0, "Beta\n", ""},
		{"a limit", whole, []string{"-o", "names", "--limit", "2"}, 0, "Gamma\nAlpha\n", ""},
		{"a limit of what is kept", whole, []string{"-o", "names", "--limit", "1", "--name", "beta"}, 0, "Beta\n", ""},
		{"a limit that is not reached", whole, []string{"-o", "names", "--limit", "9"}, 0, "Gamma\nAlpha\nBeta\n", ""},
		{"nothing matches", whole, []string{"-o", "names", "--name", "xyzzy"}, 0, "", "None of 3 webhooks match."},
		{"no webhooks", "[]", []string{"-o", "ndjson"}, 0, "", "No webhooks."},
		{"it ends early", firstPart + `{"WebhookId":2,`, []string{"-o", "names"}, 1, "Gamma\nAlpha\n", "ends in the middle"},
		{"odd entries", strings.Replace(whole, "[", `["x",`, 1), []string{"-o", "names"}, 0, "Gamma\nAlpha\nBeta\n", "Entry 1 of the answer is"},
		{"no list", "<html>", []string{"-o", "names"}, 1, "", "a web page"},
		{"another format", whole, []string{"-o", "json"}, 2, "", "--stream goes with -o ndjson and -o names."},
		{"the usual format", whole, nil, 2, "", "--stream goes with -o ndjson and -o names."},
		{"an order", whole, []string{"-o", "names", "--sort", "id"}, 2, "", "--stream and --sort exclude each other."},
		{"a cause", whole, []string{"-o", "names", "--name", "cause:timeout"}, 2, "", "--stream cannot look for a cause."},
		{"what fails", whole, []string{"-o", "names", "--status", "failing"}, 2, "", "--stream cannot tell what is failing."},
		{"a bad filter", whole, []string{"-o", "names", "--status", "actve"}, 2, "", "there is no status"},
		{"a bad limit", whole, []string{"-o", "names", "--limit", "-1"}, 2, "", "--limit"},
		{"columns", whole, []string{"-o", "names", "--columns", "id"}, 2, "", "--columns goes with"},
	} {
		t.Run(c.name, func(t *testing.T) {
			url, _ := inParts(t, c.answer)
			got := run(t, bearer, "", append([]string{"list", "--url", url, "--stream"}, c.args...)...)
			got.stderr = strings.ToLower(got.stderr)
			got.expect(t, c.status, c.out, strings.ToLower(c.stderr))
			if got.out != c.out {
				t.Errorf("printed\n%s", got.out)
			}
		})
	}
}

// Streamed lines are those of the list without its usage, in another order.
func TestAStreamHasTheSameLines(t *testing.T) {
	environ := []string{"CRMHOOKS_USAGE=false"}
	for _, format := range []string{"names", "ndjson"} {
		list := run(t, environ, "", "list", "--demo", "-o", format, "--sort", "id")
		stream := run(t, environ, "", "list", "--demo", "-o", format, "--stream")
		if list.status+stream.status != 0 || len(list.out) != len(stream.out) || sortedLines(list.out) != sortedLines(stream.out) {
			t.Errorf("%s: %d bytes and %d streamed, with %q", format, len(list.out), len(stream.out), stream.stderr)
		}
	}
}

func sortedLines(s string) string {
	lines := strings.Split(s, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// A limit ends the request, and so does a reader that is gone.
func TestAStreamThatNobodyNeedsEndsTheRequest(t *testing.T) {
	url, _ := inParts(t, firstPart, lastPart) // the rest is never sent
	run(t, bearer, "", "list", "--url", url, "-o", "names", "--stream", "--limit", "1").expect(t, 0, "Gamma\n", "")
	sys, _, stderr := machine(t, "", bearer...)
	sys.Stdout = gone{}
	if status := cli.Main([]string{"list", "--url", url, "-o", "ndjson", "--stream"}, sys); status != 1 || !bytes.Contains(stderr.Bytes(), []byte("tandard output cannot be written")) {
		t.Errorf("status %d: %s", status, stderr)
	}
}

// gone is an output that nobody reads any more.
type gone struct{}

func (gone) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }
