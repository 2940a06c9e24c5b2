package console

import (
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/cursor"
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// filterBar is the row of the three inputs: name, event, and the choice of a status.
type filterBar struct {
	styles  style.Styles
	name    textinput.Model
	event   textinput.Model
	status  webhook.State // "" is any
	choices []choice
	focused focus
	width   int
	height  int
}

// choice is one entry of the status input.
type choice struct {
	status webhook.State // "" is any
	count  int
}

func newFilterBar(s style.Styles, f webhook.Filter) filterBar {
	b := filterBar{styles: s, name: newInput(s, "orders -test host:erp"), event: newInput(s, "sale.sold"), status: f.Status}
	b.event.ShowSuggestions = true
	b.event.CompletionStyle = s.Muted
	b.event.KeyMap.AcceptSuggestion = key.NewBinding(key.WithKeys("right")) // Tab goes to the next input
	b.name.SetValue(f.Name)
	b.event.SetValue(f.Event)
	b.setCounts(nil)
	return b
}

func newInput(s style.Styles, placeholder string) textinput.Model {
	in := textinput.New()
	in.Prompt = ""
	in.Placeholder = placeholder
	in.CharLimit = webhook.MaxSearch
	in.TextStyle, in.PlaceholderStyle, in.Cursor.TextStyle = s.Text, s.Muted, s.Text
	in.Cursor.Style = s.Text
	in.Cursor.SetMode(cursor.CursorStatic) // a blinking cursor would write to an idle line
	return in
}

// inputView draws an input. Its placeholder is cut here, as the input would cut it with a sign that an ASCII terminal does not have.
func inputView(in *textinput.Model, g style.Glyphs) string {
	shown := *in
	shown.Placeholder = format.Cut(in.Placeholder, in.Width, g.Ellipsis)
	return shown.View()
}

func (b *filterBar) filter() webhook.Filter {
	return webhook.Filter{Name: b.name.Value(), Event: b.event.Value(), Status: b.status}
}

// set fills the inputs.
func (b *filterBar) set(f webhook.Filter) {
	b.name.SetValue(f.Name)
	b.event.SetValue(f.Event)
	b.status = f.Status
}

// focus shows a cursor in the input that has the focus, and in no other.
func (b *filterBar) focus(f focus) {
	b.focused = f
	b.name.Blur()
	b.event.Blur()
	switch f {
	case focusName:
		b.name.Focus()
	case focusEvent:
		b.event.Focus()
	}
}

// update hands a key or a pasted text to the focused input, and reports whether the filter changed, and whether the input took all of it.
func (b *filterBar) update(f focus, msg tea.KeyMsg, k *keyMap) (changed, all bool) {
	before := b.filter()
	all = true
	switch {
	case f == focusName:
		all = edit(&b.name, msg)
	case f == focusEvent:
		all = edit(&b.event, msg)
	case f == focusStatus && !msg.Paste:
		b.choose(msg, k)
	}
	return b.filter() != before, all
}

// choose moves in the status input: up and down step through it, a letter jumps to the next choice that begins with it.
func (b *filterBar) choose(msg tea.KeyMsg, k *keyMap) {
	switch {
	case msg.Type == tea.KeyUp || msg.Type == tea.KeyLeft:
		b.step(-1)
	case msg.Type == tea.KeyDown || msg.Type == tea.KeyRight:
		b.step(+1)
	case msg.Type == tea.KeyHome:
		b.status = b.choices[0].status
	case msg.Type == tea.KeyEnd:
		b.status = b.choices[len(b.choices)-1].status
	case msg.Type == tea.KeyBackspace || key.Matches(msg, k.leave):
		b.status = ""
	case msg.Type == tea.KeyRunes:
		b.jump(strings.ToLower(string(msg.Runes)))
	}
}

func (b *filterBar) at() int {
	for i, c := range b.choices {
		if c.status == b.status {
			return i
		}
	}
	return 0
}

func (b *filterBar) step(n int) {
	b.status = b.choices[clamp(b.at()+n, 0, len(b.choices)-1)].status
}

func (b *filterBar) jump(prefix string) {
	for i := range b.choices {
		c := b.choices[(b.at()+1+i)%len(b.choices)]
		if strings.HasPrefix(strings.ToLower(statusWord(c.status)), prefix) {
			b.status = c.status
			return
		}
	}
}

// suggest offers to complete an event's name: those that are really there first, and then the vendor's.
func (b *filterBar) suggest(list *webhook.List) {
	b.event.SetSuggestions(slices.Concat(list.EventNames(), webhook.Catalogue(), webhook.ListEvents()))
}

// setCounts rebuilds the choices: any, the vendor's states, and every state that the server invented. The chosen one
// stays even when nothing is in it.
func (b *filterBar) setCounts(counts []webhook.Count) {
	n := map[webhook.State]int{}
	total := 0
	states := []webhook.State{webhook.Active, webhook.Failing, webhook.Stopped, webhook.TooManyErrors, webhook.Unknown}
	for _, c := range counts {
		n[c.State] = c.N
		if c.State == webhook.Failing { // counted among the active ones
			continue
		}
		total += c.N
		if !c.State.Documented() {
			states = append(states, c.State)
		}
	}
	b.choices = []choice{{"", total}}
	for _, s := range states {
		b.choices = append(b.choices, choice{s, n[s]})
	}
	if b.at() == 0 && b.status != "" {
		b.choices = append(b.choices, choice{b.status, 0})
	}
}

// statusWord is the word of a choice, and of a count: the active ones stand before those of them that fail.
func statusWord(s webhook.State) string {
	switch s {
	case "":
		return webhook.AnyStatus
	case webhook.Failing:
		return webhook.FailingStatus
	}
	return s.Word()
}

func (b *filterBar) setSize(w, h int) { b.width, b.height = w, h }

// view draws the inputs, and the mode at the right end: the longest of its wordings that leaves the inputs enough room.
func (b *filterBar) view(modes []string) []string {
	if b.height == 0 || b.width == 0 {
		return nil
	}
	if b.height >= 2 {
		half := b.width / 2
		status := b.statusWidth()
		return []string{
			b.input("Name", &b.name, focusName, half) + b.input("Event", &b.event, focusEvent, b.width-half),
			b.statusInput(status) + b.mode(fitting(modes, b.width-status-2), b.width-status),
		}
	}
	w, mode := b.columns(modes)
	return []string{
		b.input("Name", &b.name, focusName, w[0]) + b.input("Event", &b.event, focusEvent, w[1]) + b.statusInput(w[2]) + b.mode(mode, w[3]),
	}
}

// enoughInput is the width that name and event together should keep.
const enoughInput = 34

// columns shares a row among the three inputs and the mode.
func (b *filterBar) columns(modes []string) (widths [4]int, mode string) {
	status := b.statusWidth()
	mode = fitting(modes, b.width-status-2-enoughInput)
	rest := max(b.width-status-format.Width(mode)-2, 0)
	name := clamp(rest*11/20, 0, 48)
	event := clamp(rest-name, 0, 40)
	return [4]int{name, event, status, max(b.width-name-event-status, 0)}, mode
}

// fitting is the first wording that fits, or else the last.
func fitting(wordings []string, width int) string {
	for _, w := range wordings {
		if format.Width(w) <= width {
			return w
		}
	}
	return wordings[len(wordings)-1]
}

// statusWidth is as wide as the status needs to be. On a wide screen it is as wide as its longest choice, so that nothing moves.
func (b *filterBar) statusWidth() int {
	word := statusWord(b.status)
	if b.width >= 110 && format.Width(word) < format.Width(webhook.TooManyErrors.Word()) {
		word = webhook.TooManyErrors.Word()
	}
	return min(format.Width(" Status > "+word+" "), b.width)
}

// label is the part before an input's text; the prompt is bold and marked while the input has the focus.
func (b *filterBar) label(name string, f focus, width int) (string, int) {
	prompt := b.styles.Glyphs.Prompt
	style := b.styles.Label
	if b.focused == f {
		style = b.styles.Focus
	}
	plain := " " + name + " " + prompt + " "
	if format.Width(plain) > width {
		plain = format.Fit(" "+name+prompt, width, "")
	}
	return style.Render(plain), width - format.Width(plain)
}

func (b *filterBar) input(name string, in *textinput.Model, f focus, width int) string {
	label, rest := b.label(name, f, width)
	if b.focused == f && rest > 2 {
		in.Width = rest - 2 // the cursor and a blank
		return label + padStyled(inputView(in, b.styles.Glyphs), rest)
	}
	value, style := in.Value(), b.styles.Text
	if value == "" && b.focused == f {
		value, style = in.Placeholder, b.styles.Muted
	}
	return label + style.Render(format.Fit(value, max(rest-1, 0), b.styles.Glyphs.Ellipsis)) + blanks(min(rest, 1))
}

func (b *filterBar) statusInput(width int) string {
	label, rest := b.label("Status", focusStatus, width)
	style := b.styles.Text
	if b.status != "" {
		_, style = b.styles.State(b.status)
	}
	return label + style.Render(format.Fit(statusWord(b.status), max(rest, 0), b.styles.Glyphs.Ellipsis))
}

func (b *filterBar) mode(mode string, width int) string {
	if width <= 1 {
		return blanks(width)
	}
	mode = format.Fit(mode, min(format.Width(mode), width-1), b.styles.Glyphs.Ellipsis)
	return blanks(width-1-format.Width(mode)) + b.styles.Muted.Render(mode) + " "
}

// menu is the list of choices that opens below the status input while it has the focus: the box's lines and the column where it begins.
func (b *filterBar) menu(modes []string) (lines []string, x int) {
	g := b.styles.Glyphs
	word, count := 0, 0
	for _, c := range b.choices {
		word = max(word, format.Width(statusWord(c.status)))
		count = max(count, len(strconv.Itoa(c.count)))
	}
	for i, c := range b.choices {
		symbol, style := " ", b.styles.Text
		if c.status != "" {
			symbol, style = b.styles.State(c.status)
		}
		cursor := " "
		if i == b.at() {
			cursor, style = g.Cursor, b.styles.Selected
		}
		n := strconv.Itoa(c.count)
		side := b.styles.Border.Render(g.Vertical)
		lines = append(lines, side+style.Render(" "+cursor+" "+symbol+" "+format.Fit(statusWord(c.status), word, g.Ellipsis)+blanks(count-len(n)+2)+n+" ")+side)
	}
	x = 0
	if b.height == 1 {
		w, _ := b.columns(modes)
		x = w[0] + w[1]
	}
	return lines, x
}
