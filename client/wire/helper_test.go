package wire_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"crmhooks/client/failure"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

// most is more than any answer of these tests has.
const most = 256 << 20

// read is what an answer of this body becomes.
func read(body string) (webhook.Result, error) { return readFrom(strings.NewReader(body)) }

func readFrom(r io.Reader) (webhook.Result, error) {
	return wire.Decode(context.Background(), r, wire.Options{Requested: webhook.AllFields, MaxBytes: most})
}

// decoded is what a good answer of this body becomes.
func decoded(t testing.TB, body string) webhook.Result {
	t.Helper()
	result, err := read(body)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// kind is the kind of a failure.
func kind(t testing.TB, err error) failure.Kind {
	t.Helper()
	var e *failure.Error
	if !errors.As(err, &e) {
		t.Fatalf("%v is %T and not a *failure.Error", err, err)
	}
	return e.Kind
}
