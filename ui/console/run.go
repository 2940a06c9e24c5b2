package console

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/ui/screen"
)

// Bubble Tea's own renderer has nothing to do: View draws by itself, and returns the same text each time, which the screen does not pass on. So the renderer
// looks for a change as seldom as it can.
const (
	framesPerSecond = 1
	drawn           = "drawn"
)

// Signalled is the error of a console that a signal ended. The command line ends with 128 and the signal's number, as shells expect.
type Signalled struct{ Signal syscall.Signal }

// Signals are those that end the program: whoever has changed the terminal listens to all of them, and restores it.
func Signals() []os.Signal {
	return []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT}
}

// Error names the signal.
func (s Signalled) Error() string { return "ended by " + s.Signal.String() }

// ExitStatus is 128 and the signal's number.
func (s Signalled) ExitStatus() int { return 128 + int(s.Signal) }

// Crashed is the error of a console that hit a fault of its own. It does not repeat the panic's value, which may hold anything.
type Crashed struct{ Kind string }

// Error says that this is our fault.
func (c Crashed) Error() string { return "crmhooks hit a fault of its own (" + c.Kind + ")." }

// NextStep says what to do.
func (c Crashed) NextStep() string {
	return "Please report it with the keys that led to it; crmhooks list shows the same webhooks line by line."
}

// ExitStatus is 1.
func (c Crashed) ExitStatus() int { return 1 }

// Run shows the console until the user quits or a signal comes. in is nil for the terminal that standard input is; otherwise keys are read from it.
// While it runs, t lends its terminal. The error is a Signalled or a Crashed, or says that the terminal failed.
func Run(m Screen, in io.Reader, out *screen.Screen, t *Terminal) error {
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
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, Signals()...)
	defer signal.Stop(signals)
	done, got := make(chan struct{}), make(chan syscall.Signal, 1)
	go func() {
		for {
			select {
			case s := <-signals:
				if t.interrupted() && s == syscall.SIGINT {
					continue // Ctrl-C was for whoever had the terminal
				}
				got <- s.(syscall.Signal)
				p.Quit()
				return
			case <-done:
				return
			}
		}
	}()
	release := t.hold(p)
	_, err := p.Run()
	err = errors.Join(err, release())
	close(done)
	m.close()
	select {
	case s := <-got:
		return Signalled{s}
	default:
	}
	if g.crash != nil {
		return *g.crash
	}
	if err != nil && !errors.Is(err, tea.ErrProgramKilled) {
		return fmt.Errorf("the terminal failed: %w", err)
	}
	return nil
}

// guard stands between Bubble Tea and the model: a panic in Update, in View or in a command ends the program in order, with the terminal
// restored, and without a word of what the panic held.
type guard struct {
	model  Screen
	screen *screen.Screen
	crash  *Crashed
	quit   func()
}

type crashMsg struct{ Crashed }

// Init starts the model.
func (g *guard) Init() tea.Cmd { return guarded(g.model.Init()) }

// Update passes a message on.
func (g *guard) Update(msg tea.Msg) (_ tea.Model, cmd tea.Cmd) {
	defer g.recover(&cmd)
	if c, crashed := msg.(crashMsg); crashed {
		g.crash = &c.Crashed
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
		g.crash = &Crashed{fmt.Sprintf("%T", v)}
		*cmd = tea.Quit
	}
}

// View draws the model on the screen; after a crash it draws nothing.
func (g *guard) View() (view string) {
	if g.crash != nil {
		return ""
	}
	defer func() {
		if v := recover(); v != nil {
			g.crash = &Crashed{fmt.Sprintf("%T", v)}
			g.quit()
		}
	}()
	g.screen.Draw(g.model.View(), screen.Cursor{})
	return drawn
}

// guarded turns a panic in a command into a message. Commands inside a batch are guarded each.
func guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if v := recover(); v != nil {
				msg = crashMsg{Crashed{fmt.Sprintf("%T", v)}}
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
