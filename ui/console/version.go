package console

import tea "github.com/charmbracelet/bubbletea"

// version is that of the server. It is asked for once, and nobody waits for it.
type version struct {
	fetch fetch
	text  string // such as 12.1.1412.0; "" where it is not known
}

type versionMsg struct {
	number int
	text   string
}

func (m *Model) askVersion() tea.Cmd {
	server := m.opts.Source.Version
	if server == nil {
		return nil
	}
	ctx, number := m.version.fetch.begin()
	return func() tea.Msg { return versionMsg{number, server.Version(ctx)} }
}

func (m *Model) handleVersion(msg versionMsg) {
	if !m.version.fetch.current(msg.number) {
		return
	}
	m.version.fetch.end()
	m.version.text = msg.text
}
