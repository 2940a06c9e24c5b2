package console

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console/component"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// Welcome is the first screen of somebody who has not said yet which tenant to open.
type Welcome struct {
	styles        *style.Styles
	steps         []Step
	width, height int
	accepted      bool
}

// Step is a command line, and what it does.
type Step struct{ Command, Does string }

// NewWelcome shows the steps that one can take.
func NewWelcome(s *style.Styles, steps []Step) *Welcome { return &Welcome{styles: s, steps: steps} }

// Accepted reports whether the user wants to look around in the built-in tenant.
func (w *Welcome) Accepted() bool { return w.accepted }

// Init has nothing to start.
func (w *Welcome) Init() tea.Cmd { return tea.SetWindowTitle("crmhooks") }

func (w *Welcome) close() {}

// Update takes Enter for yes; q, Esc and Ctrl-C leave.
func (w *Welcome) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		msg = bounded(msg)
		w.width, w.height = msg.Width, msg.Height
	case tea.KeyMsg:
		switch msg.String() {
		case "enter":
			w.accepted = true
			return w, tea.Quit
		case "q", "esc", "ctrl+c":
			return w, tea.Quit
		}
	}
	return w, nil
}

// View draws exactly the terminal's lines.
func (w *Welcome) View() string {
	if w.width <= 0 || w.height <= 0 {
		return ""
	}
	s := w.styles
	lines := []string{"", "   " + s.Accent.Render("crmhooks") + "  " + s.ReadOnly.Render("READ-ONLY"), ""}
	say := func(style func(...string) string, margin, text string) {
		for _, part := range format.Wrap(text, w.width-len(margin)-1) {
			lines = append(lines, margin+style(part))
		}
	}
	say(s.Text.Render, "   ", "Shows the webhooks of a SuperOffice CRM tenant. It has not been told yet which one.")
	lines = append(lines, "")
	say(s.Key.Render, "   ", "Enter looks around in the built-in tenant, q leaves. Or start with:")
	lines = append(lines, "")
	for _, step := range w.steps {
		say(s.Title.Render, "   ", step.Command)
		say(s.Muted.Render, "     ", step.Does)
	}
	lines = component.Fill(lines, w.height)
	for i, line := range lines {
		lines[i] = strings.TrimRight(component.Pad(line, w.width), " ")
	}
	return strings.Join(lines, "\n")
}
