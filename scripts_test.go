package main

import (
	"bufio"
	"flag"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// program is what the scripts run as crmhooks.
var program = flag.String("program", "", "run the scripts with this built `PROGRAM` and not with the one under test")

func TestMain(m *testing.M) { testscript.Main(m, map[string]func(){"crmhooks": main}) }

// TestScripts runs the program as a user does at a prompt. Each script has its own folder, and none of the user's settings.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("TERM", "xterm")
			e.Setenv("LANG", "C.UTF-8")
			if *program != "" {
				path, err := filepath.Abs(*program)
				if err != nil {
					return err
				}
				e.Setenv("PATH", filepath.Dir(path)+string(filepath.ListSeparator)+e.Getenv("PATH"))
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "sandbox": sandbox},
	})
}

// status runs a command that ends with a status: status 2 crmhooks list. Its outputs are those of exec.
func status(ts *testscript.TestScript, not bool, args []string) {
	if not || len(args) < 2 {
		ts.Fatalf("usage: status N COMMAND [ARG...]")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("it ended with %s, want %s", got, args[0])
	}
}

// sandbox serves the built-in tenant until the script ends. Its address is in $URL, and the token that it takes in $TOKEN.
func sandbox(ts *testscript.TestScript, not bool, args []string) {
	if not {
		ts.Fatalf("usage: sandbox [ARG...]")
	}
	path, err := exec.LookPath("crmhooks")
	if *program != "" {
		path, err = filepath.Abs(*program)
	}
	ts.Check(err)
	server := exec.Command(path, append([]string{"sandbox"}, args...)...)
	out, err := server.StdoutPipe()
	ts.Check(err)
	ts.Check(server.Start())
	ts.Defer(func() {
		_ = server.Process.Kill() // it runs until it is interrupted
		_ = server.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch line := lines.Text(); {
		case ts.Getenv("URL") == "":
			ts.Setenv("URL", line)
		case strings.HasPrefix(line, "CRMHOOKS_TOKEN='"):
			token, _, _ := strings.Cut(strings.TrimPrefix(line, "CRMHOOKS_TOKEN='"), "'")
			ts.Setenv("TOKEN", token)
			return
		}
	}
	ts.Fatalf("the sandbox named no token")
}
