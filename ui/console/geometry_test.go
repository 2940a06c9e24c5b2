package console_test

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"crmhooks/client/webhook"
	"crmhooks/themes"
	"crmhooks/ui/style"
)

// hostile is an answer with everything that could break a layout.
const hostile = `[
 {"WebhookId":1,"Name":"\u001b]52;c;aGk=\u0007evil\u001b[2J","Events":["a.b","\u202esale.sold"],"TargetUrl":"https://u:p@h.example.com/a/b?c=d","State":"A state that nobody knows and that is long","Type":"webhook"},
 {"WebhookId":2,"Name":"two\nlines\tand a tab","Events":["東京.受注"],"TargetUrl":"javascript:alert(1)","State":7,"Type":"webhook","Headers":{"X":"=1+1"}},
 {"WebhookId":3,"Name":"東京オフィス東京オフィス東京オフィス東京オフィス東京オフィス","Events":[],"TargetUrl":"Script","State":"Active","Type":"crmscript","Properties":{"a":"👩‍🍳☕️","deep":{"a":{"b":{"c":[1,2,3,"ẗ́ẗ́"]}}}}}
]`

// surfaces are all the forms that the screen can take.
func surfaces(t *testing.T) map[string]*driver {
	blocked, _ := byHand()
	warned := read(t, company)
	warned.Warnings = []string{"A rather long warning about the answer as a whole, of the kind that takes more than one line on a narrow screen."}
	warned.Incomplete = stepError{}
	danger := options(t, always(read(t, company)))
	danger.Source.Danger, danger.Source.Hint = true, "only this application's own webhooks"
	ascii := options(t, always(read(t, hostile)))
	theme, _ := themes.ByName("mono")
	ascii.Styles = style.New(theme, themes.Terminal{Profile: colorprofile.ASCII})
	dangerous, plain := drive(t, danger, 80, 24), drive(t, ascii, 80, 24)
	dangerous.until("loaded")
	plain.until("loaded")
	pressed := func(r webhook.Result, words ...string) *driver {
		d := open(t, always(r), 80, 24)
		d.press(words...)
		return d
	}
	failed := drive(t, options(t, fails(stepError{})), 80, 24)
	failed.until("failed")
	withCounts := func(words ...string) *driver {
		d := drive(t, withUsage(t, company, counting(counts), nil), 80, 24)
		d.until("◆ 1")
		d.press(words...)
		return d
	}
	return map[string]*driver{
		"failing":   withCounts(),
		"problems":  withCounts("!", "enter"),
		"triage":    withCounts("T"),
		"events":    withCounts("V"),
		"part":      withCounts("V", "/", "alpha", "enter"),
		"findings":  withCounts("F", "end"),
		"nothing":   pressed(read(t, `[]`), "F"),
		"report":    withCounts("T", "tab"),
		"verify":    withCounts("v", "abc", "tab", strings.Repeat("long ", 30), "enter"),
		"loading":   drive(t, options(t, blocked), 80, 24),
		"failed":    failed,
		"list":      open(t, always(read(t, company)), 80, 24),
		"long":      pressed(big(t, 500), "end"),
		"hostile":   pressed(read(t, hostile)),
		"ascii":     plain,
		"danger":    dangerous,
		"warned":    open(t, always(warned), 80, 24),
		"empty":     open(t, always(read(t, `[]`)), 80, 24),
		"no match":  pressed(read(t, company), "/", strings.Repeat("long words ", 30)),
		"menu":      pressed(read(t, hostile), "s", "end"),
		"help":      pressed(read(t, company), "?"),
		"zoomed":    pressed(read(t, hostile), "enter"),
		"JSON":      pressed(read(t, company), "J", "enter"),
		"detail":    pressed(read(t, company), "tab"),
		"asking":    pressed(read(t, company), "a", "!", "/", "something"),
		"filtering": pressed(read(t, company), "e", "sale"),
	}
}

// sizes covers the corners, the thresholds of the layout and their neighbours.
func sizes() []tea.WindowSizeMsg {
	var all []tea.WindowSizeMsg
	for _, w := range []int{1, 2, 3, 5, 10, 20, 30, 36, 40, 49, 50, 59, 60, 64, 79, 80, 90, 99, 100, 110, 120, 149, 150, 151, 200, 500} {
		for _, h := range []int{1, 2, 3, 4, 5, 6, 7, 8, 12, 17, 18, 24, 40, 200} {
			all = append(all, tea.WindowSizeMsg{Width: w, Height: h})
		}
	}
	return all
}

func TestEverySurfaceFitsEverySize(t *testing.T) {
	for name, d := range surfaces(t) {
		t.Run(name, func(t *testing.T) {
			for _, size := range sizes() {
				d.send(size)
				view := d.m.View()
				lines := strings.Split(view, "\n")
				if len(lines) != size.Height {
					t.Fatalf("%dx%d: %d lines", size.Width, size.Height, len(lines))
				}
				for i, line := range lines {
					if w := ansi.StringWidth(line); w > size.Width {
						t.Fatalf("%dx%d: line %d is %d cells wide: %q", size.Width, size.Height, i, w, ansi.Strip(line))
					}
				}
			}
		})
	}
}

func TestNothingButColoursReachesTheTerminal(t *testing.T) {
	for name, d := range surfaces(t) {
		d.send(tea.WindowSizeMsg{Width: 200, Height: 60})
		for _, r := range ansi.Strip(d.m.View()) {
			if r != '\n' && (r < 32 || r >= 0x7f && r < 0xa0 || r == '\u202e') {
				t.Errorf("%s shows %U", name, r)
			}
		}
		parser := ansi.NewParser()
		parser.SetHandler(ansi.Handler{
			HandleCsi: func(cmd ansi.Cmd, _ ansi.Params) {
				if cmd.Final() != 'm' {
					t.Errorf("%s: a control sequence that ends with %q", name, cmd.Final())
				}
			},
			HandleOsc: func(cmd int, data []byte) { t.Errorf("%s: OSC %d %q", name, cmd, data) },
			HandleEsc: func(cmd ansi.Cmd) { t.Errorf("%s: escape %q", name, cmd.Final()) },
		})
		parser.Parse([]byte(d.m.View()))
	}
}

func TestASCIIScreensHaveNoSymbolsOfOurOwn(t *testing.T) {
	opts := withUsage(t, company, counting(counts), nil)
	theme, _ := themes.ByName("terminal")
	opts.Styles = style.New(theme, themes.Terminal{Profile: colorprofile.ANSI})
	for _, keys := range [][]string{nil, {"?"}, {"s"}, {"enter"}, {"/"}, {"o", "O"}, {"a", "/", "x"}, {"T"}, {"V"}, {"F"}, {"v"}} {
		d := drive(t, opts, 120, 60)
		d.until("loaded")
		d.press(keys...)
		for _, r := range d.screen() {
			if r > 126 {
				t.Errorf("after %v the screen shows %q:\n%s", keys, r, d.screen())
				break
			}
		}
	}
}

func TestNoSecretShows(t *testing.T) {
	planted := []string{"Sx7-qzvkwjhf-1", "Hx7-wkzjqvbn-2", "Px7-kvqzjwmd-3", "Tx7-jzqwvkxr-4"}
	found := func(screen, secret string) bool {
		for i := 0; i+8 <= len(secret); i++ {
			if strings.Contains(screen, secret[i:i+8]) {
				return true
			}
		}
		return false
	}
	for _, secret := range planted { // the search finds what is there
		if !found(company, secret) {
			t.Fatalf("the search does not find %s in the answer itself", secret)
		}
	}
	d := open(t, always(read(t, company)), 500, 100)
	for _, keys := range [][]string{{"end"}, {"up"}, {"J"}, {"enter"}, {"esc"}, {"home"}, {"J"}, {"J"}, {"?"}, {"esc"}, {"T"}, {"V"}, {"F"}, {"end"}, {"F", "v"}, {"esc"}, {"/", "x7-"}} {
		d.press(keys...)
		for _, secret := range planted {
			if found(d.screen(), secret) {
				t.Errorf("after %v the screen shows a part of %s", keys, secret)
			}
		}
	}
}

func TestAMarkedProfileIsMarkedAtEverySize(t *testing.T) {
	opts := options(t, always(read(t, company)))
	opts.Source.Danger = true
	d := drive(t, opts, 120, 40)
	d.until("loaded")
	for _, width := range []int{40, 80, 120, 200} {
		d.send(tea.WindowSizeMsg{Width: width, Height: 24})
		d.shows("! Acme", "READ-ONLY")
	}
}
