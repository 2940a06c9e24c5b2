package format_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/colorprofile"

	"crmhooks/client"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
	"crmhooks/themes"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// noon is when every test happens.
var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

func utc() format.Times {
	return format.Times{Now: func() time.Time { return noon }, Location: time.UTC}
}

// plainStyles is what a pipe gets: no escape sequence, Unicode symbols.
func plainStyles(t testing.TB) *style.Styles {
	t.Helper()
	theme, err := themes.ByName("terminal")
	if err != nil {
		t.Fatal(err)
	}
	return style.New(theme, themes.Terminal{Profile: colorprofile.NoTTY, Unicode: true})
}

// load reads an answer the way the program does.
func load(t *testing.T, answer string) []*webhook.Webhook {
	t.Helper()
	saved := &client.Saved{Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(answer)), nil }}
	result, err := saved.List(context.Background(), webhook.Query{})
	if err != nil {
		t.Fatal(err)
	}
	hooks := make([]*webhook.Webhook, len(result.Webhooks))
	for i := range result.Webhooks {
		hooks[i] = &result.Webhooks[i]
	}
	return hooks
}

// sample is the webhook of the vendor's page.
func sample(t *testing.T) *webhook.Webhook {
	t.Helper()
	return load(t, string(sandboxtest.Sample()))[0]
}

func write(t *testing.T, to func(io.Writer) error) string {
	t.Helper()
	var out strings.Builder
	if err := to(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
