package console_test

import (
	"errors"
	"strings"
	"testing"
)

func TestCopying(t *testing.T) {
	var sent string
	opts := options(t, always(read(t, company)))
	opts.Copy = func(text string) error { sent = text; return nil }
	opts.Command = []string{"crmhooks", "--profile", "acme"}
	d := drive(t, opts, 120, 40)
	d.until("loaded")
	for _, c := range []struct {
		keys []string
		want string
		what string
	}{
		{[]string{"y", "i"}, "2", "the id"},
		{[]string{"y", "n"}, "Beta tickets", "the name"},
		{[]string{"y", "t"}, "https://********@support.example.com/t", "the target"},
		{[]string{"y", "down", "down", "down", "enter"}, "## Beta tickets (webhook 2)\n", "a Markdown summary"},
		{[]string{"y", "j"}, "\"WebhookId\": 2,\n", "the JSON"},
		{[]string{"y", "c"}, "crmhooks --profile acme", "the command"},
	} {
		sent = ""
		d.press(c.keys...)
		d.until("Sent to your terminal: " + c.what)
		if !strings.Contains(sent, c.want) || strings.Contains(sent, "Tx7-") {
			t.Errorf("%v sent %q, want %q", c.keys, sent, c.want)
		}
		d.shows(strings.Split(c.want, "\n")[0], "select it here") // the fallback
		d.press("esc")
		d.lacks("select it here")
	}
}

func TestTheCommandReopensTheView(t *testing.T) {
	opts := options(t, always(read(t, company)))
	opts.Command = []string{"crmhooks", "--demo"}
	d := drive(t, opts, 160, 40)
	d.until("loaded")
	d.press("/", "it's host:erp", "enter", "e", "sale", "enter", "s", "a", "enter", "o", "O", "y", "c")
	d.until(`crmhooks --demo --name 'it'\''s host:erp' --event sale --status Active --sort -name`)
	d.press("esc", "esc", "!", "a", "y", "c")
	d.until(`crmhooks --demo --status problems --server-filter --sort -name`)
}

func TestCopyingThatFailsOrHasNothing(t *testing.T) {
	opts := options(t, always(read(t, `[{"WebhookId":1,"State":"Active"}]`)))
	opts.Copy = func(string) error { return errors.New("broken pipe") }
	d := drive(t, opts, 120, 40)
	d.press("y")
	d.shows("the command of this view")
	d.lacks("the id")
	d.press("esc")
	d.until("loaded")
	d.press("y", "n")
	d.shows("there is nothing to copy: the name is empty")
	d.press("y", "i")
	d.until("Could not be sent: the id")
	d.press("q", "y", "x", "esc", "j") // other keys do nothing, and Esc closes the menu
	d.lacks("the JSON, masked")
}
