// Command crmhooks is a read-only terminal console for the webhooks of SuperOffice CRM.
package main

import (
	"os"

	"crmhooks/ui/cli"
)

func main() {
	harden() // before anything secret is read
	os.Exit(cli.Main(os.Args[1:], cli.OS()))
}
