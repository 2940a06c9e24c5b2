package console

import tea "github.com/charmbracelet/bubbletea"

// Settled reports whether everything that the keys have asked of the lists is on the screen.
func Settled(model tea.Model) bool {
	m, ok := model.(*Model)
	if !ok {
		return true
	}
	for _, t := range m.tenants {
		if t.pictures.running() || t.menus.running() {
			return false
		}
	}
	return true
}

// Counted reports whether the counts of the calls have come, for whatever list.
func Counted(model tea.Model) bool { return model.(*Model).tenant().feed.snap.HasUsages }
