package cli_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// largeAnswer is a list of one webhook with a mebibyte of something in each of its members, and of two ordinary ones around it.
func largeAnswer(t *testing.T, bulk string) string {
	t.Helper()
	text := strings.ToValidUTF8(strings.Repeat(bulk, (1<<20)/len(bulk)), "")
	quote := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	large := quote(text)
	members := []string{
		`"WebhookId":2`, `"Name":` + large, `"State":` + large, `"Type":` + large, `"Events":[` + large + `,"sale.sold"]`, `"TargetUrl":` + quote("https://h.example.com/"+text),
		`"Secret":` + large, `"Headers":{` + large + `:` + large + `}`, `"Properties":{"a":` + large + `}`, `"RegisteredAssociate":{"Name":` + large + `}`, `"Description":` + large,
		`"LastError":` + large, `"Whatever":` + large,
	}
	return `[{"WebhookId":1,"Name":"before","State":"Active"},{` + strings.Join(members, ",") + `},{"WebhookId":3,"Name":"after","State":"Active"}]`
}

// saved writes a list to a file.
func saved(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "list.json")
	if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// keysFor is what is pressed at each of the texts that members are made of, to see them everywhere.
var keysFor = map[string][]string{"letters": {"", "\r"}, "words": {"J"}, "wide": {"\r"}, "ticks": {"J"}, "pairs": {"T"}, "random": {"", "V"}, "lines": {"\r", "J"}, "ats": {"F"}}

// A mebibyte in each member is shown, in the list, in the detail and as JSON, and a signal ends the program from there.
func TestSignalsAtLargeWebhooks(t *testing.T) {
	for name, bulk := range map[string]string{"letters": "a", "words": "lorem ipsum ", "wide": "東", "ticks": "`", "pairs": "token=x ", "random": "Qz7xKv3Wj9Lp2Rt8Yn4Bc6", "lines": "a: b\n", "ats": "a@b//"} {
		t.Run(name, func(t *testing.T) {
			path := saved(t, largeAnswer(t, bulk))
			for _, keys := range keysFor[name] {
				s := start(t, exec.Command(program(t, "crmhooks"), "--file", path))
				s.until("after")
				s.press(keys)
				if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
					t.Fatal(err)
				}
				s.ends(143)
				s.restored()
			}
		})
	}
}

// Every command writes such a webhook, and ends by itself.
func TestCommandsWriteLargeWebhooks(t *testing.T) {
	path := saved(t, largeAnswer(t, "a`/: 東"))
	for _, args := range []string{
		"list", "list -o json", "list -o ndjson", "list -o csv --columns id,name,state,events,target,headers,properties", "list -o markdown", "show 2", "show 2 -o json", "show 2 -o markdown",
		"triage", "events", "lint", "check",
	} {
		cmd := exec.Command(program(t, "crmhooks"), append(strings.Fields(args), "--file", path)...)
		out, err := cmd.Output()
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.ExitCode() > 2) || len(out) == 0 || len(out) > 4<<20 {
			t.Errorf("%s: %d bytes, %v", args, len(out), err)
		}
	}
}

// A signal ends a command that is in the middle of an answer without an end.
func TestASignalEndsAListThatIsDecoded(t *testing.T) {
	row := `{"WebhookId":1,"Name":"` + strings.Repeat("a b ", 1<<10) + `","Properties":{"a":[` + strings.Repeat(`"c",`, 1<<10) + `1]}},`
	sent := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/GetAllWebhooks") {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, err := io.WriteString(w, "[")
		for n := 0; err == nil && r.Context().Err() == nil; n++ {
			if n == 1000 {
				close(sent)
			}
			_, err = io.WriteString(w, row)
		}
	}))
	t.Cleanup(server.Close)
	cmd := exec.Command(program(t, "crmhooks"), "list", "-o", "json", "--url", server.URL+"/api", "--timeout", "60s")
	cmd.Env = []string{"HOME=" + t.TempDir(), "CRMHOOKS_TOKEN=8A:Cust9.not-a-real-token"}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	hangs := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer hangs.Stop()
	<-sent
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGTERM {
		t.Errorf("%v", cmd.ProcessState)
	}
}

// promisedMemory is what docs/security.md promises: how many bytes of memory an answer of so many bytes takes at most.
func promisedMemory(bytes int) int { return min(192<<20+64*bytes, 2<<30) }

// The program is run with no more memory than is promised, whatever a list is made of. With less than it needs it would crash.
func TestMemoryIsAMultipleOfWhatCame(t *testing.T) {
	for name, row := range map[string]string{
		"empty objects": `{},`, "ids and states": `{"WebhookId":12345,"State":"Active"},`, "names": `{"WebhookId":1,"Name":"` + strings.Repeat("A", 4<<10) + `"},`,
		"events":  `{"Events":[` + strings.Repeat(`"a",`, 20_000) + `"b"]},`,
		"masked":  `{"Properties":{"token":[` + strings.Repeat(`1,`, 100_000) + `2]}},`,
		"people":  `{"ErrorAssociates":[` + strings.Repeat(`{},`, 20_000) + `{}]},`,
		"targets": `{"TargetUrl":"https://h.example.com/?` + strings.Repeat("a=b&", 4<<10) + `"},`,
	} {
		t.Run(name, func(t *testing.T) {
			const size = 4 << 20
			path := saved(t, `[`+strings.Repeat(row, size/len(row))+`{}]`)
			for _, output := range []string{"json", "table"} {
				limited := fmt.Sprintf(`ulimit -d %d && exec "$0" "$@"`, promisedMemory(size)>>10)
				cmd := exec.Command("sh", "-c", limited, program(t, "crmhooks"), "list", "--file", path, "-o", output)
				var said strings.Builder
				cmd.Stderr = &said
				if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != 1 {
					t.Errorf("%s: %v\n%.500s", output, err, said.String())
				}
			}
		})
	}
}

// The limit that is set above is one that the program feels.
func TestTheLimitOfMemoryHolds(t *testing.T) {
	cmd := exec.Command("sh", "-c", `ulimit -d 65536 && exec "$0" "$@"`, program(t, "crmhooks"), "list", "--file", saved(t, `[`+strings.Repeat(`{},`, 1<<20)+`{}]`), "-o", "names")
	if out, err := cmd.CombinedOutput(); err == nil || !strings.Contains(string(out), "out of memory") && !strings.Contains(string(out), "cannot allocate memory") {
		t.Errorf("%v: %.200s", err, out)
	}
}
