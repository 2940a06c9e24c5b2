// Command benchtty measures the built program on a pseudo-terminal, as whoever sits in front of one sees it, next to curl | jq | fzf on the same list. Both get the list
// from a server on loopback, and their runs take turns.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"

	"crmhooks/client/sandbox/sandboxtest"
)

const token = "measuring-token-0123456789" // the server asks for none

// contestant is a program that is measured.
type contestant struct {
	name   string
	argv   []string
	ready  *regexp.Regexp // on the screen once all webhooks are listed
	input  string         // the key that leads to the input
	list   string         // the key that leads back to the list
	letter []time.Duration
	step   []time.Duration
	first  []time.Duration
	all    []time.Duration
	typed  cost
	moved  cost
}

// cost is what keys wrote, and what they had to write.
type cost struct{ keys, bytes, ideal int }

func main() {
	program := flag.String("program", "./crmhooks", "the built `program`")
	n := flag.Int("n", 10_000, "how many `webhooks` are listed")
	runs := flag.Int("runs", 5, "how often each program is run")
	flag.Parse()
	if err := run(*program, *n, *runs); err != nil {
		fmt.Fprintln(os.Stderr, "benchtty:", err)
		os.Exit(1)
	}
}

func run(program string, n, runs int) error {
	address, err := serve(sandboxtest.Generate(n))
	if err != nil {
		return err
	}
	all := contestants(program, address, n)
	for range runs {
		for _, c := range all {
			if err := c.measure(); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
	}
	fmt.Printf("%d webhooks, %d runs, %dx%d cells; medians\n\n", n, runs, width, height)
	fmt.Println("| program | first frame | all rows | a letter | bytes | of the ideal | a step | bytes | of the ideal |")
	fmt.Println("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
	for _, c := range all {
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s |\n", c.name, median(c.first), median(c.all), median(c.letter), c.typed, median(c.step), c.moved)
	}
	return nil
}

const list = "/api/v1/Agents/Webhook/GetAllWebhooks"

// serve answers with a list on loopback, as long as the program runs.
func serve(body []byte) (address string, err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST "+list, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(body)
	})
	go func() { _ = http.Serve(l, mux) }()
	return "http://" + l.Addr().String(), nil
}

// contestants are the program and, where its parts are installed, the pipe that does the same.
func contestants(program, address string, n int) []*contestant {
	all := []*contestant{{
		name: "crmhooks", argv: []string{program, "--url", address + "/api"}, input: "/", list: "\r",
		ready: regexp.MustCompile(fmt.Sprintf(`\b(%d|%s) webhooks`, n, grouped(n))),
	}}
	for _, tool := range []string{"curl", "jq", "fzf"} {
		if _, err := exec.LookPath(tool); err != nil {
			fmt.Printf("%s is not installed, so crmhooks is measured alone.\n\n", tool)
			return all
		}
	}
	pipe := "curl -s -X POST -H 'Content-Type: application/json' -d '{}' " + address + list +
		` | jq -r '.[] | [.WebhookId,.Name,.State,.TargetUrl,(.Events|join(" "))] | @tsv' | fzf --exact --layout=reverse`
	return append(all, &contestant{name: "curl, jq, fzf", argv: []string{"sh", "-c", pipe}, ready: regexp.MustCompile(fmt.Sprintf(`\b%d/%d\b`, n, n))})
}

// grouped is a number with its thousands apart.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// measure runs the program once.
func (c *contestant) measure() error {
	t, err := start(c.argv)
	if err != nil {
		return err
	}
	defer t.end()
	first, err := t.until(regexp.MustCompile(`\S`))
	if err != nil {
		return err
	}
	all, err := t.until(c.ready)
	if err != nil {
		return err
	}
	c.first, c.all = append(c.first, first), append(c.all, all)
	t.settle()
	if c.input != "" {
		t.press(c.input)
	}
	for _, letter := range "invo" {
		c.letter = append(c.letter, c.typed.add(t.press(string(letter))))
	}
	for range 4 {
		t.press("\x7f")
	}
	if c.list != "" {
		t.press(c.list)
	}
	for range 5 {
		c.step = append(c.step, c.moved.add(t.press("\x1b[B")))
	}
	return nil
}

// add counts a key, and returns how long it took.
func (c *cost) add(k key) time.Duration {
	c.keys++
	c.bytes += k.bytes
	c.ideal += k.ideal
	return k.took
}

// String is two columns: bytes for a key, and how many times the ideal that is.
func (c cost) String() string {
	return fmt.Sprintf("%d | %.2f", c.bytes/max(c.keys, 1), float64(c.bytes)/float64(max(c.ideal, 1)))
}

func median(all []time.Duration) string {
	slices.SortFunc(all, cmp.Compare[time.Duration])
	return strings.Replace(fmt.Sprintf("%.1f ms", float64(all[len(all)/2].Microseconds())/1000), ".0 ms", " ms", 1)
}
