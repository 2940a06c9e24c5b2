package component

import (
	"unicode/utf8"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/screen"
	"crmhooks/ui/style"
)

// NewInput is an empty input of one line.
func NewInput(s *style.Styles, placeholder string) textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.Placeholder = placeholder
	in.CharLimit = webhook.MaxSearch
	in.TextStyle, in.PlaceholderStyle, in.Cursor.TextStyle = s.Text, s.Muted, s.Text
	in.Cursor.Style = s.Text.Transform(screen.Here)
	in.Cursor.SetMode(cursor.CursorStatic) // a blinking cursor would write to an idle line
	return in
}

// SetWidth sets an input's width and scrolls to its cursor, which the input itself would do only at the next key.
func SetWidth(in *textinput.Model, width int) {
	if in.Width == width {
		return
	}
	in.Width = width
	at := in.Position()
	in.CursorEnd() // makes the input compute the visible part again
	in.SetCursor(at)
}

// InputView draws an input. The placeholder is cut here because the input would use an ellipsis that an ASCII terminal cannot show.
func InputView(in *textinput.Model, g *style.Glyphs) string {
	shown := *in
	shown.Placeholder = format.Cut(in.Placeholder, in.Width, g.Ellipsis)
	return shown.View()
}

// Typed and pasted text is limited before it is used: a clipboard may hold megabytes.

// InputFull is said when an input did not take all of a text.
var InputFull = "An input takes " + format.Count(webhook.MaxSearch) + " characters; the rest was left out."

// Edit changes an input and reports whether it took all of the text. What is pasted may hold anything, so the value is cleaned like any text from
// outside.
func Edit(in *textinput.Model, msg tea.KeyMsg) (all bool) {
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

// maxRaw is how much an input of raw text takes, in bytes. A file may be larger.
const maxRaw = 1 << 20

// RawFull is said when an input of raw text did not take a text.
const RawFull = "The text is longer than the 1 MiB that an input takes, and was left out. A longer body can be in a file: @ and its path."

// EditRaw adds what was typed or pasted to a raw text, with its line ends, and reports whether there was room: half of a body would never match. Backspace takes
// the last character, Ctrl-U all.
func EditRaw(s string, msg tea.KeyMsg) (edited string, all bool) {
	switch msg.Type {
	case tea.KeyRunes, tea.KeySpace:
		if len(msg.Runes) > maxRaw {
			return s, false
		}
		more := string(msg.Runes)
		if len(s)+len(more) > maxRaw {
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
