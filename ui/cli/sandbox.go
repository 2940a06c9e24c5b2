package cli

import (
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client/sandbox"
)

func (a *app) sandboxCommand() *cobra.Command {
	var port int
	var fault string
	cmd := &cobra.Command{
		Use:   "sandbox",
		Short: "Serve the built-in tenant on loopback",
		Long: "sandbox serves the built-in tenant over HTTP on loopback, to try the API with any client. It runs until it is interrupted.\n\n" +
			"With --fault it is broken in one of these ways; crmhooks --demo --fault NAME shows what the console makes of it:\n\n" + faultLines(),
		Example: "  crmhooks sandbox --port 8080\n  crmhooks sandbox --fault busy-once",
		Args:    noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.sandbox(cmd, port, fault) },
	}
	cmd.Flags().IntVar(&port, "port", 0, "listen on this `PORT`; 0 is any free one")
	faultFlag(cmd, &fault)
	return cmd
}

// faultFlag chooses a way in which the built-in tenant is broken.
func faultFlag(cmd *cobra.Command, to *string) {
	cmd.Flags().StringVar(to, "fault", "", "break the built-in tenant in the way of this `NAME`; see crmhooks sandbox --help")
	var names []string
	for _, f := range sandbox.Faults() {
		names = append(names, f.Name+"\t"+f.Description)
	}
	complete(cmd, "fault", names...)
}

func faultLines() string {
	var lines []string
	for _, f := range sandbox.Faults() {
		lines = append(lines, fmt.Sprintf("  %-18s %s", f.Name, f.Description))
	}
	return strings.Join(lines, "\n")
}

// sandbox serves until a signal ends the program, or a test the context.
func (a *app) sandbox(cmd *cobra.Command, port int, fault string) error {
	if port < 0 || port > 65535 {
		return usage("there is no port "+strconv.Itoa(port), "Ports are 1 to 65535; 0 is any free one.")
	}
	tenant, err := a.builtIn(fault)
	if err != nil {
		return err
	}
	server, err := tenant.Start(net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return failed(err.Error(), "Choose another port with --port.")
	}
	defer func() { _ = server.Close() }()
	_, _ = fmt.Fprintf(a.Stdout, "%s\n\n%s\n\nCRMHOOKS_TOKEN='%s' crmhooks --url %s\n\n",
		server.URL(), tenant.CurlLine(server.URL()), sandbox.BearerToken, server.URL())
	a.note("Serving " + sandbox.TenantLabel + " with public credentials, on loopback only. Ctrl-C ends it.")
	<-cmd.Context().Done()
	return nil
}
