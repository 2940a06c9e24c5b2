package overlay

import (
	"strings"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
	"crmhooks/ui/console/keymap"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// Choice is something to pick. Its texts are safe for a terminal.
type Choice struct {
	Name  string
	Title string // what people call it
}

// Picker is a list of choices with an input that narrows it: the letters have to occur in order. It stays open after a choice, because opening it may fail.
type Picker struct {
	styles  *style.Styles
	keys    *keymap.Map
	label   string
	choices []Choice
	input   textinput.Model
	at      int
	said    string // what happens, or why it did not
	width   int
	height  int
}

// Picked is the event of a choice.
type Picked struct{ Choice Choice }

// NewPicker offers choices.
func NewPicker(s *style.Styles, k *keymap.Map, label string, choices []Choice) *Picker {
	p := &Picker{styles: s, keys: k, label: label, choices: choices, input: component.NewInput(s, "name")}
	p.input.Focus()
	return p
}

// Say shows a sentence until the next key.
func (p *Picker) Say(sentence string) { p.said = sentence }

// Update narrows and picks; Esc closes.
func (p *Picker) Update(msg tea.Msg) (tea.Msg, tea.Cmd) {
	pressed, ok := msg.(tea.KeyMsg)
	if !ok {
		return nil, nil
	}
	switch {
	case pressed.Paste:
		p.edit(pressed)
	case key.Matches(pressed, p.keys.Leave):
		return Closed{}, nil
	case key.Matches(pressed, p.keys.Accept):
		if found := p.matching(); len(found) > 0 {
			return Picked{found[p.at]}, nil
		}
	default:
		p.edit(pressed)
	}
	return nil, nil
}

func (p *Picker) edit(msg tea.KeyMsg) {
	p.said = ""
	switch msg.Type {
	case tea.KeyUp:
		p.at--
	case tea.KeyDown:
		p.at++
	default:
		if !component.Edit(&p.input, msg) {
			p.said = component.InputFull
		}
	}
	p.at = component.Clamp(p.at, 0, max(len(p.matching())-1, 0))
}

func (p *Picker) matching() []Choice {
	var found []Choice
	for _, c := range p.choices {
		if inOrder(strings.ToLower(c.Name+" "+c.Title), strings.ToLower(p.input.Value())) {
			found = append(found, c)
		}
	}
	return found
}

// inOrder reports whether the letters occur in a text in this order.
func inOrder(text, letters string) bool {
	for _, r := range letters {
		i := strings.IndexRune(text, r)
		if i < 0 {
			return false
		}
		text = text[i+len(string(r)):]
	}
	return true
}

// TakesText is true.
func (p *Picker) TakesText() bool { return true }

// SetSize sets the size of the screen.
func (p *Picker) SetSize(w, h int) { p.width, p.height = w, h }

// Help is the keys of every picker.
func (p *Picker) Help() []key.Binding {
	return []key.Binding{keymap.As(p.keys.Accept, "opens"), keymap.As(p.keys.Leave, "goes back")}
}

// View draws the input, and as many of the matching choices around the cursor as fit.
func (p *Picker) View() []string {
	g := p.styles.Glyphs
	prompt := p.label + " " + g.Prompt + " "
	component.SetWidth(&p.input, max(p.width-format.Width(prompt)-4, 1))
	lines := []string{" " + p.styles.Focus.Render(prompt) + component.InputView(&p.input, g), ""}
	said, found := format.Wrap(p.said, p.width-4), p.matching()
	from, to := inSight(len(found), p.at, p.height-len(lines)-len(said)-2)
	for i, c := range found[from:to] {
		cursor, style := " ", p.styles.Text
		if from+i == p.at {
			cursor, style = g.Cursor, p.styles.Selected
		}
		title := ""
		if c.Title != c.Name {
			title = c.Title
		}
		lines = append(lines, style.Render(format.Fit(" "+cursor+" "+format.Fit(c.Name, 20, g.Ellipsis)+"  "+title, p.width, g.Ellipsis)))
	}
	if len(found) == 0 {
		lines = append(lines, "   "+p.styles.Muted.Render("no profile has these letters"))
	}
	lines = append(lines, "")
	for _, part := range said {
		lines = append(lines, "   "+p.styles.Warning.Render(part))
	}
	lines = append(lines, "   "+component.Hints(p.styles, p.Help(), p.width-4))
	return component.Crop(lines, p.width, p.height)
}
