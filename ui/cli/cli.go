// Package cli is the command line: one file per command. It is the one place where a configured profile becomes a client.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"crmhooks/ui/console"
	_ "crmhooks/ui/mute" // before Bubble Tea, see there
	"crmhooks/ui/screen"
)

// System is what the program sees of the machine, so that a test can hand in another one.
type System struct {
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Environ []string
	Now     func() time.Time
	// Width is the width of the terminal that standard output is, or 0 when it is none.
	Width func() int
	// OpenTTY opens the terminal that the user sits at, whatever the standard streams are.
	OpenTTY func() (*os.File, error)
	// Keys is where the console reads keys from when standard input is a terminal; nil when it is none.
	Keys *os.File
}

// OS is the real machine.
func OS() System {
	s := System{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Environ: os.Environ(), Now: time.Now,
		Width: func() int {
			width, _, err := term.GetSize(int(os.Stdout.Fd()))
			if err != nil {
				return 0
			}
			return max(width, 1)
		},
		OpenTTY: func() (*os.File, error) { return os.OpenFile("/dev/tty", os.O_RDWR, 0) },
	}
	if term.IsTerminal(int(os.Stdin.Fd())) {
		s.Keys = os.Stdin
	}
	return s
}

// Main runs the command line and returns its exit status: 0 done, 1 failed, 2 wrong usage or configuration, 3 login or access refused,
// 128 and a signal's number.
func Main(args []string, sys System) (status int) {
	boundMemory()
	log.SetOutput(io.Discard) // net/http writes there when a server misbehaves, through the screen
	out, errs := &door{out: sys.Stdout}, &door{out: sys.Stderr}
	a := &app{System: sys, screen: screen.New(sys.Stdout)}
	a.Stdout, a.Stderr = out, errs
	defer a.quietly()()
	defer func() {
		if v := recover(); v != nil { // its value may hold anything, so only its type is told
			status = a.report(crashed(fmt.Sprintf("%T", v)))
		}
	}()
	root := a.root(args...)
	root.SetArgs(args)
	root.SetIn(a.Stdin)
	root.SetOut(a.Stdout)
	root.SetErr(a.Stderr)
	status = a.report(root.ExecuteContext(context.Background()))
	_, _ = out.Close(), errs.Close() // there is nobody left to tell
	return status
}

// softMemory is from where on garbage is collected as often as it takes to stay below. Package client bounds what is held of an answer to less.
const softMemory = 1280 << 20

// boundMemory keeps garbage from doubling what a very large list takes. GOMEMLIMIT goes before.
func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(softMemory)
	}
}

// app is one run of the program.
type app struct {
	System
	screen  *screen.Screen // standard output as the console writes to it; every other output goes through the doors in System
	flags   flags
	shared  console.Terminal // what the console lends to programs that fetch a secret
	holders atomic.Int32     // who has the terminal and restores it, at a signal too
}

// root is the whole command line, for these arguments.
func (a *app) root(args ...string) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "crmhooks",
		Short: "A read-only terminal console for the webhooks of SuperOffice CRM",
		Long: "crmhooks shows the webhooks of a SuperOffice CRM tenant in a terminal: which there are, what they listen to, where they\n" +
			"send it, and which ones the system has switched off. It only reads, and it never shows a secret.",
		Example: "  crmhooks --demo                                      the built-in tenant\n" +
			"  crmhooks -p acme --status problems                   a profile of the configuration file\n" +
			"  crmhooks list --url https://crm.example.com/SuperOffice/api -o csv\n" +
			"  crmhooks show 3 -p acme -o markdown\n" +
			"  crmhooks triage -p acme                              what fails, by receiver and cause",
		Args:          noCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return a.console(cmd) },

		SuggestionsMinimumDistance: 2,
	}
	cmd.SetFlagErrorFunc(flagError)
	a.sourceFlags(cmd)
	a.filterFlags(cmd)
	a.sortFlag(cmd)
	a.lookFlags(cmd)
	for _, c := range a.commands() {
		cmd.AddCommand(c.among(args))
	}
	return cmd
}

// command is what crmhooks does when its name is given.
type command struct {
	name, short string
	make        func() *cobra.Command
}

func (a *app) commands() []command {
	return []command{
		{"list", "Print the webhooks", a.listCommand},
		{"show", "Print every field of one webhook", a.showCommand},
		{"triage", "Group what fails by receiver and cause", a.triageCommand},
		{"events", "Print who listens to which event", a.eventsCommand},
		{"lint", "Look for what should be fixed before it fails", a.lintCommand},
		{"verify", "Check a signature, or a receiver's secret", a.verifyCommand},
		{"check", "Tell a monitoring system how the webhooks are", a.checkCommand},
		{"sandbox", "Serve the built-in tenant on loopback", a.sandboxCommand},
		{"themes", "Show the themes, or print one as a file", a.themesCommand},
		{"version", "Print the version", a.versionCommand},
	}
}

// among is the command, with all of its flags if the arguments name it. If they do not, it is only there to be listed, and costs the start nothing.
func (c command) among(args []string) *cobra.Command {
	cmd := &cobra.Command{Use: c.name, Run: func(*cobra.Command, []string) {}}
	if slices.Contains(args, c.name) {
		cmd = c.make()
	}
	cmd.Short = c.short
	return cmd
}

// flagError is the error of a wrong flag.
func flagError(cmd *cobra.Command, err error) error {
	said, _, _ := strings.Cut(err.Error(), ": strconv.") // what follows is for programmers
	return usage(short(said, maxQuoted), "See "+cmd.CommandPath()+" --help.")
}

// noCommand refuses arguments that are no command, and names the nearest one.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	next := "See crmhooks --help."
	if near := cmd.SuggestionsFor(short(args[0], maxQuoted)); len(near) > 0 {
		next = "Did you mean crmhooks " + near[0] + "?"
	}
	return usage("there is no command "+quoted(args[0]), next)
}

// noArguments refuses arguments of a command that takes flags alone.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(cmd.Name()+" takes no argument "+quoted(args[0]), "See "+cmd.CommandPath()+" --help.")
}

// isUsage reports whether an error is about how the program was called, as far as cobra tells.
func isUsage(err error) bool {
	var status interface{ ExitStatus() int }
	return !errors.As(err, &status)
}
