package console_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

const signedBody = `{"EventId":"1","Event":"sale.sold"}`

// signatureOf is the signature that the secret of Alpha orders makes.
func signatureOf(body string) string {
	mac := hmac.New(sha256.New, []byte("Sx7-qzvkwjhf-1"))
	_, _ = mac.Write([]byte(body))
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func (d *driver) paste(text string) {
	d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
}

func verifying(t testing.TB) *driver {
	t.Helper()
	d := open(t, always(read(t, company)), 120, 40)
	d.press("/", "alpha", "enter", "v")
	d.shows("Check a signature of Alpha orders (webhook 1)", "The webhook's own secret is never shown.")
	return d
}

func TestCheckingASignatureInTheConsole(t *testing.T) {
	d := verifying(t)
	d.press("enter")
	d.shows("Give a signature and the body that it belongs to")
	d.paste(signatureOf(signedBody))
	d.press("tab")
	d.paste(signedBody + "\r\n") // as a terminal pastes it
	d.press("enter")
	d.until("over the body without the line end")
	d.press("ctrl+u")
	d.lacks("No match") // it was about another body
	d.paste(signedBody)
	d.press("enter")
	d.until("Match: the secret of webhook 1 (Alpha orders) made this signature over this body.")
	d.shows("35 bytes: " + signedBody)

	file := filepath.Join(t.TempDir(), "body.json")
	if err := os.WriteFile(file, []byte(signedBody+" "), 0o600); err != nil {
		t.Fatal(err)
	}
	d.press("ctrl+u")
	d.paste("@" + file)
	d.press("enter")
	d.until("and line ends around it")
	d.press("ctrl+u", "@/no/such/file", "enter")
	d.until("The body cannot be read: open /no/such/file")
	d.press("ctrl+u", "@/dev/zero", "enter") // without an end
	d.until("not a regular file")
	d.press("esc")
	d.shows("local filter · 1 of 6")
	d.press("v") // nothing of it is left
	d.lacks("no/such", "cannot be read")
}

func TestComparingAReceiversSecretInTheConsole(t *testing.T) {
	d := verifying(t)
	d.press("shift+tab", "q?:J", "enter") // letters are text
	d.until("No match: this is not the secret of webhook 1 (Alpha orders).")
	d.press("ctrl+u")
	d.paste("Sx7-qzvkwjhf-1 ")
	d.press("enter")
	d.until("without the blanks around it")
	d.press("backspace", "enter")
	d.until("Match: the receiver has the secret of webhook 1 (Alpha orders).")
	d.shows("typed, not shown")
	for i := 0; i+6 <= len("Sx7-qzvkwjhf-1"); i++ {
		d.lacks("Sx7-qzvkwjhf-1"[i : i+6])
	}
	if d.quit {
		t.Error("typing quit")
	}
}

func TestWhatCannotBeCheckedSaysSo(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("v") // Beta tickets has no secret
	d.shows("Nothing can be checked here: the webhook has no secret", "Acme production", "READ-ONLY")
	d.paste(signatureOf(""))
	d.press("tab", "x", "tab", "y", "enter")
	d.until("Not checked: the webhook has no secret, so its calls are not signed.")
	d.shows("Not compared: the webhook has no secret")
	d.press("esc", "V", "v")
	d.shows("a signature belongs to one webhook")

	none := read(t, company)
	for i := range none.Webhooks {
		none.Webhooks[i].Requested = 0
	}
	d = open(t, always(none), 120, 40)
	d.press("v", "tab", "tab", "y", "enter")
	d.until("Not compared: the list was asked for without its secrets.")

	saved := open(t, always(read(t, strings.ReplaceAll(company, "Sx7-qzvkwjhf-1", "********"))), 120, 40)
	saved.press("/", "alpha", "enter", "v", "tab", "tab", "y", "enter")
	saved.until("this list holds only a mask in its place")
}

func TestAnotherWebhooksSecretIsNamed(t *testing.T) {
	d := open(t, always(read(t, `[{"WebhookId":8,"Name":"Other","State":"Active","Secret":"Sx7-qzvkwjhf-1"},{"WebhookId":9,"Name":"This","State":"Active","Secret":"another"}]`)), 120, 40)
	d.press("/", "this", "enter", "v")
	d.paste(signatureOf("{}"))
	d.press("tab", "{}", "enter")
	d.until("but that of webhook 8 (Other) made this signature")
}
