// Command crmhooks is a read-only terminal console for the webhooks of SuperOffice CRM.
package main

import (
	"os"

	"crmhooks/ui/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.OS()))
}
