package console

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/localfile"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// verifyForm checks a signature, or compares a receiver's secret with a webhook's. It lies over the whole screen, and its inputs get every key.
type verifyForm struct {
	styles        style.Styles
	open          bool
	hook          *webhook.Webhook
	all           []webhook.Webhook // where another signer is looked for
	at            int               // the input that has the focus
	signature     textinput.Model
	body, secret  string // as they were typed or pasted: a text input would change their line ends
	lines         []string
	number        int // of the newest check; what an older one says changes nothing
	width, height int
}

// The inputs of the form.
const (
	inputSignature = iota
	inputBody
	inputSecret
	inputs
)

// verifiedMsg is what a check found.
type verifiedMsg struct {
	number int
	lines  []string
}

func newVerifyForm(s style.Styles) verifyForm {
	f := verifyForm{styles: s, signature: newInput(s, "the value of "+webhook.SignatureHeader)}
	f.signature.Focus()
	return f
}

func (f *verifyForm) setSize(w, h int) { f.width, f.height = w, h }

// openVerify opens the form for the webhook under the cursor.
func (m *Model) openVerify() {
	w := m.hook()
	if w == nil {
		m.notice = "a signature belongs to one webhook: choose it in the list"
		return
	}
	f := &m.verify
	f.clear()
	f.open, f.hook, f.all = true, w, m.list.Webhooks
	if problem := w.MatchesSecret("").Problem; problem != "" {
		f.lines = []string{"Nothing can be checked here: " + problem + "."}
	}
}

// clear forgets everything that was typed.
func (f *verifyForm) clear() {
	f.number++
	f.open, f.hook, f.all, f.at = false, nil, nil, inputSignature
	f.signature.Reset()
	f.body, f.secret, f.lines = "", "", nil
}

func (f *verifyForm) update(msg tea.KeyMsg, k *keyMap) tea.Cmd {
	switch {
	case key.Matches(msg, k.leave):
		f.clear()
	case key.Matches(msg, k.next) || msg.Type == tea.KeyDown:
		f.at = (f.at + 1) % inputs
	case key.Matches(msg, k.previous) || msg.Type == tea.KeyUp:
		f.at = (f.at + inputs - 1) % inputs
	case key.Matches(msg, k.accept):
		return f.check()
	default:
		f.edit(msg)
	}
	return nil
}

// edit changes the input that has the focus. What was found before is about something else then.
func (f *verifyForm) edit(msg tea.KeyMsg) {
	f.number++
	f.lines = nil
	switch f.at {
	case inputSignature:
		if !edit(&f.signature, msg) {
			f.lines = []string{inputFull}
		}
	case inputBody:
		f.body = f.typed(f.body, msg)
	default:
		f.secret = f.typed(f.secret, msg)
	}
}

// typed is what an input of raw text holds after a key or a paste.
func (f *verifyForm) typed(before string, msg tea.KeyMsg) string {
	after, all := typedInto(before, msg)
	if !all {
		f.lines = []string{typedFull}
	}
	return after
}

// check compares what is there. It reads a file, so it runs as a command.
func (f *verifyForm) check() tea.Cmd {
	signature, body, secret := f.signature.Value(), f.body, f.secret
	if secret == "" && (signature == "" || body == "") {
		f.lines = []string{"Give a signature and the body that it belongs to, or the secret that the receiver has."}
		return nil
	}
	f.number++
	number, w, all := f.number, f.hook, f.all
	return func() tea.Msg {
		var lines []string
		if signature != "" && body != "" {
			lines = labelled("Signature: ", checkedSignature(w, all, signature, body))
		}
		if secret != "" {
			lines = append(lines, labelled("Secret: ", format.MatchLines(w.MatchesSecret(secret), w))...)
		}
		return verifiedMsg{number, lines}
	}
}

// labelled says what sentences are about.
func labelled(label string, sentences []string) []string {
	sentences[0] = label + sentences[0]
	return sentences
}

func checkedSignature(w *webhook.Webhook, all []webhook.Webhook, signature, body string) []string {
	raw, err := rawBody(body)
	if err != nil {
		return []string{"The body cannot be read: " + text.Line(err.Error()) + "."}
	}
	return format.VerdictLines(w.CheckSignature(signature, raw), w, webhook.Signer(all, signature, raw, w))
}

// maxBodyFile is how large a file with a body may be. The vendor's bodies have a few kilobytes.
const maxBodyFile = 16 << 20

// rawBody is what was pasted, or the bytes of the file that @ names.
func rawBody(body string) ([]byte, error) {
	path, named := strings.CutPrefix(body, "@")
	if !named {
		return []byte(body), nil
	}
	raw, _, err := localfile.Read(strings.TrimSpace(path), maxBodyFile)
	return raw, err
}

func (f *verifyForm) handleVerified(msg verifiedMsg) {
	if msg.number == f.number {
		f.lines = msg.lines
	}
}

// view draws the form over the whole screen.
func (f *verifyForm) view() []string {
	s := f.styles
	lines := []string{" " + s.Title.Render(fitTo("Check a signature of "+format.Title(f.hook)+" (webhook "+format.IDs([]*webhook.Webhook{f.hook})[1:]+")", f.width-1))}
	air := []string{""}
	if f.height < roomyForm {
		air = nil
	}
	lines = append(lines, air...)
	lines = append(lines, f.input(inputSignature, "Signature", ""), f.input(inputBody, "Body", f.bodyWords()), f.input(inputSecret, "Secret", f.secretWords()))
	lines = append(lines, air...)
	say := func(look func(...string) string, sentence string) {
		for _, part := range format.Wrap(sentence, f.width-margin-1) {
			lines = append(lines, blanks(margin)+look(part))
		}
	}
	for _, sentence := range f.lines {
		say(s.Text.Render, sentence)
	}
	if len(f.lines) == 0 {
		say(s.Muted.Render, "A signature and a body, or the secret that the receiver has. The body is the raw one of the call: pasted, or @ and the path of a file. "+
			"The webhook's own secret is never shown.")
	}
	lines = fill(lines, max(f.height-1, 0))
	return append(lines, " "+s.Muted.Render(fitTo(fitting(verifyHints, f.width-2), f.width-1)))
}

// roomyForm is the height from which there is room for blank lines in the form.
const roomyForm = 16

// verifyHints are the keys of the form, in ever fewer words.
var verifyHints = []string{
	"Enter checks   Esc closes   Tab next   Ctrl-U empties", "Enter checks   Esc closes   Tab next", "Enter checks   Esc closes", "Esc closes",
}

// labelWidth is that of the form's labels with their prompt.
const labelWidth = 13

// input is one line of the form. The signature can be edited in place; of the others only words are shown.
func (f *verifyForm) input(which int, name, words string) string {
	s := f.styles
	look, room := s.Label, f.width-margin-labelWidth
	if f.at == which {
		look = s.Focus
	}
	label := blanks(margin) + look.Render(format.Fit(name, labelWidth-3, "")+" "+s.Glyphs.Prompt+" ")
	if which != inputSignature {
		cursor := ""
		if f.at == which {
			cursor = s.Text.Reverse(true).Render(" ") + " "
		}
		return label + cursor + s.Muted.Render(format.Cut(words, room-2, s.Glyphs.Ellipsis))
	}
	if f.at == which && room > 2 {
		f.signature.Width = room - 2
		return label + inputView(&f.signature, s.Glyphs)
	}
	value, look := f.signature.Value(), s.Text
	if value == "" {
		value, look = f.signature.Placeholder, s.Muted
	}
	return label + look.Render(format.Cut(value, room, s.Glyphs.Ellipsis))
}

// shownBody is how much of a body, or of a path, is shown, in bytes.
const shownBody = 400

func (f *verifyForm) bodyWords() string {
	if f.body == "" {
		return "paste it, or @file"
	}
	start := strings.ToValidUTF8(f.body[:min(len(f.body), shownBody)], "")
	if strings.HasPrefix(f.body, "@") {
		return text.Line(start)
	}
	return format.Plural(len(f.body), "byte") + ": " + text.Line(start)
}

// secretWords tell nothing of the secret, not even its length.
func (f *verifyForm) secretWords() string {
	if f.secret == "" {
		return "that of the receiver; it is not shown"
	}
	return "typed, not shown"
}
