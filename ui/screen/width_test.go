package screen_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"crmhooks/ui/screen"
)

// hostile are texts whose width no two programs agree on, and such as try to leave their line.
var hostile = []string{
	strings.Repeat("\u1100", 400), strings.Repeat("\u0903", 400), strings.Repeat("\u0600", 400), strings.Repeat("\U0001f3fb", 400),
	strings.Repeat("👩\u200d", 400), strings.Repeat("क\u094d", 400), strings.Repeat("e\u0301\u0301", 400), strings.Repeat("①", 400), strings.Repeat("\u1161", 400),
	strings.Repeat("❤️", 100), strings.Repeat("1️⃣", 100), strings.Repeat("🇳", 99), strings.Repeat("注", 99), "\u0301\u0301a", "\U0001242b\ufdfd\u2e3b",
	"a\u009d52;c;cHduZWQ=\u009cb\u009b2J\u202ec", "\x1b[2J\x1b[1;1Hgone", "\x1b]52;c;cHduZWQ=\a", "\x1bc", "a\rb\tc\x00\x7f", "\xff\x9b2J\xc3", "\x1b[31", "\x1bP1$r\x1b\\",
}

// counter is a terminal that counts each code point by itself, in its own way. It knows as much as a screen writes.
type counter struct {
	t             *testing.T
	width, height int
	count         func(r rune) int
	cells         [][]string
	x, y          int
	wraps         bool
}

func newCounter(t *testing.T, width, height int, count func(rune) int) *counter {
	c := &counter{t: t, width: width, height: height, count: count, wraps: true}
	for range height {
		c.cells = append(c.cells, c.empty())
	}
	return c
}

func (c *counter) empty() []string { return strings.Split(strings.Repeat(" ", c.width), "") }

var sequence = regexp.MustCompile(`^\x1b\[(\??)([0-9;]*)([A-Za-z])`)

// Write draws.
func (c *counter) Write(p []byte) (int, error) {
	for s := string(p); s != ""; {
		if m := sequence.FindStringSubmatch(s); m != nil {
			c.control(m[1]+m[2], m[3])
			s = s[len(m[0]):]
			continue
		}
		r := []rune(s[:min(len(s), 4)])[0]
		c.put(r)
		s = s[len(string(r)):]
	}
	return len(p), nil
}

func (c *counter) control(parameters, final string) {
	switch final {
	case "h", "l":
		if parameters == "?7" {
			c.wraps = final == "h"
		}
	case "J":
		for y := range c.cells {
			c.cells[y] = c.empty()
		}
	case "K":
		copy(c.cells[c.y][min(c.x, c.width-1):], c.empty())
	case "H":
		row, column, _ := strings.Cut(parameters, ";")
		c.y, c.x = number(row)-1, number(column)-1
	case "A", "B":
		c.y += number(parameters) * map[string]int{"A": -1, "B": 1}[final]
	case "C", "D":
		c.x = min(c.x, c.width-1) + number(parameters)*map[string]int{"C": 1, "D": -1}[final]
	case "m":
	default:
		c.t.Errorf("the terminal gets the sequence %s%s", parameters, final)
	}
}

// number is a parameter, which is 1 if it is missing.
func number(parameter string) int {
	n, err := strconv.Atoi(parameter)
	if err != nil {
		return 1
	}
	return n
}

func (c *counter) put(r rune) {
	n := c.count(r)
	if c.x+n > c.width {
		if c.wraps {
			c.x, c.y = 0, c.y+1
		} else {
			c.x = c.width - n
		}
	}
	if c.y >= c.height { // it scrolls, and the header is gone
		c.cells, c.y = append(c.cells[1:], c.empty()), c.height-1
	}
	for i := range n {
		c.cells[c.y][c.x+i] = map[bool]string{true: string(r), false: ""}[i == 0]
	}
	c.x += n
}

func (c *counter) line(y int) string { return strings.TrimRight(strings.Join(c.cells[y], ""), " ") }

// counts are ways to count that terminals have.
var counts = map[string]func(r rune) int{
	"one each": func(rune) int { return 1 },
	"two each": func(r rune) int {
		return 1 + map[bool]int{true: 1}[r > 0x2fff || r > 0x7f && !unicode.In(r, unicode.Latin) && r < 0x2000]
	},
	"marks none":   func(r rune) int { return map[bool]int{false: 1}[unicode.In(r, unicode.M, unicode.Cf, unicode.Sk)] },
	"all but ours": func(r rune) int { return 1 + map[bool]int{true: 1}[r > 0x7f] },
}

// Whatever a terminal makes of a name's width, every other line stays where it is, and the column after the name does too.
func TestAWrongWidthStaysInItsLine(t *testing.T) {
	const width, height = 60, 6
	for way, count := range counts {
		for i, name := range hostile {
			terminal := newCounter(t, width, height, count)
			s := screen.New(terminal)
			s.Resize(width, height)
			for step := range 8 {
				lines := []string{"HEADER"}
				for row := range 4 {
					line := fmt.Sprintf("name %d", row)
					if row == 2 && step != 6 {
						line = name
					}
					if row == step%4 {
						line = "\x1b[7m" + line + "\x1b[0m"
					}
					lines = append(lines, line)
				}
				s.Draw(strings.Join(append(lines, fmt.Sprintf("FOOTER %d", step)), "\n"))
				want := []string{"HEADER", "name 0", "name 1", "name 2", "name 3", fmt.Sprintf("FOOTER %d", step)}
				for y, text := range want {
					if got := terminal.line(y); (y != 3 || step == 6) && got != text {
						t.Fatalf("%s, name %d: line %d is %q, want %q", way, i, y, got, text)
					}
				}
			}
		}
	}
}

// What stands behind a character of doubtful width in the same line is placed by itself.
func TestAColumnBehindADoubtfulNameStaysInPlace(t *testing.T) {
	for way, count := range counts {
		for _, name := range []string{"注文の同期", "👨‍👩‍👧‍👦 team", "①②③", "क्षेत्र", "e\u0301e\u0301", "❤️❤️", "🇳🇴", "▲ off"} {
			terminal := newCounter(t, 60, 1, count)
			s := screen.New(terminal)
			s.Resize(60, 1)
			for step := range 6 {
				mark := fmt.Sprintf("END%d", step)
				s.Draw(fmt.Sprintf("%s\x1b[%dm%s\x1b[0m", strings.Repeat(" ", step%2), step%2, name) + strings.Repeat(" ", 20) + mark)
				if got := terminal.line(0); !strings.HasSuffix(got, mark) || strings.Count(got, "END") != 1 {
					t.Errorf("%s, %q: the line is %q", way, name, got)
				}
			}
		}
	}
}

// A symbol that a terminal draws over its neighbour takes nothing away from it.
func TestADoubtfulSymbolLeavesItsNeighbourAlone(t *testing.T) {
	for way, count := range counts {
		terminal := newCounter(t, 10, 1, count)
		s := screen.New(terminal)
		s.Resize(10, 1)
		for _, line := range []string{"p▲ax", "q▲ay", "q■ay", "q■by", "r■bz", "▲■◆", "▲■z", "注文", "▲■z"} {
			s.Draw(line)
			if got := strings.ReplaceAll(terminal.line(0), " ", ""); got != line { // a narrow one leaves a blank
				t.Errorf("%s: the line is %q, want %q", way, got, line)
			}
		}
	}
}

// What changes on either side of a doubtful name lands in its place, and leaves the name alone.
func TestBothSidesOfADoubtfulNameChange(t *testing.T) {
	for way, count := range counts {
		for _, name := range []string{"注文の同期", "👨‍👩‍👧‍👦 team", "क्षेत्र", "\u0903x", "e\u0301e\u0301", "❤️❤️", "🇳🇴"} {
			terminal := newCounter(t, 60, 1, count)
			s := screen.New(terminal)
			s.Resize(60, 1)
			picture := func(a, b int) string { return fmt.Sprintf("▲%d two %s%sEND%d", a, name, strings.Repeat(" ", 20), b) }
			for step := range 9 {
				a, b := step/2, step/3
				s.Draw(picture(a, b))
				fresh := newCounter(t, 60, 1, count)
				whole := screen.New(fresh)
				whole.Resize(60, 1)
				whole.Draw(picture(a, b))
				if got, want := terminal.line(0), fresh.line(0); got != want {
					t.Errorf("%s, %q: the line is %q, and drawn as a whole %q", way, name, got, want)
				}
			}
		}
	}
}
