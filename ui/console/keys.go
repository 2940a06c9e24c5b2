package console

import "github.com/charmbracelet/bubbles/key"

// keyMap holds every binding of the console. The footer and the help are made from it.
type keyMap struct {
	name, event, status, problems, ask key.Binding
	sort, reverse, refresh, watch      key.Binding

	up, down, pageUp, pageDown, home, end key.Binding
	nextProblem, previousProblem          key.Binding
	open, next, previous, back, raw, copy key.Binding
	related, undo, verify                 key.Binding
	triage, events, findings              key.Binding

	help, profile, redraw, suspend, quit, interrupt key.Binding

	accept, leave, choose, complete key.Binding // in an input
}

func newKeyMap() keyMap {
	bind := func(help, text string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, text))
	}
	return keyMap{
		name:     bind("/", "filter by name, id or target", "/"),
		event:    bind("e", "filter by event", "e"),
		status:   bind("s", "filter by status", "s"),
		problems: bind("!", "problems only", "!"),
		ask:      bind("a", "narrow here, or ask the server", "a"),
		sort:     bind("o", "sort by the next column", "o"),
		reverse:  bind("O", "reverse the order", "O"),
		refresh:  bind("r", "refresh", "r"),
		watch:    bind("w", "watch: refresh by itself, mark what changed", "w"),

		up:              bind("↑ k", "up", "up", "k"),
		down:            bind("↓ j", "down", "down", "j"),
		pageUp:          bind("PgUp b", "a page up", "pgup", "b", "ctrl+u"),
		pageDown:        bind("PgDn f", "a page down", "pgdown", "f", "ctrl+d", " "),
		home:            bind("Home g", "first", "home", "g"),
		end:             bind("End G", "last", "end", "G"),
		nextProblem:     bind("n", "next problem, or one that fails", "n"),
		previousProblem: bind("N", "previous problem, or one that fails", "N"),

		open:     bind("Enter", "the detail on the whole screen, and back; the webhooks of an overview's row", "enter"),
		next:     bind("Tab", "next part of the screen", "tab"),
		previous: bind("Shift-Tab", "previous part of the screen", "shift+tab"),
		back:     bind("Esc", "one step back: leave, cancel, close, clear", "esc"),
		raw:      bind("J", "the detail as JSON, masked", "J"),
		copy:     bind("y", "copy: id, name, target, Markdown, JSON, ...", "y"),
		verify:   bind("v", "check a signature, or a receiver's secret", "v"),
		triage:   bind("T", "triage: what fails, by receiver and cause", "T"),
		events:   bind("V", "events: who listens to them, and how they are", "V"),
		findings: bind("F", "findings: what should be fixed", "F"),
		related:  bind("x", "related webhooks: same host, same event", "x"),
		undo:     bind("u", "back from related webhooks", "u"),

		help:      bind("?", "this help", "?"),
		profile:   bind("p", "another profile", "p"),
		redraw:    bind("Ctrl-L", "draw the screen anew", "ctrl+l"),
		suspend:   bind("Ctrl-Z", "suspend; fg comes back", "ctrl+z"),
		quit:      bind("q", "quit", "q"),
		interrupt: bind("Ctrl-C", "cancel what runs, else quit", "ctrl+c"),

		accept:   bind("Enter", "done; when asking: send to the server", "enter"),
		leave:    bind("Esc", "leave the input", "esc"),
		complete: bind("Right", "complete the event that is suggested", "right"),
		choose:   bind("↑ ↓", "move in the list, or choose a status", "up", "down"),
	}
}

// group is a titled part of the help.
type group struct {
	title    string
	bindings []key.Binding
}

// groups is every action, as the help shows them.
func (k keyMap) groups() []group {
	return []group{
		{"Find", []key.Binding{k.name, k.event, k.status, k.problems, k.ask, k.sort, k.reverse, k.refresh, k.watch}},
		{"Move", []key.Binding{k.up, k.down, k.pageUp, k.pageDown, k.home, k.end, k.nextProblem, k.previousProblem, k.next, k.previous}},
		{"Look", []key.Binding{k.open, k.raw, k.copy, k.related, k.undo, k.verify, k.back}},
		{"Overviews", []key.Binding{k.triage, k.events, k.findings}},
		{"In an input", []key.Binding{k.accept, k.leave, k.choose, k.complete}},
		{"Program", []key.Binding{k.help, k.profile, k.redraw, k.suspend, k.interrupt, k.quit}},
	}
}
