package console

import (
	"io"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
	"crmhooks/themes"
	"crmhooks/ui/screen"
	"crmhooks/ui/style"
)

// panicking stands for a fault of our own that holds a secret.
type panicking struct{ secret string }

// plainOptions are enough for a console that shows nothing.
func plainOptions() Options {
	theme, _ := themes.ByName(themes.Default)
	return Options{Styles: style.New(theme, themes.Terminal{})}
}

func TestAPanicInACommandEndsTheProgramInOrder(t *testing.T) {
	g := &guard{model: New(plainOptions(), Profiles{}), screen: screen.New(io.Discard)}
	for name, cmd := range map[string]tea.Cmd{
		"alone": guarded(func() tea.Msg { panic(panicking{"hunter2hunter2"}) }),
		"in a batch": func() tea.Msg {
			return guarded(tea.Batch(func() tea.Msg { panic(panicking{"hunter2hunter2"}) }, func() tea.Msg { return nil }))().(tea.BatchMsg)[0]()
		},
	} {
		msg := cmd()
		_, next := g.Update(msg)
		if g.crash == nil || next == nil {
			t.Fatalf("%s: the panic was lost", name)
		}
		if _, quits := next().(tea.QuitMsg); !quits {
			t.Errorf("%s: the program goes on", name)
		}
		if said := g.crash.Error(); strings.Contains(said, "hunter2") || !strings.Contains(said, "panicking") {
			t.Errorf("%s: it says %q", name, said)
		}
		g.crash = nil
	}
}

func TestAPanicInUpdateOrViewEndsTheProgramInOrder(t *testing.T) {
	broken := New(plainOptions(), Profiles{})
	broken.tenant().feed.snap = nil // nothing of the program does this
	quit := false
	g := &guard{model: broken, screen: screen.New(io.Discard), quit: func() { quit = true }}
	_, cmd := g.Update(listedMsg{number: -1, query: webhook.Query{}})
	_ = cmd
	if _, cmd := g.Update(tea.WindowSizeMsg{Width: 80, Height: 24}); g.crash == nil {
		if view := g.View(); view != "" || !quit {
			t.Fatalf("View drew %q", view)
		}
	} else if _, quits := cmd().(tea.QuitMsg); !quits {
		t.Error("the program goes on after a panic in Update")
	}
	if g.crash == nil {
		t.Fatal("the panic was lost")
	}
	if view := g.View(); view != "" {
		t.Errorf("after a panic it draws %q", view)
	}
}
