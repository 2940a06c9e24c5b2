package console

import (
	"context"
	"errors"
	"fmt"
	"io"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/screen"
)

// Bubble Tea's renderer has nothing to do: View draws by itself and always returns the same text, which the screen discards. So the renderer runs as rarely as it can.
const (
	framesPerSecond = 1
	drawn           = "drawn"
)

// Screen is what Run can show.
type Screen interface {
	tea.Model
	close()
}

// Crash is the error of a console that hit a fault of its own. It does not repeat the panic's value, which may hold anything.
type Crash struct{ Kind string }

// Error says that this is our fault.
func (c Crash) Error() string { return "the console hit a fault of its own (" + c.Kind + ")" }

// Run shows the console until the user quits or the context ends. in is nil for the terminal that standard input is; otherwise keys are read from it.
// While it runs, t lends its terminal. If the context ends while the console is busy, the console is abandoned and can no longer write to the screen: the caller, about
// to end the program, restores the terminal's line discipline. The error is the cause of the context's end or a Crash, or says that the terminal failed.
func Run(ctx context.Context, m Screen, in io.Reader, out *screen.Screen, t *Terminal) error {
	g := &guard{model: m, screen: out}
	options := []tea.ProgramOption{
		tea.WithAltScreen(), tea.WithOutput(out), tea.WithFPS(framesPerSecond),
		tea.WithoutSignalHandler(), // it does not know SIGHUP, nor which signal came
		tea.WithoutCatchPanics(),   // it prints the panic's value, and with it what no screen may show
	}
	if in != nil {
		options = append(options, tea.WithInput(in))
	}
	p := tea.NewProgram(g, options...)
	g.quit = func() { go p.Quit() } // not from within the program's own loop, which could not take the message
	stop := context.AfterFunc(ctx, p.Quit)
	defer stop()
	release := t.hold(p)
	ended := make(chan error, 1)
	go func() { ended <- g.run(p) }()
	err, busy := t.await(ctx, ended)
	if busy {
		out.Abandon()
		return context.Cause(ctx)
	}
	err = errors.Join(err, release())
	m.close()
	var crash Crash
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case g.crash != nil:
		return *g.crash
	case errors.As(err, &crash):
		return crash
	case err != nil && !errors.Is(err, tea.ErrProgramKilled):
		return fmt.Errorf("the terminal failed: %w", err)
	}
	return nil
}

// guard stands between Bubble Tea and the model: a panic in Update, in View or in a command ends the program in order, with the terminal
// restored, and without a word of what the panic held.
type guard struct {
	model  Screen
	screen *screen.Screen
	crash  *Crash
	quit   func()
}

type crashMsg struct{ Crash }

// Init starts the model.
func (g *guard) Init() tea.Cmd { return guarded(g.model.Init()) }

// Update passes a message on.
func (g *guard) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer g.recover(&cmd)
	if c, crashed := msg.(crashMsg); crashed {
		g.crash = &c.Crash
		return g, tea.Quit
	}
	if size, resized := msg.(tea.WindowSizeMsg); resized {
		g.screen.Resize(size.Width, size.Height)
	}
	_, cmd = g.model.Update(msg)
	return g, guarded(cmd)
}

func (g *guard) recover(cmd *tea.Cmd) {
	if v := recover(); v != nil {
		g.crash = &Crash{fmt.Sprintf("%T", v)}
		*cmd = tea.Quit
	}
}

// run runs the program to its end. A panic of Bubble Tea's own ends it too.
func (g *guard) run(p *tea.Program) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = Crash{fmt.Sprintf("%T", v)}
		}
	}()
	_, err = p.Run()
	return err
}

// View draws the model on the screen; after a crash it draws nothing.
func (g *guard) View() (view string) {
	if g.crash != nil {
		return ""
	}
	defer func() {
		if v := recover(); v != nil {
			g.crash = &Crash{fmt.Sprintf("%T", v)}
			g.quit()
		}
	}()
	g.screen.Draw(g.model.View())
	return drawn
}

// guarded turns a panic in a command into a message. Each command of a batch is guarded.
func guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if v := recover(); v != nil {
				msg = crashMsg{Crash{fmt.Sprintf("%T", v)}}
			}
		}()
		msg = cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i := range batch {
				batch[i] = guarded(batch[i])
			}
		}
		return msg
	}
}
