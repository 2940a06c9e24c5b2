package console_test

import (
	"runtime"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console"
	"crmhooks/ui/console/overlay"
)

// allocated is how many bytes a function takes from the heap, in MiB.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20
}

// A clipboard may hold anything. What does not fit into an input costs nothing, and the user is told.
func TestAPasteOfMegabytesIsCutAtOnce(t *testing.T) {
	const inputFull, typedFull = "An input takes 8,000 characters; the rest was left out.", "The text is longer than the 1 MiB that an input takes, and was left out."
	paste := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(strings.Repeat("ä", 4<<20)), Paste: true}
	picker := driveModel(t, console.New(options(t, always(read(t, company))), console.Profiles{Name: "acme", Choices: []overlay.Choice{{Name: "acme"}}}), 120, 40)
	picker.until("loaded")
	for name, c := range map[string]struct {
		d           *driver
		keys        []string
		says, holds string
	}{
		"name":      {open(t, always(read(t, company)), 120, 40), []string{"/"}, inputFull, "Name ❯ "},
		"event":     {open(t, always(read(t, company)), 120, 40), []string{"e"}, inputFull, "ää"},
		"status":    {open(t, always(read(t, company)), 120, 40), []string{"s"}, "", "any"},
		"list":      {open(t, always(read(t, company)), 120, 40), nil, "", "Alpha orders"},
		"picker":    {picker, []string{"p"}, inputFull, "ää"},
		"signature": {verifying(t), nil, inputFull, "ää"},
		"body":      {verifying(t), []string{"tab"}, typedFull, "paste it, or @file"},
		"secret":    {verifying(t), []string{"tab", "tab"}, typedFull, "that of the receiver; it is not shown"},
	} {
		c.d.press(c.keys...)
		if mib := allocated(func() { c.d.send(paste); c.d.screen() }); mib > 8 {
			t.Errorf("%s: %d MiB for a text of 8 MiB", name, mib)
		}
		c.d.shows(c.says, c.holds)
		c.d.press("ctrl+u", "x")
		c.d.lacks(inputFull, typedFull)
	}
}

func TestABodyOfAMegabyteIsTaken(t *testing.T) {
	d := verifying(t)
	d.paste(signatureOf(strings.Repeat("a", 1<<20)))
	d.press("tab")
	d.paste(strings.Repeat("a", 1<<20))
	d.shows("1,048,576 bytes: aaa")
	d.press("x")
	d.shows("The text is longer than the 1 MiB that an input takes, and was left out.")
	d.press("enter")
	d.until("Match: the secret of webhook 1 (Alpha orders) made this signature over this body.")
}

// A terminal may claim any size. Both the drawing and the memory are bounded.
func TestATerminalThatClaimsToBeHuge(t *testing.T) {
	for name, d := range surfaces(t) {
		mib := allocated(func() {
			d.send(tea.WindowSizeMsg{Width: 65535, Height: 65535})
			if view := d.m.View(); strings.Count(view, "\n") != 999 || len(view) > 16<<20 {
				t.Errorf("%s: %d lines in %d bytes", name, strings.Count(view, "\n")+1, len(view))
			}
		})
		if mib > 256 {
			t.Errorf("%s: %d MiB", name, mib)
		}
		d.send(tea.WindowSizeMsg{Width: -1, Height: -1})
		d.m.View()
	}
}
