package overlay

import (
	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
	"crmhooks/ui/screen"
	"crmhooks/ui/style"
)

// Form has a few inputs and shows what a check of them finds. It covers the whole screen, and its inputs get every key.
type Form struct {
	styles        *style.Styles
	keys          *keymap.Map
	title, intro  string
	fields        []field
	check         Check
	at            int // the input that has the focus
	lines         []string
	number        int // of the newest check; older ones are ignored
	width, height int
}

// Field is an input.
type Field struct {
	Label string
	Hint  string // shown in the empty input
	// Words, if set, describes the text that was typed or pasted. The text itself is then kept unchanged and not shown: a one-line input would change its line ends.
	Words func(typed string) string
}

type field struct {
	Field
	line textinput.Model
	raw  string
}

// Check examines what was typed, in the order of the fields. It returns sentences at once, or a function that returns them later, because it may read a file.
type Check func(typed []string) (now []string, later func() []string)

// checkedMsg is what a check found.
type checkedMsg struct {
	form   *Form
	number int
	lines  []string
}

func (checkedMsg) forOverlays() {}

// NewForm makes a form with at least one field. said is shown below the inputs until something is typed; without it, intro is shown.
func NewForm(s *style.Styles, k *keymap.Map, title, intro string, said []string, fields []Field, check Check) *Form {
	f := &Form{styles: s, keys: k, title: title, intro: intro, lines: said, check: check}
	for _, of := range fields {
		in := component.NewInput(s, of.Hint)
		in.Focus()
		f.fields = append(f.fields, field{Field: of, line: in})
	}
	return f
}

// Update edits the input that has the focus; Enter checks, Esc closes.
func (f *Form) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	switch msg := msg.(type) {
	case checkedMsg:
		if msg.form == f && msg.number == f.number {
			f.lines = msg.lines
		}
	case tea.KeyMsg:
		return f.press(msg)
	}
	return nil, nil
}

func (f *Form) press(msg tea.KeyMsg) (tea.Msg, tea.Cmd) {
	switch n := len(f.fields); {
	case msg.Paste:
		f.edit(msg)
	case key.Matches(msg, f.keys.Leave):
		return Closed{}, nil
	case key.Matches(msg, f.keys.Next) || msg.Type == tea.KeyDown:
		f.at = (f.at + 1) % n
	case key.Matches(msg, f.keys.Previous) || msg.Type == tea.KeyUp:
		f.at = (f.at + n - 1) % n
	case key.Matches(msg, f.keys.Accept):
		return nil, f.submit()
	default:
		f.edit(msg)
	}
	return nil, nil
}

// edit changes the input that has the focus, which makes earlier findings obsolete.
func (f *Form) edit(msg tea.KeyMsg) {
	f.number++
	f.lines = nil
	in, all, full := &f.fields[f.at], true, component.InputFull
	if in.Words == nil {
		all = component.Edit(&in.line, msg)
	} else {
		in.raw, all = component.EditRaw(in.raw, msg)
		full = component.RawFull
	}
	if !all {
		f.lines = []string{full}
	}
}

func (f *Form) submit() tea.Cmd {
	typed := make([]string, len(f.fields))
	for i := range f.fields {
		typed[i] = f.fields[i].typed()
	}
	f.number++
	now, later := f.check(typed)
	if later == nil {
		f.lines = now
		return nil
	}
	number := f.number
	return func() tea.Msg { return checkedMsg{f, number, later()} }
}

func (in *field) typed() string {
	if in.Words != nil {
		return in.raw
	}
	return in.line.Value()
}

// TakesText is true.
func (f *Form) TakesText() bool { return true }

// SetSize sets the size of the screen.
func (f *Form) SetSize(w, h int) { f.width, f.height = w, h }

// Help is the keys of the form.
func (f *Form) Help() []key.Binding {
	k := f.keys
	return []key.Binding{keymap.As(k.Accept, "checks"), keymap.As(k.Leave, "closes"), k.Next, k.Empty}
}

// roomyForm is the height from which there is room for blank lines in the form.
const roomyForm = 16

// View draws the form over the whole screen.
func (f *Form) View() []string {
	s := f.styles
	lines := []string{" " + s.Title.Render(component.Clip(f.title, f.width-1))}
	air := []string{""}
	if f.height < roomyForm {
		air = nil
	}
	lines = append(lines, air...)
	for i := range f.fields {
		lines = append(lines, f.input(i))
	}
	lines = append(lines, air...)
	say := func(look func(...string) string, sentence string) {
		for _, part := range format.Wrap(sentence, f.width-margin-1) {
			lines = append(lines, component.Blanks(margin)+look(part))
		}
	}
	for _, sentence := range f.lines {
		say(s.Text.Render, sentence)
	}
	if len(f.lines) == 0 {
		say(s.Muted.Render, f.intro)
	}
	lines = append(component.Fill(lines, f.height-1), " "+component.Hints(s, f.Help(), f.width-2))
	return component.Crop(lines, f.width, f.height)
}

const (
	margin     = 3
	labelWidth = 13 // of the labels with their prompt
)

// input is one line of the form. A one-line input can be edited in place; the others only show their description.
func (f *Form) input(at int) string {
	s, in := f.styles, &f.fields[at]
	look, room := s.Label, f.width-margin-labelWidth
	if f.at == at {
		look = s.Focus
	}
	label := component.Blanks(margin) + look.Render(format.Fit(in.Label, labelWidth-3, "")+" "+s.Glyphs.Prompt+" ")
	if in.Words != nil {
		cursor := ""
		if f.at == at {
			cursor = s.Text.Reverse(true).Render(screen.Here(" ")) + " "
		}
		words := in.Hint
		if in.raw != "" {
			words = in.Words(in.raw)
		}
		return label + cursor + s.Muted.Render(format.Cut(words, room-2, s.Glyphs.Ellipsis))
	}
	if f.at == at && room > 2 {
		component.SetWidth(&in.line, room-2)
		return label + component.InputView(&in.line, s.Glyphs)
	}
	value, look := in.line.Value(), s.Text
	if value == "" {
		value, look = in.Hint, s.Muted
	}
	return label + look.Render(format.Cut(value, room, s.Glyphs.Ellipsis))
}
