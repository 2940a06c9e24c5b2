// Package keymap defines every key of the console once: its label, a word or two for the footer, and a sentence for the help.
package keymap

import "github.com/charmbracelet/bubbles/key"

// Map is every binding of the console. A binding's Help has the label and the words of the footer.
type Map struct {
	Name, Event, Status, Problems, Ask key.Binding
	Sort, Reverse, Refresh, Watch      key.Binding

	Up, Down, PageUp, PageDown, Home, End key.Binding
	NextProblem, PreviousProblem          key.Binding
	Open, Next, Previous, Back, Raw, Copy key.Binding
	Related, Undo, Verify                 key.Binding
	Triage, Events, Findings              key.Binding

	Help, Profile, Redraw, Suspend, Quit, Interrupt key.Binding

	Accept, Leave, Choose, Complete, Empty key.Binding // in an input

	groups []Group
}

// Group is a titled part of the help.
type Group struct {
	Title   string
	Entries []Entry
}

// Entry is an action as the help explains it.
type Entry struct {
	*key.Binding
	Does string
}

// New makes the console's bindings.
func New() *Map {
	m := &Map{}
	bind := func(b *key.Binding, label, word, does string, keys ...string) Entry {
		*b = key.NewBinding(key.WithKeys(keys...), key.WithHelp(label, word))
		return Entry{b, does}
	}
	m.groups = []Group{
		{"Find", []Entry{
			bind(&m.Name, "/", "name", "filter by name, id or target", "/"),
			bind(&m.Event, "e", "event", "filter by event", "e"),
			bind(&m.Status, "s", "status", "filter by status", "s"),
			bind(&m.Problems, "!", "problems", "problems only", "!"),
			bind(&m.Ask, "a", "local or server", "filter the loaded list, or on the server", "a"),
			bind(&m.Sort, "o", "sort", "sort by the next column", "o"),
			bind(&m.Reverse, "O", "reverse", "reverse the order", "O"),
			bind(&m.Refresh, "r", "refresh", "refresh", "r"),
			bind(&m.Watch, "w", "watch", "watch: refresh by itself, mark what changed", "w"),
		}},
		{"Move", []Entry{
			bind(&m.Up, "↑ k", "up", "up", "up", "k"),
			bind(&m.Down, "↓ j", "down", "down", "down", "j"),
			bind(&m.PageUp, "PgUp b", "page up", "a page up", "pgup", "b", "ctrl+u"),
			bind(&m.PageDown, "PgDn f", "page down", "a page down", "pgdown", "f", "ctrl+d", " "),
			bind(&m.Home, "Home g", "first", "first", "home", "g"),
			bind(&m.End, "End G", "last", "last", "end", "G"),
			bind(&m.NextProblem, "n", "next problem", "next problem, or one that fails", "n"),
			bind(&m.PreviousProblem, "N", "previous problem", "previous problem, or one that fails", "N"),
			bind(&m.Next, "Tab", "next", "next part of the screen", "tab"),
			bind(&m.Previous, "Shift-Tab", "previous", "previous part of the screen", "shift+tab"),
		}},
		{"Look", []Entry{
			bind(&m.Open, "Enter", "open", "the detail on the whole screen, and back; the webhooks of an overview's row", "enter"),
			bind(&m.Raw, "J", "JSON", "the detail as JSON, masked", "J"),
			bind(&m.Copy, "y", "copy", "copy: id, name, target, Markdown, JSON, ...", "y"),
			bind(&m.Related, "x", "related", "related webhooks: same host, same event", "x"),
			bind(&m.Undo, "u", "back", "back from related webhooks", "u"),
			bind(&m.Verify, "v", "check", "check a signature, or a receiver's secret", "v"),
			bind(&m.Back, "Esc", "back", "one step back: leave, cancel, close, clear", "esc"),
		}},
		{"Overviews", []Entry{
			bind(&m.Triage, "T", "triage", "triage: what fails, by receiver and cause", "T"),
			bind(&m.Events, "V", "events", "events: who listens to them, and how they are", "V"),
			bind(&m.Findings, "F", "findings", "findings: what should be fixed", "F"),
		}},
		{"In an input", []Entry{
			bind(&m.Accept, "Enter", "done", "done; with the server filter: send it", "enter"),
			bind(&m.Leave, "Esc", "leave", "leave the input", "esc"),
			bind(&m.Choose, "↑ ↓", "choose", "move in the list, or choose a status", "up", "down"),
			bind(&m.Complete, "Right", "complete", "complete the event that is suggested", "right"),
			bind(&m.Empty, "Ctrl-U", "empties", "empty the input", "ctrl+u"),
		}},
		{"Program", []Entry{
			bind(&m.Help, "?", "help", "this help", "?"),
			bind(&m.Profile, "p", "profile", "another profile", "p"),
			bind(&m.Redraw, "Ctrl-L", "redraw", "redraw the screen", "ctrl+l"),
			bind(&m.Suspend, "Ctrl-Z", "suspend", "suspend; fg comes back", "ctrl+z"),
			bind(&m.Interrupt, "Ctrl-C", "cancel", "cancel what runs, else quit", "ctrl+c"),
			bind(&m.Quit, "q", "quit", "quit", "q"),
		}},
	}
	return m
}

// Groups is every action, as the help shows them.
func (m *Map) Groups() []Group { return m.groups }

// As is a binding with other words for the footer, for a place where it means something else.
func As(b key.Binding, word string) key.Binding {
	b.SetHelp(b.Help().Key, word)
	return b
}
