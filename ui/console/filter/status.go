package filter

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/component"
	"crmhooks/ui/format"
	"crmhooks/ui/screen"
)

// choice is one entry of the status input.
type choice struct {
	status webhook.State // "" is any
	count  int
}

// StatusWord is the word for a choice or a count.
func StatusWord(s webhook.State) string {
	switch s {
	case "":
		return webhook.AnyStatus
	case webhook.Failing:
		return webhook.FailingStatus
	default:
		return s.Word()
	}
}

// SetCounts rebuilds the choices: any, the vendor's states, and every other state that the server uses. The chosen one
// stays even if its count is zero.
func (m *Model) SetCounts(counts []webhook.Count) {
	n := make(map[webhook.State]int)
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
	m.choices = []choice{{"", total}}
	for _, s := range states {
		m.choices = append(m.choices, choice{s, n[s]})
	}
	if m.at() == 0 && m.status != "" {
		m.choices = append(m.choices, choice{m.status, 0})
	}
}

// choose moves in the status input: up and down step through it, a letter jumps to the next choice that begins with it.
func (m *Model) choose(msg tea.KeyMsg) {
	switch {
	case msg.Type == tea.KeyUp || msg.Type == tea.KeyLeft:
		m.step(-1)
	case msg.Type == tea.KeyDown || msg.Type == tea.KeyRight:
		m.step(+1)
	case msg.Type == tea.KeyHome:
		m.status = m.choices[0].status
	case msg.Type == tea.KeyEnd:
		m.status = m.choices[len(m.choices)-1].status
	case msg.Type == tea.KeyBackspace || key.Matches(msg, m.keys.Leave):
		m.status = ""
	case msg.Type == tea.KeyRunes:
		m.jump(strings.ToLower(string(msg.Runes)))
	}
}

func (m *Model) at() int {
	for i, c := range m.choices {
		if c.status == m.status {
			return i
		}
	}
	return 0
}

func (m *Model) step(n int) {
	m.status = m.choices[component.Clamp(m.at()+n, 0, len(m.choices)-1)].status
}

func (m *Model) jump(prefix string) {
	for i := range m.choices {
		c := m.choices[(m.at()+1+i)%len(m.choices)]
		if strings.HasPrefix(strings.ToLower(StatusWord(c.status)), prefix) {
			m.status = c.status
			return
		}
	}
}

// Popup is the list of choices that opens below the status input while it has the focus: the box's lines and the column where it begins; nil otherwise.
func (m *Model) Popup() (lines []string, x int) {
	if m.focused != Status || m.height == 0 {
		return nil, 0
	}
	g := m.styles.Glyphs
	word, count := 0, 0
	for _, c := range m.choices {
		word = max(word, format.Width(StatusWord(c.status)))
		count = max(count, len(strconv.Itoa(c.count)))
	}
	for i, c := range m.choices {
		symbol, style := " ", m.styles.Text
		if c.status != "" {
			symbol, style = m.styles.State(c.status)
		}
		cursor := "  "
		if i == m.at() {
			cursor, style = screen.Here(" ")+g.Cursor, m.styles.Selected
		}
		n := strconv.Itoa(c.count)
		side := m.styles.Border.Render(g.Vertical)
		lines = append(lines, side+style.Render(cursor+" "+symbol+" "+format.Fit(StatusWord(c.status), word, g.Ellipsis)+component.Blanks(count-len(n)+2)+n+" ")+side)
	}
	if m.height == 1 {
		w, _ := m.columns()
		x = w[0] + w[1]
	}
	return lines, x
}
