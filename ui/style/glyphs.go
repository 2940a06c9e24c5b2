package style

import (
	"strings"

	"crmhooks/client/webhook"
)

// Glyphs are the program's own symbols. There are two sets, and no view asks which it has.
type Glyphs struct {
	Cursor, Prompt, Ellipsis string
	Rule, Vertical, Bullet   string
	SortUp, SortDown         string
	Warning                  string
	Spinner                  []string // frames of one cell

	states map[webhook.State]string
	keys   *strings.Replacer
}

// Unicode is the set for terminals with a UTF-8 locale.
func Unicode() *Glyphs {
	return &Glyphs{
		Cursor: "❯", Prompt: "❯", Ellipsis: "…",
		Rule: "─", Vertical: "│", Bullet: "·",
		SortUp: "↑", SortDown: "↓",
		Warning: "!",
		Spinner: []string{"◐", "◓", "◑", "◒"},
		states:  map[webhook.State]string{webhook.Active: "✓", webhook.Failing: "◆", webhook.Stopped: "■", webhook.TooManyErrors: "▲", webhook.OtherApplication: "○", webhook.Unknown: "?"},
		keys:    strings.NewReplacer(),
	}
}

// ASCII is the set for all others.
func ASCII() *Glyphs {
	return &Glyphs{
		Cursor: ">", Prompt: ">", Ellipsis: "...",
		Rule: "-", Vertical: "|", Bullet: "-",
		SortUp: "^", SortDown: "v",
		Warning: "!",
		Spinner: []string{"|", "/", "-", "\\"},
		states:  map[webhook.State]string{webhook.Active: "+", webhook.Failing: "~", webhook.Stopped: "=", webhook.TooManyErrors: "!", webhook.OtherApplication: "o", webhook.Unknown: "?"},
		keys:    strings.NewReplacer("↑", "Up", "↓", "Down", "–", "-"),
	}
}

// State is the symbol of a state, one cell wide. Unknown and every state that the vendor does not document share one.
func (g *Glyphs) State(s webhook.State) string {
	if symbol, ok := g.states[s]; ok {
		return symbol
	}
	return g.states[webhook.Unknown]
}

// Keys writes the name of a key with the symbols of the set.
func (g *Glyphs) Keys(name string) string { return g.keys.Replace(name) }
