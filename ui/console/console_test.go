package console_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

func TestAListIsShownWithCountsAndDetail(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.shows("Acme production · Cust12345", "READ-ONLY", "✓ 2 active", "■ 1 stopped", "▲ 1 too many errors", "? 1 unknown", "? 1 Paused",
		"local filter · 6 webhooks", "loaded 12:00:00 in 380 ms", "Beta tickets", "State         ▲ too many errors")
	d.cursorOn("Beta tickets") // problems first
	want := []string{"Beta tickets", "Epsilon", "Zeta", "Gamma archive", "Alpha orders", "Delta"}
	if got := d.names(want...); !slices.Equal(got, want) {
		t.Errorf("the order is %v, want %v", got, want)
	}
}

func TestTypingNarrowsAtOnce(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("/", "al")
	d.shows("Alpha orders", "1 of 6")
	d.lacks("Delta", "Gamma")
	d.press("enter", "esc", "e", "TICKET")
	d.shows("Beta tickets", "Gamma archive", "2 of 6")
	d.press("enter", "/", "archive ga")
	d.shows("Gamma archive", "1 of 6")
	d.press("enter", "esc")
	d.shows("6")
	d.lacks("TICKET")
}

func TestTheNameInputAlsoFindsIdAndTarget(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("/", "zeta.example")
	d.shows("Zeta", "1 of 6")
	d.press("ctrl+u", "4")
	d.shows("Delta", "1 of 6")
}

func TestEventsAreSuggested(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("e", "ticket.ch")
	d.shows("Event ❯ ticket.changed", "1 of 6") // the rest is only suggested, and narrows all the same
	d.press("right", "x")
	d.shows("Event ❯ ticket.changedx", "0 of 6")
	d.press("ctrl+u", "quote.o", "right") // in no webhook, and in the vendor's catalogue
	d.shows("Event ❯ quote.ordered", `event with "quote.ordered"`)
	d.press("ctrl+u", "list.mrm", "right")
	d.shows("Event ❯ list.mrmrs.created")
}

func TestFieldsInTheNameInput(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("/", "hst:erp")
	d.shows(`There is no field "hst"; there are host, type, id, by, mail, header, cause, app.`)
	d.press("ctrl+u", "host:erp")
	d.lacks("There is no field")
	d.shows("Alpha orders", "1 of 6")
	d.press("ctrl+u", "-host:erp", " -zeta")
	d.shows("4 of 6")
}

func TestTheStatusInputIsAChoiceWithCounts(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("s")
	d.shows("any              6", "✓ active           2", "▲ too many errors  1", "? unknown          1", "? Paused           1")
	d.press("t") // a letter jumps
	d.shows("▲ too many errors", "1 of 6")
	d.lacks("Gamma archive")
	d.press("up")
	d.shows("Gamma archive")
	d.press("end")
	d.shows("Epsilon")
	d.press("home", "enter")
	d.shows("1 of 6")
	d.lacks("any              6") // the menu is closed
}

func TestProblemsOnly(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("!")
	d.shows("problems", "3 of 6")
	d.lacks("Alpha", "Gamma")
	d.press("!")
	d.shows("1 of 6", "Alpha")
}

func TestLettersAreLettersWhileAnInputHasTheFocus(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("/", "qr!?jk")
	if d.quit {
		t.Fatal("q quit the program")
	}
	d.shows("Name ❯ qr!?jk")
	d.press("esc", "q")
	d.await("the end", func() bool { return d.quit })
}

func TestKeysThatArriveTogetherAreKeysOfTheirOwn(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("jjj/arch")})
	d.cursorOn("Gamma archive")
	d.shows("Name ❯ arch", "1 of 6")
	d.press("esc")
	d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("!!!q")})
	d.await("the end", func() bool { return d.quit })
}

func TestAnEscThatArrivesWithTheNextKeyIsAnEsc(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("!", "tab")
	d.shows("Esc back", "3 of 6")
	d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'j'}, Alt: true}) // leaves the detail, and moves in the list
	d.cursorOn("Epsilon")
	d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'J'}, Alt: true}) // clears the filter
	d.shows("6 webhooks", `"WebhookId": 5`)
}

func TestWhatIsPastedIsCleaned(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("/")
	d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("a\x1b[31m\u202eb\nc"), Paste: true})
	if view := d.m.View(); strings.Contains(view, "\x1b[31mb") || strings.ContainsRune(view, '\u202e') {
		t.Errorf("the paste reached the terminal: %q", view)
	}
}

func TestEscNeverQuits(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("/", "alpha", "enter", "!", "enter", "J")
	for range 12 {
		d.press("esc")
	}
	if d.quit {
		t.Fatal("Esc quit the program")
	}
	d.shows("1 of 6")
}

func TestTheCursorStaysOnItsWebhook(t *testing.T) {
	result := read(t, company)
	d := open(t, always(result), 120, 40)
	d.press("down", "down", "down")
	d.cursorOn("Gamma archive")
	for _, step := range []struct {
		name string
		keys []string
	}{
		{"sort", []string{"o"}}, {"reverse", []string{"O"}}, {"filter", []string{"e", "ticket", "enter"}}, {"clear", []string{"esc"}},
	} {
		d.press(step.keys...)
		d.cursorOn("Gamma archive")
	}
	for _, size := range []tea.WindowSizeMsg{{Width: 80, Height: 24}, {Width: 40, Height: 12}, {Width: 200, Height: 50}, {Width: 120, Height: 40}} {
		d.send(size)
		d.cursorOn("Gamma archive")
	}
}

func TestTheCursorStaysOnItsWebhookThroughARefresh(t *testing.T) {
	answers := []string{company, strings.Replace(company, `[`, `[{"WebhookId":99,"Name":"Aaa new","State":"TooManyErrors"},`, 1)}
	n := 0
	d := open(t, listerFunc(func(context.Context, webhook.Query) (webhook.Result, error) {
		n++
		return read(t, answers[min(n, 2)-1]), nil
	}), 120, 40)
	d.press("down", "down", "down")
	d.cursorOn("Gamma archive")
	d.press("r")
	d.until("Aaa new")
	d.cursorOn("Gamma archive")
}

func TestRowsWithTheSameIdAreDifferentRows(t *testing.T) {
	twins := `[{"WebhookId":7,"Name":"Twin one","State":"Active"},{"WebhookId":7,"Name":"Twin two","State":"Active"},{"Name":"No id","State":"Active"}]`
	d := open(t, always(read(t, twins)), 120, 40)
	d.press("down", "down")
	d.cursorOn("Twin two")
	d.press("O")
	d.cursorOn("Twin two")
	d.press("r")
	d.until("loaded")
	d.cursorOn("Twin two")
}

func TestDetailAndJSON(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("end", "J")
	d.shows(`"WebhookId": 4`, `"TargetUrl": "https://delta.example.com"`)
	d.press("J")
	d.shows("Target        https://delta.example.com")
	d.press("enter")
	d.lacks("Name ❯") // the whole screen
	d.shows("Delta", "6 of 6", "Esc back")
	d.press("esc")
	d.shows("Name ❯")
}

func TestALongDetailScrolls(t *testing.T) {
	d := open(t, always(read(t, company)), 80, 20)
	d.press("end", "J", "tab") // JSON of 18 lines in a few rows
	d.shows("lines 1-")
	d.press("end")
	d.shows(`"ErrorsEmail": null`)
	d.press("home")
	d.shows(`"WebhookId": 4`)
	d.press("down")
	d.shows("lines 2-")
}

func TestHelpIsMadeFromTheBindings(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 90)
	d.press("?")
	d.shows("crmhooks help", "problems only", "read-only", "Online, an application sees only")
	d.press("q") // closes the help and not the program
	if d.quit {
		t.Fatal("q in the help quit the program")
	}
	d.shows("Alpha orders")
}

func TestCtrlCQuitsFromEverywhere(t *testing.T) {
	for _, before := range [][]string{nil, {"/"}, {"s"}, {"?"}, {"enter"}, {"tab"}} {
		d := open(t, always(read(t, company)), 120, 40)
		d.press(before...)
		d.press("ctrl+c")
		d.await("the end", func() bool { return d.quit })
	}
}

func TestTabGoesRoundThePartsOfTheScreen(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	d.press("tab") // the detail
	d.shows("Esc back")
	d.press("tab", "x")
	d.shows("Name ❯ x")
	d.press("tab", "y")
	d.shows("Event ❯ y")
	d.press("tab") // the status
	d.shows("any              0")
	d.press("shift+tab", "shift+tab", "backspace")
	d.lacks("Name ❯ x")
}

func TestNothingRunsOnceTheListIsLoaded(t *testing.T) {
	d := open(t, always(read(t, company)), 120, 40)
	// Whatever is still pending from the start, such as the last tick of the spinner, ends without triggering anything else.
	idle := make(chan struct{})
	go func() { d.running.Wait(); close(idle) }()
	for {
		select {
		case msg := <-d.messages:
			before := d.m.View()
			d.take(msg)
			if d.m.View() != before {
				t.Fatalf("%T changed an idle screen", msg)
			}
			continue
		case <-idle:
		}
		break
	}
}
