package console_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/webhook"
	"crmhooks/ui/console"
	"crmhooks/ui/format"
	"crmhooks/ui/source"
	"crmhooks/ui/style/styletest"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// listerFunc is a source whose answers a test provides.
type listerFunc func(context.Context, webhook.Query) (webhook.Result, error)

func (f listerFunc) List(ctx context.Context, q webhook.Query) (webhook.Result, error) {
	result, err := f(ctx, q)
	result.Webhooks = slices.Clone(result.Webhooks) // each answer is the caller's alone, as a server's is
	return result, err
}

// read decodes an answer the way the program does.
func read(t testing.TB, answer string) webhook.Result {
	t.Helper()
	saved := &client.Saved{Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(answer)), nil }}
	result, err := saved.List(context.Background(), webhook.Query{})
	if err != nil {
		t.Fatal(err)
	}
	result.ReceivedAt, result.Duration = noon, 380*time.Millisecond
	return result
}

// company is a small tenant with every state.
const company = `[
 {"WebhookId":1,"Name":"Alpha orders","Events":["sale.created","sale.sold"],"TargetUrl":"https://erp.example.com/a","State":"Active","Type":"webhook","Secret":"Sx7-qzvkwjhf-1","Headers":{"X-Api-Key":"Hx7-wkzjqvbn-2"},"Properties":{"password":"Px7-kvqzjwmd-3","route":"north"}},
 {"WebhookId":2,"Name":"Beta tickets","Events":["ticket.created"],"TargetUrl":"https://user:Tx7-jzqwvkxr-4@support.example.com/t","State":"TooManyErrors","Type":"webhook"},
 {"WebhookId":3,"Name":"Gamma archive","Events":["ticket.changed"],"TargetUrl":"ArchiveTicket","State":"Stopped","Type":"crmscript"},
 {"WebhookId":4,"Name":"Delta","Events":["contact.created"],"TargetUrl":"https://delta.example.com","State":"Active","Type":"webhook"},
 {"WebhookId":5,"Name":"Epsilon","Events":["sale.lost"],"TargetUrl":"https://eps.example.com","State":"Paused","Type":"webhook"},
 {"WebhookId":6,"Name":"Zeta","Events":["person.created"],"TargetUrl":"https://zeta.example.com","State":"Unknown","Type":"webhook"}
]`

// always answers the same at once.
func always(r webhook.Result) listerFunc {
	return func(context.Context, webhook.Query) (webhook.Result, error) { return r, nil }
}

func fails(err error) listerFunc {
	return func(context.Context, webhook.Query) (webhook.Result, error) { return webhook.Result{}, err }
}

func acme(l source.Lister) source.Source {
	return source.Source{Lister: l, Label: "Acme production", Tenant: "Cust12345", Place: "online", CanAsk: true}
}

func options(t testing.TB, l source.Lister) console.Options {
	t.Helper()
	return console.Options{
		Source: acme(l),
		Styles: styletest.Terminal(t, true),
		Times:  format.Times{Now: func() time.Time { return noon }, Location: time.UTC},
	}
}

// driver runs a console as Bubble Tea does, but one message at a time, when the test says so.
type driver struct {
	t        testing.TB
	m        tea.Model
	messages chan tea.Msg
	running  sync.WaitGroup
	quit     bool
	done     chan struct{}
}

func drive(t testing.TB, opts console.Options, width, height int) *driver {
	t.Helper()
	return driveModel(t, console.New(opts, console.Profiles{}), width, height)
}

func driveModel(t testing.TB, m tea.Model, width, height int) *driver {
	t.Helper()
	d := &driver{t: t, m: m, messages: make(chan tea.Msg), done: make(chan struct{})}
	t.Cleanup(func() { close(d.done) })
	d.run(d.m.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d
}

// open drives a console that has its list.
func open(t testing.TB, l source.Lister, width, height int) *driver {
	t.Helper()
	d := drive(t, options(t, l), width, height)
	d.until("loaded")
	return d
}

// run carries a command out in the background, as Bubble Tea does.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	d.running.Add(1)
	go func() {
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				d.run(c)
			}
			d.running.Done()
			return
		}
		select {
		case d.messages <- msg: // take says that it is done with
		case <-d.done:
			d.running.Done()
		}
	}()
}

// take hands a command's message to the console. The command counts as running until the commands that it triggers run, so that running never drops to zero in between.
func (d *driver) take(msg tea.Msg) {
	d.send(msg)
	d.running.Done()
}

func (d *driver) send(msg tea.Msg) {
	if _, quit := msg.(tea.QuitMsg); quit {
		d.quit = true
		return
	}
	if msg == nil {
		return
	}
	var cmd tea.Cmd
	d.m, cmd = d.m.Update(msg)
	d.run(cmd)
}

// key presses a key, and waits for the rows that it asks for.
func (d *driver) key(msg tea.KeyMsg) {
	d.t.Helper()
	d.send(msg)
	d.settle()
}

// settle takes messages until what the keys have asked of the list is on the screen.
func (d *driver) settle() {
	d.t.Helper()
	d.await("the rows", func() bool { return d.quit || console.Settled(d.m) })
}

// screen is what the user reads.
func (d *driver) screen() string { return ansi.Strip(d.m.View()) }

// until takes messages until the screen shows the text.
func (d *driver) until(text string) {
	d.t.Helper()
	d.await("the screen to show "+text, func() bool { return strings.Contains(d.screen(), text) })
}

func (d *driver) await(what string, ok func() bool) {
	d.t.Helper()
	timeout := time.After(10 * time.Second)
	for !ok() {
		select {
		case msg := <-d.messages:
			d.take(msg)
		case <-timeout:
			d.t.Fatalf("timed out waiting for %s:\n%s", what, d.screen())
		}
	}
}

// keys are the names of keys that are no letters.
var keys = map[string]tea.KeyType{
	"enter": tea.KeyEnter, "esc": tea.KeyEsc, "tab": tea.KeyTab, "shift+tab": tea.KeyShiftTab, "up": tea.KeyUp, "right": tea.KeyRight, "down": tea.KeyDown,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "home": tea.KeyHome, "end": tea.KeyEnd, "ctrl+c": tea.KeyCtrlC, "ctrl+l": tea.KeyCtrlL,
	"backspace": tea.KeyBackspace, "space": tea.KeySpace, "ctrl+u": tea.KeyCtrlU,
}

// press presses keys; a word that names none is typed letter by letter.
func (d *driver) press(words ...string) {
	d.t.Helper()
	for _, word := range words {
		if k, ok := keys[word]; ok {
			d.key(tea.KeyMsg{Type: k})
			continue
		}
		for _, r := range word {
			d.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}})
		}
	}
}

func (d *driver) shows(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.screen(), text) {
			d.t.Errorf("the screen lacks %q:\n%s", text, d.screen())
		}
	}
}

func (d *driver) lacks(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if strings.Contains(d.screen(), text) {
			d.t.Errorf("the screen shows %q:\n%s", text, d.screen())
		}
	}
}

// cursor is the line that the list's cursor is on.
func (d *driver) cursor() string {
	d.t.Helper()
	for line := range strings.SplitSeq(d.screen(), "\n") {
		if strings.HasPrefix(line, " ❯ ") {
			return line
		}
	}
	d.t.Fatalf("no line has the cursor:\n%s", d.screen())
	return ""
}

func (d *driver) cursorOn(name string) {
	d.t.Helper()
	if line := d.cursor(); !strings.Contains(line, name) {
		d.t.Errorf("the cursor is on %q, not on %s:\n%s", line, name, d.screen())
	}
}

// sorted names the listed webhooks from top to bottom.
func (d *driver) names(all ...string) []string {
	var got []string
	for line := range strings.SplitSeq(d.screen(), "\n") {
		for _, name := range all {
			if len(line) > 4 && strings.Contains(line, " "+name+" ") && strings.ContainsAny(line, "✓◆■▲?") && !strings.Contains(line, "─") {
				got = append(got, name)
			}
		}
	}
	return got
}

// big is a tenant of n generated webhooks.
func big(t testing.TB, n int) webhook.Result {
	t.Helper()
	return read(t, string(sandboxtest.Generate(n)))
}

// stepError is an error as the client makes them.
type stepError struct{}

func (stepError) Error() string    { return "The host did not answer." }
func (stepError) NextStep() string { return "Check the network." }

var errBroken = errors.New("broken")
