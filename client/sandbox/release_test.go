package sandbox_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

// netServer is the build that a tenant says it is, at its root.
func netServer(t *testing.T, opts sandbox.Options) string {
	t.Helper()
	base := start(t, opts)
	var facts map[string]string
	if err := json.Unmarshal(send(t, request(t, http.MethodGet, base, "", "Authorization", "")).body, &facts); err != nil {
		t.Fatal(err)
	}
	for member, value := range facts {
		if value == "" {
			t.Errorf("%s is empty", member)
		}
	}
	if facts["NetServerAssembly"] != facts["NetServerVersion"] {
		t.Errorf("two builds: %v", facts)
	}
	return facts["NetServerVersion"]
}

func TestATenantIsOfTheVersionThatIsAskedFor(t *testing.T) {
	if got := sandbox.Versions(); !slices.Equal(got, []string{"11.12", "11.13", "12.1"}) {
		t.Errorf("the versions are %v", got)
	}
	for version, build := range map[string]string{"": "12.1.1412.0", "11.12": "11.12.675.0", "11.13": "11.13.921.0", "12.1": "12.1.1412.0"} {
		if got := netServer(t, sandbox.Options{ServerVersion: version}); got != build {
			t.Errorf("version %q is build %s", version, got)
		}
	}
}

func TestAFaultBringsTheVersionThatItMakesSenseOn(t *testing.T) {
	for _, f := range sandbox.Faults() {
		if about := strings.HasPrefix(f.Name, "last-error-") || strings.Contains(f.Name, "usage"); about != (f.Version == "11.13") {
			t.Errorf("%s is of version %q", f.Name, f.Version)
		}
	}
	for _, c := range []struct{ fault, version, build string }{
		{"usage-odd", "", "11.13.921.0"}, {"usage-odd", "12.1", "12.1.1412.0"}, {"usage-odd", "11.12", "11.12.675.0"}, {"busy", "", "12.1.1412.0"},
	} {
		if got := netServer(t, sandbox.Options{Fault: c.fault, ServerVersion: c.version}); got != c.build {
			t.Errorf("%+v: build %s", c, got)
		}
	}
}

func TestAVersionThatThereIsNotIsRefusedWithTheList(t *testing.T) {
	for _, version := range []string{"12", "12.0", "11.12.675.0", "newest", " "} {
		if _, err := sandbox.New(sandbox.Options{ServerVersion: version}); err == nil || !strings.Contains(err.Error(), "11.12, 11.13, 12.1") {
			t.Errorf("%q: %v", version, err)
		}
	}
}
