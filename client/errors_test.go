package client_test

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/sandbox"
	"crmhooks/client/webhook"
)

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }

// kinds reads every Kind that there is from the source, so that none is forgotten.
func kinds(t *testing.T) []client.Kind {
	t.Helper()
	file, err := parser.ParseFile(gotoken.NewFileSet(), "errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []client.Kind
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if ident, ok := spec.Type.(*ast.Ident); ok && ident.Name == "Kind" {
			text, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, client.Kind(text))
		}
		return true
	})
	return all
}

func TestEveryKindHasASentenceANextStepAndAStatus(t *testing.T) {
	all := kinds(t)
	if len(all) < 40 {
		t.Fatalf("found only %d kinds", len(all))
	}
	sentences := map[string]client.Kind{}
	for _, k := range all {
		e := &client.Error{Kind: k, Host: "crm.example.com"}
		sentence := e.Error()
		if !strings.HasSuffix(sentence, ".") || len(sentence) < 12 || strings.Contains(sentence, "{host}") || strings.Contains(e.NextStep(), "{host}") {
			t.Errorf("%s says %q", k, sentence)
		}
		if other, taken := sentences[sentence]; taken {
			t.Errorf("%s and %s say the same: %q", k, other, sentence)
		}
		sentences[sentence] = k
		if len(e.NextStep()) < 12 || !strings.HasSuffix(e.NextStep(), ".") {
			t.Errorf("%s has the next step %q", k, e.NextStep())
		}
		if s := e.ExitStatus(); s < 1 || s > 3 {
			t.Errorf("%s ends with %d", k, s)
		}
	}
}

func TestAccessHasAnExitStatusOfItsOwn(t *testing.T) {
	for k, want := range map[client.Kind]int{client.Unauthorized: 3, client.Forbidden: 3, client.BadAddress: 2, client.BadFile: 2, client.Refused: 1} {
		if got := (&client.Error{Kind: k}).ExitStatus(); got != want {
			t.Errorf("%s ends with %d, want %d", k, got, want)
		}
	}
}

func TestASavedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "saved.json")
	file := client.SavedFile(path)
	if _, err := file.List(context.Background(), webhook.Query{}); kind(t, err) != client.BadFile || !strings.Contains(err.Error(), "saved.json") {
		t.Errorf("a file that is not there: %v", err)
	}
	for _, body := range []string{string(sandbox.Sample()), `[{"WebhookId":3},{"WebhookId":4}]`} {
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		result, err := file.List(context.Background(), webhook.Query{Name: "no filter of a server"})
		if err != nil || len(result.Webhooks) != strings.Count(body, "WebhookId") { // a refresh sees the change
			t.Errorf("%+v, %v", result, err)
		}
	}
	if _, err := client.SavedFile(t.TempDir()).List(context.Background(), webhook.Query{}); kind(t, err) != client.BadFile {
		t.Errorf("a folder: %v", err)
	}
	for body, want := range map[string]client.Kind{"null": client.NullAnswer, "<html>": client.HTMLAnswer, "": client.EmptyAnswer, "hello": client.NotJSON, `{"a":1}`: client.WrongShape} {
		_, err := saved(body).List(context.Background(), webhook.Query{})
		if kind(t, err) != want || !strings.Contains(err.Error(), "saved list") {
			t.Errorf("%q: %v, want %s", body, err, want)
		}
	}
	limited := saved(string(sandbox.Generate(100)))
	limited.MaxBytes = 2000
	if result, err := limited.List(context.Background(), webhook.Query{}); err != nil || !errors.Is(result.Incomplete, &client.Error{Kind: client.TooLarge}) {
		t.Errorf("%v, %v", result.Incomplete, err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := saved("[]").List(ended, webhook.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// What keeps an application from its webhooks, in the order in which it happens.
func TestARefusalNamesWhatMayBeMissing(t *testing.T) {
	step := (&client.Error{Kind: client.Forbidden}).NextStep()
	for _, want := range []string{"Webhook agent must be granted", "locks its users out until an administrator approves", "Development Tools or CRM Suite Core", "On-site"} {
		if !strings.Contains(step, want) {
			t.Errorf("%q lacks %q", step, want)
		}
	}
}
