package console

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

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

// busy is a console that works something out until it is told to go on.
type busy struct{ begun, goOn chan struct{} }

func (b busy) Init() tea.Cmd { return func() tea.Msg { return b } }

func (b busy) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg == b {
		close(b.begun)
		<-b.goOn
	}
	return b, nil
}

func (b busy) View() string { return "a picture" }
func (b busy) close()       { panic("it may be at work on what would be closed") }

func TestTheEndOfTheContextDoesNotWaitForWhatIsWorkedOut(t *testing.T) {
	terminal, err := os.CreateTemp(t.TempDir(), "terminal")
	if err != nil {
		t.Fatal(err)
	}
	keys, typing := io.Pipe()
	defer func() { _ = typing.Close() }()
	b := busy{make(chan struct{}), make(chan struct{})}
	defer close(b.goOn)
	ctx, cancel := context.WithCancelCause(context.Background())
	cause := errors.New("a signal")
	go func() {
		<-b.begun
		cancel(cause)
	}()
	out := screen.New(terminal)
	if err := Run(ctx, b, keys, out, new(Terminal)); !errors.Is(err, cause) {
		t.Errorf("it ended with %v", err)
	}
	out.Resize(80, 24)
	out.Draw("too late")
	written, err := os.ReadFile(terminal.Name())
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{ansi.ResetModeBracketedPaste, ansi.ShowCursor, ansi.ResetModeAltScreenSaveCursor} {
		if !strings.Contains(string(written), end) {
			t.Errorf("the terminal never got %q", end)
		}
	}
	if strings.Contains(string(written), "too late") {
		t.Error("something reached the terminal after it was given back")
	}
}
