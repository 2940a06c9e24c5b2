package console

import (
	"strings"

	"github.com/charmbracelet/bubbles/textinput"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// Screen is what Run can show: one tenant, or several of which one is in sight.
type Screen interface {
	tea.Model
	close()
}

// Choice is a profile that can be switched to. Its texts are safe for a terminal.
type Choice struct {
	Name  string
	Title string // what people call it
}

// Profiles shows one of several tenants. Each keeps its list, filter and cursor while another is in sight.
type Profiles struct {
	styles  style.Styles
	choices []Choice
	open    func(name string) (Options, error)
	tenants map[string]*Model
	current string
	size    tea.WindowSizeMsg
	picker  picker
}

// addressed is a message that is meant for one tenant, whichever is in sight.
type addressed struct {
	to  string
	msg tea.Msg
}

// openedMsg says that a profile was opened, or could not be.
type openedMsg struct {
	name string
	opts Options
	err  error
}

// NewProfiles shows first under the given name, "" for a source that is no profile. open prepares another; it runs in a command and may take a while.
func NewProfiles(first *Model, name string, choices []Choice, open func(name string) (Options, error)) *Profiles {
	first.keys.profile.SetEnabled(len(choices) > 0)
	return &Profiles{styles: first.styles, choices: choices, open: open, tenants: map[string]*Model{name: first}, current: name, picker: newPicker(first.styles)}
}

// Init starts the first tenant.
func (p *Profiles) Init() tea.Cmd { return p.address(p.current, p.tenants[p.current].Init()) }

// View draws the picker, or else the tenant in sight.
func (p *Profiles) View() string {
	if p.picker.open {
		return p.tenants[p.current].frame(p.picker.view(p.choices, p.size.Width))
	}
	return p.tenants[p.current].View()
}

func (p *Profiles) close() {
	for _, m := range p.tenants {
		m.close()
	}
}

// Update routes a message: what a tenant asked for goes to that tenant, a key to the picker while it is open, and everything else to the tenant in
// sight.
func (p *Profiles) Update(msg tea.Msg) (tea.Model, tea.Cmd) { return p, p.update(msg) }

func (p *Profiles) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case addressed:
		return p.address(msg.to, p.tenants[msg.to].update(msg.msg))
	case openedMsg:
		return p.handleOpened(msg)
	case tea.WindowSizeMsg:
		p.size = bounded(msg)
	case tea.KeyMsg:
		return p.handleKeys(msg)
	}
	return p.address(p.current, p.tenants[p.current].update(msg))
}

// handleKeys takes apart what arrived together, as the first letter may open the picker and the others be for it.
func (p *Profiles) handleKeys(msg tea.KeyMsg) tea.Cmd {
	first, rest := split(msg, p.picker.open || p.tenants[p.current].takesText())
	cmds := []tea.Cmd{p.handleKey(first)}
	if len(rest.Runes) > 0 {
		cmds = append(cmds, p.handleKeys(rest))
	}
	return tea.Batch(cmds...)
}

func (p *Profiles) handleKey(msg tea.KeyMsg) tea.Cmd {
	if p.picker.open {
		return p.handlePickerKey(msg)
	}
	m := p.tenants[p.current]
	cmd := p.address(p.current, m.handleKey(msg))
	if m.wantsProfile {
		m.wantsProfile = false
		p.picker.show()
	}
	return cmd
}

// address makes the messages of a tenant's command find back to it.
func (p *Profiles) address(name string, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		switch msg := cmd().(type) {
		case tea.BatchMsg:
			for i := range msg {
				msg[i] = p.address(name, msg[i])
			}
			return msg
		case loadedMsg, failedMsg, progressMsg, spinMsg, watchMsg, copiedMsg, usageMsg, lastErrorsMsg, verifiedMsg:
			return addressed{name, msg}
		default:
			return msg
		}
	}
}

func (p *Profiles) handlePickerKey(msg tea.KeyMsg) tea.Cmd {
	switch msg.Type {
	case tea.KeyEsc:
		p.picker.open = false
	case tea.KeyCtrlC:
		return tea.Quit
	case tea.KeyEnter:
		if c, ok := p.picker.chosen(p.choices); ok {
			return p.choose(c)
		}
	default:
		p.picker.update(msg, p.choices)
	}
	return nil
}

// choose brings a tenant into sight, or opens it first.
func (p *Profiles) choose(c Choice) tea.Cmd {
	if _, known := p.tenants[c.Name]; known {
		return p.bring(c.Name)
	}
	p.picker.said = "opening " + c.Title
	open := p.open
	return func() tea.Msg {
		opts, err := open(c.Name)
		return openedMsg{c.Name, opts, err}
	}
}

func (p *Profiles) handleOpened(msg openedMsg) tea.Cmd {
	if msg.err != nil {
		p.picker.said = msg.err.Error() + " " + nextStep(msg.err)
		return nil
	}
	if _, known := p.tenants[msg.name]; known || !p.picker.open {
		return nil // chosen twice, or no longer wanted
	}
	m := New(msg.opts)
	m.keys.profile.SetEnabled(true)
	p.tenants[msg.name] = m
	return tea.Batch(p.bring(msg.name), p.address(msg.name, m.Init()))
}

func (p *Profiles) bring(name string) tea.Cmd {
	p.current, p.picker.open = name, false
	m := p.tenants[name]
	return tea.Batch(m.windowTitle(), p.address(name, m.update(p.size)))
}

// picker is the list of profiles with an input that narrows it: the letters have to occur in their order.
type picker struct {
	styles style.Styles
	input  textinput.Model
	open   bool
	at     int
	said   string // what happens, or why it did not
}

func newPicker(s style.Styles) picker {
	p := picker{styles: s, input: newInput(s, "name")}
	p.input.Focus()
	return p
}

func (p *picker) show() {
	p.open, p.at, p.said = true, 0, ""
	p.input.Reset()
}

func (p *picker) update(msg tea.KeyMsg, choices []Choice) {
	p.said = ""
	switch msg.Type {
	case tea.KeyUp:
		p.at--
	case tea.KeyDown:
		p.at++
	default:
		if !edit(&p.input, msg) {
			p.said = inputFull
		}
	}
	p.at = clamp(p.at, 0, max(len(p.matching(choices))-1, 0))
}

func (p *picker) matching(choices []Choice) []Choice {
	var found []Choice
	for _, c := range choices {
		if inOrder(strings.ToLower(c.Name+" "+c.Title), strings.ToLower(p.input.Value())) {
			found = append(found, c)
		}
	}
	return found
}

// inOrder reports whether the letters occur in a text, in their order.
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

func (p *picker) chosen(choices []Choice) (Choice, bool) {
	found := p.matching(choices)
	if len(found) == 0 {
		return Choice{}, false
	}
	return found[p.at], true
}

func (p *picker) view(choices []Choice, width int) []string {
	g := p.styles.Glyphs
	p.input.Width = max(width-14, 1)
	lines := []string{" " + p.styles.Focus.Render("Profile "+g.Prompt+" ") + p.input.View(), ""}
	for i, c := range p.matching(choices) {
		cursor, style := " ", p.styles.Text
		if i == p.at {
			cursor, style = g.Cursor, p.styles.Selected
		}
		title := ""
		if c.Title != c.Name {
			title = c.Title
		}
		lines = append(lines, style.Render(format.Fit(" "+cursor+" "+format.Fit(c.Name, 20, g.Ellipsis)+"  "+title, width, g.Ellipsis)))
	}
	if len(lines) == 2 {
		lines = append(lines, "   "+p.styles.Muted.Render("no profile has these letters"))
	}
	lines = append(lines, "")
	for _, part := range format.Wrap(p.said, width-4) {
		lines = append(lines, "   "+p.styles.Warning.Render(part))
	}
	return append(lines, "   "+p.styles.Muted.Render("Enter opens, Esc goes back"))
}
