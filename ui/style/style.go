// Package style turns a theme and what the terminal can show into styles and symbols. They are handed down; no view asks for the
// terminal, the theme or the environment.
package style

import (
	"io"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/lipgloss"
	"github.com/muesli/termenv"

	"crmhooks/client/webhook"
	"crmhooks/themes"
)

// Styles is every style and symbol of the program. Cells are plain text, cut by width, and styled after that.
type Styles struct {
	Text, Muted, Title, Label, Heading, Accent, Border, Focus lipgloss.Style
	Selected, SelectedBlurred                                 lipgloss.Style
	Key, Warning, Error, ReadOnly, Danger                     lipgloss.Style

	Glyphs *Glyphs

	states  map[webhook.State]lipgloss.Style
	painter painter
}

// New builds the styles of a theme for a terminal.
func New(t themes.Theme, term themes.Terminal) *Styles {
	p := painter{lipgloss.NewRenderer(io.Discard), term.Profile != colorprofile.NoTTY, term.Profile >= colorprofile.ANSI}
	p.renderer.SetColorProfile(termenvProfile(term.Profile))
	p.renderer.SetHasDarkBackground(true) // no style depends on it; unset, the renderer would ask the terminal
	s := &Styles{
		Text: p.paint(t.Text), Muted: p.paint(t.Muted), Title: p.paint(t.Title), Label: p.paint(t.Label), Heading: p.paint(t.Heading),
		Accent: p.paint(t.Accent), Border: p.paint(t.Border), Focus: p.paint(t.Focus),
		Selected: p.paint(t.Selected), SelectedBlurred: p.paint(t.SelectedBlurred),
		Key: p.paint(t.Key), Warning: p.paint(t.Warning), Error: p.paint(t.Error), ReadOnly: p.paint(t.ReadOnly), Danger: p.paint(t.Danger),
		Glyphs: ASCII(),
		states: map[webhook.State]lipgloss.Style{
			webhook.Active: p.paint(t.Active), webhook.Failing: p.paint(t.Failing), webhook.Stopped: p.paint(t.Stopped),
			webhook.TooManyErrors: p.paint(t.TooManyErrors), webhook.OtherApplication: p.paint(t.Muted),
			webhook.Unknown: p.paint(t.UnknownState),
		},
		painter: p,
	}
	if term.Unicode {
		s.Glyphs = Unicode()
	}
	return s
}

// State returns the symbol and the style of a state.
func (s *Styles) State(state webhook.State) (string, lipgloss.Style) {
	if style, ok := s.states[state]; ok {
		return s.Glyphs.State(state), style
	}
	return s.Glyphs.State(state), s.states[webhook.Unknown]
}

// Underlined is a style that underlines as well.
func (s *Styles) Underlined(style lipgloss.Style) lipgloss.Style { return s.painter.underline(style) }

// painter makes styles for one output.
type painter struct {
	renderer *lipgloss.Renderer
	marked   bool // there are attributes
	coloured bool
}

// underline underlines a line as a whole. Lip Gloss does so code point by code point, which takes apart what is one character: an emoji of several, a letter and
// its accent.
func (p painter) underline(style lipgloss.Style) lipgloss.Style {
	if !p.marked {
		return style
	}
	return style.Transform(func(line string) string {
		if line == "" {
			return ""
		}
		return "\x1b[4m" + line + "\x1b[24m"
	})
}

func (p painter) paint(s themes.Style) lipgloss.Style {
	style := p.renderer.NewStyle()
	if p.coloured && s.Foreground != "" {
		style = style.Foreground(lipgloss.Color(s.Foreground))
	}
	if p.coloured && s.Background != "" {
		style = style.Background(lipgloss.Color(s.Background))
	}
	// Only what is on is set: an attribute set to false takes Lip Gloss off its fast path for plain text.
	if s.Bold {
		style = style.Bold(true)
	}
	if s.Faint {
		style = style.Faint(true)
	}
	if s.Underline {
		style = p.underline(style)
	}
	if s.Reverse {
		style = style.Reverse(true)
	}
	return style
}

// termenvProfile is the profile in terms of Lip Gloss v1. Its colourless profile drops bold and reverse too, so an output
// that has attributes gets the profile of sixteen colours, and its styles get no colours.
func termenvProfile(p colorprofile.Profile) termenv.Profile {
	switch p {
	case colorprofile.NoTTY:
		return termenv.Ascii
	case colorprofile.ANSI256:
		return termenv.ANSI256
	case colorprofile.TrueColor:
		return termenv.TrueColor
	}
	return termenv.ANSI
}
