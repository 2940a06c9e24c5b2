package cli

import (
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client/sandbox"
	"crmhooks/client/text"
)

func (a *app) sandboxCommand() *cobra.Command {
	var port int
	var kind builtInKind
	cmd := &cobra.Command{
		Use: "sandbox",
		Long: "sandbox serves the built-in tenant over HTTP on loopback, to try the API with any client. It runs until it is interrupted.\n\n" +
			"With --fault it is broken in one of these ways; crmhooks --demo --fault NAME shows what the console makes of it:\n\n" + faultLines() +
			"\n\nWith --server-version it answers like an older server: " + strings.Join(sandbox.Versions(), ", ") + ". Some faults are those of an older server by themselves.",
		Example: "  crmhooks sandbox --port 8080\n  crmhooks sandbox --fault busy-once\n  crmhooks sandbox --server-version 11.12",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.sandbox(cmd, port, kind) },
	}
	cmd.Flags().IntVar(&port, "port", 0, "listen on this `PORT`; 0 is any free one")
	builtInFlags(cmd, &kind)
	return cmd
}

// builtInKind says how the built-in tenant behaves. The zero value is the newest server, without a fault.
type builtInKind struct{ fault, serverVersion string }

// builtInFlags are the flags that only the built-in tenant has.
func builtInFlags(cmd *cobra.Command, to *builtInKind) {
	cmd.Flags().StringVar(&to.fault, "fault", "", "break the built-in tenant in the way of this `NAME`; see crmhooks sandbox --help")
	cmd.Flags().StringVar(&to.serverVersion, "server-version", "", "let the built-in tenant answer like this `VERSION` of the server: "+strings.Join(sandbox.Versions(), ", "))
	_ = cmd.RegisterFlagCompletionFunc("fault", completeFaults)
	complete(cmd, "server-version", sandbox.Versions()...)
}

func completeFaults(*cobra.Command, []string, string) (names []string, _ cobra.ShellCompDirective) {
	for _, f := range sandbox.Faults() {
		names = append(names, cobra.CompletionWithDesc(f.Name, f.Description))
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

func faultLines() string {
	var lines []string
	for _, f := range sandbox.Faults() {
		lines = append(lines, fmt.Sprintf("  %-26s %s", f.Name, f.Description))
	}
	return strings.Join(lines, "\n")
}

// sandbox serves until a signal ends the program, or a test the context.
func (a *app) sandbox(cmd *cobra.Command, port int, kind builtInKind) error {
	if port < 0 || port > 65535 {
		return usage("there is no port "+strconv.Itoa(port), "Ports are 1 to 65535; 0 is any free one.")
	}
	tenant, err := a.builtIn(kind)
	if err != nil {
		return err
	}
	server, err := tenant.Start(net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return failed(err.Error(), "Choose another port with --port.")
	}
	defer func() { _ = server.Close() }()
	_, _ = fmt.Fprintf(a.Stdout, "%s\n\n%s\n\nCRMHOOKS_TOKEN='%s' crmhooks --url %s\n\n",
		server.URL(), text.ShellLine(sandbox.Curl(server.URL())...), sandbox.BearerToken, server.URL())
	a.note("Serving " + sandbox.TenantLabel + " with public credentials, on loopback only. Ctrl-C ends it.")
	<-cmd.Context().Done()
	return nil
}
