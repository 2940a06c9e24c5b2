package format

import (
	"strings"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// The widths of the columns.
const (
	labelWidth   = 13 // of "Ask the owner"
	nameWidth    = 24 // a longer name has a line of its own
	narrowDetail = 46 // below this width labels stand above their values
)

// Title is what stands above a webhook's detail: its name.
func Title(w *webhook.Webhook) string {
	if strings.TrimSpace(w.Name) == "" {
		return "(no name)"
	}
	return w.Name
}

// Lines lays sections out: labels in one column, names in a second, values in a third, margin blanks before each line. With width 0 no line is
// wrapped.
func Lines(sections []Section, s *style.Styles, margin, width int) []string {
	p := page{styles: s, margin: margin}
	if width > 0 {
		p.width = max(width-margin-1, 1)
	}
	for i, section := range sections {
		p.section(section, i > 0)
	}
	return p.lines
}

// page collects the lines.
type page struct {
	styles *style.Styles
	margin int
	width  int // 0 for no limit
	lines  []string
}

func (p *page) section(s Section, space bool) {
	if space {
		p.lines = append(p.lines, "")
	}
	if s.Title != "" {
		p.put(p.styles.Title.Render(p.cut(s.Title)))
	}
	for _, row := range s.Rows {
		p.row(row)
	}
}

func (p *page) put(line string) { p.lines = append(p.lines, strings.Repeat(" ", p.margin)+line) }

func (p *page) cut(s string) string {
	if p.width == 0 {
		return s
	}
	return Cut(s, p.width, p.styles.Glyphs.Ellipsis)
}

func (p *page) narrow() bool { return p.width > 0 && p.width < narrowDetail }

// row lays one field out.
func (p *page) row(r Row) {
	indent, label := labelWidth+1, Fit(r.Label, labelWidth+1, "")
	switch {
	case r.Label == "":
		indent, label = 2, "  "
	case p.narrow():
		p.put(p.styles.Label.Render(p.cut(r.Label)))
		indent, label = 2, "  "
	}
	names := nameColumn(r.Values)
	for _, v := range r.Values {
		head := p.styles.Label.Render(label)
		if strings.TrimSpace(label) == "" {
			head = label
		}
		label = strings.Repeat(" ", indent)
		p.value(head, indent, v, names)
	}
}

// nameColumn is the width of the names of a row, 0 when none has one.
func nameColumn(values []Value) int {
	widest := 0
	for _, v := range values {
		if n := Width(v.Name); n <= nameWidth {
			widest = max(widest, n)
		}
	}
	if widest == 0 {
		for _, v := range values {
			if v.Name != "" {
				return 2
			}
		}
	}
	return widest
}

// value lays one value out after a head that is indent cells wide.
func (p *page) value(head string, indent int, v Value, names int) {
	blank := strings.Repeat(" ", indent)
	if names > 0 {
		if Width(v.Name) > names || p.narrow() && v.Name != "" {
			for _, part := range p.wrap(v.Name, indent, Plain) {
				p.put(head + p.styles.Text.Render(part))
				head = blank
			}
			v.Name = ""
		}
		if p.narrow() {
			names = 0
			head, indent = head+"  ", indent+2
		} else {
			head += p.styles.Text.Render(Fit(v.Name, names, "")) + "  "
			indent += names + 2
		}
		blank = strings.Repeat(" ", indent)
	}
	if v.Aside != "" {
		v.Text += ", " + v.Aside
	}
	if v.Tone == State {
		v.Text = p.styles.Glyphs.State(v.State) + " " + v.Text
	}
	look := p.tone(v)
	for _, part := range p.wrap(v.Text, indent, v.Tone) {
		p.put(strings.TrimRight(head+look.Render(part), " "))
		head = blank
	}
}

// wrap breaks a text to what is left beside the indent.
func (p *page) wrap(text string, indent int, tone Tone) []string {
	if p.width == 0 {
		return []string{text}
	}
	width := max(p.width-indent, 1)
	if tone == Code {
		return strings.Split(ansi.Hardwrap(text, width, true), "\n")
	}
	return Wrap(text, width)
}

func (p *page) tone(v Value) lipgloss.Style {
	switch v.Tone {
	case Quiet:
		return p.styles.Muted
	case State:
		_, s := p.styles.State(v.State)
		return s
	case Odd:
		return p.styles.Warning
	default:
		return p.styles.Text
	}
}
