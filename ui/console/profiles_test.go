package console_test

import (
	"context"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/console"
	"crmhooks/ui/console/overlay"
)

// twoTenants are Acme, which is open, and Beta, which answers when the test says so; a third cannot be opened.
func twoTenants(t *testing.T) (*driver, <-chan call) {
	t.Helper()
	lister, calls := byHand()
	choices := []overlay.Choice{{Name: "acme", Title: "Acme production"}, {Name: "beta", Title: "Beta test"}, {Name: "gone", Title: "gone"}, {Name: "interrupted", Title: "interrupted"}}
	open := func(name string) (console.Options, error) {
		switch name {
		case "gone":
			return console.Options{}, stepError{}
		case "interrupted": // Ctrl-C ended the command that fetches its secret
			return console.Options{}, context.Canceled
		}
		opts := options(t, lister)
		opts.Source.Label, opts.Source.Tenant, opts.Source.Danger = "Beta test", "Cust2", true
		return opts, nil
	}
	d := driveModel(t, console.New(options(t, always(read(t, company))), console.Profiles{Name: "acme", Choices: choices, Open: open}), 120, 40)
	d.until("loaded")
	return d, calls
}

func TestSwitchingBetweenProfilesLosesNothing(t *testing.T) {
	d, calls := twoTenants(t)
	d.press("/", "alpha", "enter", "p")
	d.shows("Profile ❯")
	d.shows("acme", "beta", "Beta test", "gone")
	d.press("bt") // the letters, in their order
	d.lacks("Acme production")
	d.press("enter")
	d.until("! Beta test ! · Cust2")
	d.shows("Loading")
	c := <-calls
	d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("px")}) // to and fro while it loads, both letters at once
	d.shows("Profile ❯ x")
	d.shows("no profile has these letters")
	d.press("backspace", "acme", "enter")
	d.until("Acme production · Cust12345")
	d.shows("Name ❯ alpha", "1 of 6", "Alpha orders")
	c.answer <- reply{result: read(t, `[{"WebhookId":7,"Name":"Of Beta","State":"Active"}]`)}
	d.drain() // the answer is Beta's, and changes nothing here
	d.shows("Alpha orders")
	d.lacks("Of Beta")
	d.press("p")
	d.shows("Profile ❯")
	d.press("down", "enter")
	d.until("Of Beta")
	d.shows("! Beta test !")
}

func TestAProfileThatCannotBeOpened(t *testing.T) {
	d, _ := twoTenants(t)
	d.press("p")
	d.shows("Profile ❯")
	d.press("gone", "enter")
	d.until("The host did not answer. Check the network.")
	d.press("esc")
	d.press("p")
	d.shows("Profile ❯")
	d.press("interrupted", "enter")
	d.until("cancelled")
	d.lacks("context")
	d.press("esc")
	d.shows("Acme production", "Alpha orders")
	d.press("p")
	d.shows("Profile ❯")
	d.press("ctrl+c")
	d.await("the end", func() bool { return d.quit })
}

func TestWithoutProfilesThereIsNoPicker(t *testing.T) {
	d := driveModel(t, console.New(options(t, always(read(t, company))), console.Profiles{}), 120, 60)
	d.until("loaded")
	d.press("p")
	d.drain()
	d.shows("Alpha orders")
	d.press("?")
	d.lacks("another profile")
}
