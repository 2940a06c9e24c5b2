package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// release is a version of the server, and what follows from it. The builds and their days are those of the vendor's lists of changes.
type release struct {
	version   string // as Options.ServerVersion names it
	netServer string
	day       string
	webhooks  bool // archive/Webhook lists the webhooks: since 11.13
	notifies  bool // a webhook has a description, recipients, counters and its last error: since 12.0
}

// releases are the versions that the tenant can be of, the newest last.
func releases() []release {
	return []release{
		{version: "11.12", netServer: "11.12.675.0", day: "2026-04-08"},
		{version: "11.13", netServer: "11.13.921.0", day: "2026-04-29", webhooks: true},
		{version: "12.1", netServer: "12.1.1412.0", day: "2026-06-16", webhooks: true, notifies: true},
	}
}

// Versions returns the versions that Options.ServerVersion may name, the newest last.
func Versions() []string {
	var versions []string
	for _, r := range releases() {
		versions = append(versions, r.version)
	}
	return versions
}

// releaseByVersion finds a release; "" is the newest.
func releaseByVersion(version string) (release, error) {
	all := releases()
	if version == "" {
		return all[len(all)-1], nil
	}
	i := slices.IndexFunc(all, func(r release) bool { return r.version == version })
	if i < 0 {
		return release{}, fmt.Errorf("there is no version %q; there are %s", version, strings.Join(Versions(), ", "))
	}
	return all[i], nil
}

// label is the release's name where the vendor shows one.
func (r release) label() string { return "Sandbox_" + r.version }
