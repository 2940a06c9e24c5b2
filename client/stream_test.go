package client_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crmhooks/client"
	"crmhooks/client/failure"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
)

// written is a pipe that the test writes to, by the path under which a shell's <(...) hands it over.
func written(t *testing.T) (path string, w *os.File) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := os.OpenFile(path, os.O_RDWR, 0) // for writing alone it would wait for a reader
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	return path, w
}

func TestASavedListInAPipe(t *testing.T) {
	path, w := written(t)
	if _, err := w.WriteString(`[{"WebhookId":1},{"WebhookId":2}]`); err != nil {
		t.Fatal(err)
	}
	list := client.SavedFile(path)
	open := list.Open
	list.Open = func() (io.ReadCloser, error) {
		r, err := open()
		_ = w.Close() // what a pipe holds is lost when nobody has it open
		return r, err
	}
	for range 3 { // a refresh reads what came
		result, err := list.List(context.Background(), webhook.Query{})
		if err != nil || result.Incomplete != nil || len(result.Webhooks) != 2 {
			t.Errorf("%+v, %v", result, err)
		}
	}
}

// A pipe without a writer yet is not an empty list.
func TestASavedListWaitsForThePipesWriter(t *testing.T) {
	path, w := written(t)
	_ = w.Close()
	list := client.SavedFile(path)
	ctx, cancel := context.WithCancel(context.Background())
	open := list.Open
	list.Open = func() (io.ReadCloser, error) {
		defer cancel()
		return open()
	}
	if _, err := list.List(ctx, webhook.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("without a writer: %v", err)
	}
	listed := make(chan int)
	go func() {
		result, err := list.List(context.Background(), webhook.Query{})
		if err != nil {
			t.Error(err)
		}
		listed <- len(result.Webhooks)
	}()
	w, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = w.WriteString(`[{"WebhookId":1},{"WebhookId":2}]`)
	_ = w.Close()
	if n := <-listed; n != 2 {
		t.Errorf("%d webhooks", n)
	}
}

func TestASilentPipeIsCancelled(t *testing.T) {
	path, w := written(t)
	if _, err := w.WriteString(`[{"WebhookId":1},`); err != nil {
		t.Fatal(err)
	}
	list := client.SavedFile(path)
	for range 2 { // the second one waits too, and can be ended
		ctx, cancel := context.WithCancel(context.Background())
		failed := make(chan error)
		go func() {
			_, err := list.List(ctx, webhook.Query{Progress: func(webhook.Progress) {}})
			failed <- err
		}()
		cancel()
		if err := <-failed; !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
	if _, err := w.WriteString(`{"WebhookId":2}]`); err != nil {
		t.Fatal(err)
	}
	_ = w.Close()
	result, err := list.List(context.Background(), webhook.Query{})
	if err != nil || len(result.Webhooks) != 2 {
		t.Errorf("after that: %+v, %v", result, err)
	}
}

func TestAPipeIsBounded(t *testing.T) {
	path, w := written(t)
	go func() { // as long as somebody reads
		for {
			if _, err := w.WriteString(`[{"WebhookId":1}` + string(make([]byte, 4096))); err != nil {
				return
			}
		}
	}()
	list := client.SavedFile(path)
	list.MaxBytes = 1 << 20
	if result, err := list.List(context.Background(), webhook.Query{}); err == nil && result.Incomplete == nil {
		t.Errorf("%+v", result)
	}
}

func TestFilesOfTheConnectionAreRegular(t *testing.T) {
	path, _ := written(t)
	for name, s := range map[string]client.Security{
		"an authority": {CAFile: path}, "a certificate": {CertFile: path, KeyFile: path}, "an endless authority": {CAFile: "/dev/zero"}, "an endless key": {CertFile: "/dev/zero", KeyFile: "/dev/zero"},
	} {
		if err := s.Apply(client.NewTransport(0)); kind(t, err) != failure.BadCertificate {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, path := range []string{"/dev/zero", "/dev/tty"} {
		if _, err := client.SavedFile(path).List(context.Background(), webhook.Query{}); kind(t, err) != failure.BadFile {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestASavedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "saved.json")
	file := client.SavedFile(path)
	if _, err := file.List(context.Background(), webhook.Query{}); kind(t, err) != failure.BadFile || !strings.Contains(err.Error(), "saved.json") {
		t.Errorf("a file that is not there: %v", err)
	}
	for _, body := range []string{string(sandboxtest.Sample()), `[{"WebhookId":3},{"WebhookId":4}]`} {
		if err := os.WriteFile(path, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		result, err := file.List(context.Background(), webhook.Query{Name: "no filter of a server"})
		if err != nil || len(result.Webhooks) != strings.Count(body, "WebhookId") { // a refresh sees the change
			t.Errorf("%+v, %v", result, err)
		}
	}
	if _, err := client.SavedFile(t.TempDir()).List(context.Background(), webhook.Query{}); kind(t, err) != failure.BadFile {
		t.Errorf("a folder: %v", err)
	}
	for body, want := range map[string]failure.Kind{"null": failure.NullAnswer, "<html>": failure.HTMLAnswer, "": failure.EmptyAnswer, "hello": failure.NotJSON, `{"a":1}`: failure.WrongShape,
		`[1,"x",null]`: failure.WrongShape, "\xff\xfe[\x00]\x00": failure.NotJSON, "\xfe\xff\x00[\x00]": failure.NotJSON} {
		_, err := saved(body).List(context.Background(), webhook.Query{})
		if kind(t, err) != want || !strings.Contains(err.Error(), "saved list") {
			t.Errorf("%q: %v, want %s", body, err, want)
		}
		var e *failure.Error
		if errors.As(err, &e) && !strings.Contains(e.NextStep(), "Give a file") {
			t.Errorf("%q: the next step of a file is %s", body, e.NextStep())
		}
	}
	limited := saved(string(sandboxtest.Generate(100)))
	limited.MaxBytes = 2000
	if result, err := limited.List(context.Background(), webhook.Query{}); err != nil || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.TooLarge}) {
		t.Errorf("%v, %v", result.Incomplete, err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := saved("[]").List(ended, webhook.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
