package cli

import (
	"fmt"
	"net"
	"strconv"

	"github.com/spf13/cobra"

	"crmhooks/client/sandbox"
)

func (a *app) sandboxCommand() *cobra.Command {
	var port int
	cmd := &cobra.Command{
		Use:     "sandbox",
		Short:   "Serve the built-in tenant on loopback",
		Long:    "sandbox serves the built-in tenant over HTTP on loopback, to try the API with any client. It runs until it is interrupted.",
		Example: "  crmhooks sandbox --port 8080",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.sandbox(cmd, port) },
	}
	cmd.Flags().IntVar(&port, "port", 0, "listen on this `PORT`; 0 is any free one")
	return cmd
}

// sandbox serves until a signal ends the program, or a test the context.
func (a *app) sandbox(cmd *cobra.Command, port int) error {
	if port < 0 || port > 65535 {
		return usage("there is no port "+strconv.Itoa(port), "Ports are 1 to 65535; 0 is any free one.")
	}
	tenant, err := sandbox.New(sandbox.Options{Now: a.Now})
	if err != nil {
		return failed(err.Error(), "Please report this as a fault of crmhooks.")
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
