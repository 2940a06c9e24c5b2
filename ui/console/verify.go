package console

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/localfile"
	"crmhooks/client/secret"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/format"
)

// verify opens the form that checks a signature, or compares a receiver's secret with that of the webhook under the cursor.
func (t *tenant) verify() tea.Msg {
	w := t.list.hook()
	if w == nil {
		t.notice = "a signature belongs to one webhook: choose it in the list"
		return nil
	}
	var said []string
	if problem := w.MatchesSecret("").Problem; problem != "" {
		said = []string{"Nothing can be checked here: " + problem + "."}
	}
	title := "Check a signature of " + format.Title(w) + " (webhook " + format.IDs([]*webhook.Webhook{w})[1:] + ")"
	form := overlay.NewForm(t.styles, t.keys, title, verifyIntro, said, []overlay.Field{
		{Label: "Signature", Hint: "the value of " + secret.SignatureHeader},
		{Label: "Body", Hint: "paste it, or @file", Words: bodyWords},
		{Label: "Secret", Hint: "that of the receiver; it is not shown", Words: secretWords},
	}, verification{w, t.feed.snap.List.Webhooks}.check)
	return open{form, overlay.Place{Above: func() int { return t.layout.header.h }}}
}

const verifyIntro = "A signature and a body, or the secret that the receiver has. The body is the raw one of the call: pasted, or @ and the path of a file. " +
	"The webhook's own secret is never shown."

// verification checks what was typed into the form.
type verification struct {
	hook *webhook.Webhook
	all  []*webhook.Webhook // where another signer is looked for
}

// check compares what is there. It reads a file, so it does that later.
func (v verification) check(typed []string) (now []string, later func() []string) {
	signature, body, theirs := typed[0], typed[1], typed[2]
	if theirs == "" && (signature == "" || body == "") {
		return []string{"Give a signature and the body that it belongs to, or the secret that the receiver has."}, nil
	}
	return nil, func() (lines []string) {
		if signature != "" && body != "" {
			lines = labelled("Signature: ", v.signature(signature, body))
		}
		if theirs != "" {
			lines = append(lines, labelled("Secret: ", format.MatchLines(v.hook.MatchesSecret(theirs), v.hook))...)
		}
		return lines
	}
}

// labelled says what sentences are about.
func labelled(label string, sentences []string) []string {
	sentences[0] = label + sentences[0]
	return sentences
}

func (v verification) signature(signature, body string) []string {
	raw, err := rawBody(body)
	if err != nil {
		return []string{"The body cannot be read: " + text.Line(err.Error()) + "."}
	}
	return format.VerdictLines(v.hook.CheckSignature(signature, raw), v.hook, webhook.Signer(v.all, signature, raw, v.hook))
}

// rawBody is what was pasted, or the bytes of the file that @ names.
func rawBody(body string) ([]byte, error) {
	path, named := strings.CutPrefix(body, "@")
	if !named {
		return []byte(body), nil
	}
	raw, _, err := localfile.Read(strings.TrimSpace(path), format.MaxBody)
	return raw, err
}

// shownBody is how much of a body, or of a path, is shown, in bytes.
const shownBody = 400

func bodyWords(body string) string {
	start := strings.ToValidUTF8(body[:min(len(body), shownBody)], "")
	if strings.HasPrefix(body, "@") {
		return text.Line(start)
	}
	return format.Plural(len(body), "byte") + ": " + text.Line(start)
}

// secretWords tell nothing of the secret, not even its length.
func secretWords(string) string { return "typed, not shown" }
