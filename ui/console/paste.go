package console

import (
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// This file bounds what is typed and pasted before anything is made of it: a clipboard may hold megabytes.

// inputFull is said when an input did not take all of a text.
var inputFull = "An input takes " + format.Count(webhook.MaxSearch) + " characters; the rest was left out."

// handlePaste hands pasted text to what takes text. It is no key.
func (m *Model) handlePaste(msg tea.KeyMsg) {
	switch {
	case m.typing():
		m.edit(msg)
	case m.verify.open:
		m.verify.edit(msg)
	}
}

// edit changes an input and reports whether it took all of the text. What is pasted may hold anything, so the value is cleaned like any text from
// outside.
func edit(in *textinput.Model, msg tea.KeyMsg) (all bool) {
	room := max(webhook.MaxSearch-utf8.RuneCountInString(in.Value()), 0)
	if all = len(msg.Runes) <= room; !all {
		msg.Runes = msg.Runes[:room]
	}
	*in, _ = in.Update(msg) // its commands only make the cursor blink
	if clean := text.Line(in.Value()); clean != in.Value() {
		in.SetValue(clean)
	}
	return all
}

// maxTyped is how much the inputs of raw text take, in bytes. A file may be larger.
const maxTyped = 1 << 20

// typedFull is said when an input of raw text did not take a text.
const typedFull = "The text is longer than the 1 MiB that an input takes, and was left out. A longer body can be in a file: @ and its path."

// typedInto adds what was typed or pasted, with its line ends, and reports whether there was room: half of a body would never match. Backspace takes the last
// character, Ctrl-U all.
func typedInto(s string, msg tea.KeyMsg) (typed string, all bool) {
	switch msg.Type {
	case tea.KeyRunes, tea.KeySpace:
		if len(msg.Runes) > maxTyped {
			return s, false
		}
		more := string(msg.Runes)
		if len(s)+len(more) > maxTyped {
			return s, false
		}
		return s + more, true
	case tea.KeyBackspace:
		_, last := utf8.DecodeLastRuneInString(s)
		return s[:len(s)-last], true
	case tea.KeyCtrlU:
		return "", true
	}
	return s, true
}
