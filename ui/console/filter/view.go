package filter

import (
	"github.com/charmbracelet/bubbles/textinput"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/format"
)

// View draws the inputs, and at the right end the longest description of the filter that leaves the inputs enough room.
func (m *Model) View() []string {
	if m.height == 0 || m.width == 0 {
		return nil
	}
	if m.height >= 2 {
		half := m.width / 2
		status := m.statusWidth()
		return []string{
			m.input("Name", &m.name, Name, half) + m.input("Event", &m.event, Event, m.width-half),
			m.statusInput(status) + m.mode(component.Fitting(m.modes, m.width-status-2), m.width-status),
		}
	}
	w, mode := m.columns()
	return []string{
		m.input("Name", &m.name, Name, w[0]) + m.input("Event", &m.event, Event, w[1]) + m.statusInput(w[2]) + m.mode(mode, w[3]),
	}
}

// enoughInput is the least width of the name and event inputs together.
const enoughInput = 34

// columns divides a row among the three inputs and the description of the filter.
func (m *Model) columns() (widths [4]int, mode string) {
	status := m.statusWidth()
	mode = component.Fitting(m.modes, m.width-status-2-enoughInput)
	rest := max(m.width-status-format.Width(mode)-2, 0)
	name := component.Clamp(rest*11/20, 0, 48)
	event := component.Clamp(rest-name, 0, 40)
	return [4]int{name, event, status, max(m.width-name-event-status, 0)}, mode
}

// statusWidth is the width of the status input. A wide screen reserves room for the longest choice, so that nothing moves.
func (m *Model) statusWidth() int {
	word := StatusWord(m.status)
	if m.width >= 110 && format.Width(word) < format.Width(webhook.TooManyErrors.Word()) {
		word = webhook.TooManyErrors.Word()
	}
	return min(format.Width(" Status > "+word+" "), m.width)
}

// label is the part before an input's text; the prompt is bold and marked while the input has the focus.
func (m *Model) label(name string, in Input, width int) (string, int) {
	prompt := m.styles.Glyphs.Prompt
	style := m.styles.Label
	if m.focused == in {
		style = m.styles.Focus
	}
	plain := " " + name + " " + prompt + " "
	if format.Width(plain) > width {
		plain = format.Fit(" "+name+prompt, width, "")
	}
	return style.Render(plain), width - format.Width(plain)
}

func (m *Model) input(name string, text *textinput.Model, in Input, width int) string {
	label, rest := m.label(name, in, width)
	if in == Name && m.hooks != nil {
		set := m.set(rest)
		label, rest = label+set, rest-ansi.StringWidth(set)
	}
	if m.focused == in && rest > 2 {
		component.SetWidth(text, rest-2) // the cursor and a blank
		return label + component.Pad(component.InputView(text, m.styles.Glyphs), rest)
	}
	value, style := text.Value(), m.styles.Text
	if value == "" && m.focused == in {
		value, style = text.Placeholder, m.styles.Muted
	}
	return label + style.Render(format.Fit(value, max(rest-1, 0), m.styles.Glyphs.Ellipsis)) + component.Blanks(min(rest, 1))
}

// set names the webhooks that an overview led to, in a part of the name input. What is typed narrows them further.
func (m *Model) set(room int) string {
	if typed := format.Width(m.name.Value()); m.focused == Name || typed > 0 {
		room = component.Clamp(room-typed-3, room/3, room*2/3) // the cursor, and a blank before and after what is typed
	}
	title := format.Cut(m.hooks.Title(), room-1, m.styles.Glyphs.Ellipsis)
	if title == "" {
		return ""
	}
	return m.styles.Accent.Render(title) + " "
}

func (m *Model) statusInput(width int) string {
	label, rest := m.label("Status", Status, width)
	style := m.styles.Text
	if m.status != "" {
		_, style = m.styles.State(m.status)
	}
	return label + style.Render(format.Fit(StatusWord(m.status), max(rest, 0), m.styles.Glyphs.Ellipsis))
}

func (m *Model) mode(mode string, width int) string {
	if width <= 1 {
		return component.Blanks(width)
	}
	mode = format.Fit(mode, min(format.Width(mode), width-1), m.styles.Glyphs.Ellipsis)
	return component.Blanks(width-1-format.Width(mode)) + m.styles.Muted.Render(mode) + " "
}
