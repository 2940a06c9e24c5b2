package sandbox_test

import (
	"testing"

	"crmhooks/client/sandbox"
)

const raw = `NO:"Kundeservice";US:"Customer service"`

func tooltips(t *testing.T, base string, headers ...string) []any {
	t.Helper()
	var found []any
	for _, w := range list(t, base, "", `{}`, headers...) {
		found = append(found, w["UpdatedAssociate"].(map[string]any)["Tooltip"])
	}
	return found
}

func TestTextsComeInTheRequestedLanguageOrRaw(t *testing.T) {
	base := start(t, sandbox.Options{Webhooks: []byte(
		`[{"UpdatedAssociate":{"Tooltip":"NO:\"Kundeservice\";US:\"Customer service\""}}]`)})
	for _, c := range []struct{ accept, so, want string }{
		{"", "", raw},
		{"*", "", raw},
		{"en", "", "Customer service"},
		{"en-GB,en;q=0.9", "", "Customer service"},
		{"nb-no", "", "Kundeservice"},
		{"no; q=0.8", "", "Kundeservice"},
		{"sv", "", "Customer service"},
		{"en", "nn-NO", "Kundeservice"},
		{"nb", "en", "Customer service"},
		{"en", "*", raw},
		{"en", "x", raw},
	} {
		if got := tooltips(t, base, "Accept-Language", c.accept, "SO-Language", c.so); got[0] != c.want {
			t.Errorf("Accept-Language %q, SO-Language %q give %v", c.accept, c.so, got[0])
		}
	}
}

func TestTextsThatAreNoTranslationsStay(t *testing.T) {
	base := start(t, sandbox.Options{Webhooks: []byte(`[
		{"UpdatedAssociate":{"Tooltip":"about US:\"x\""}}, {"UpdatedAssociate":{"Tooltip":null,"Name":"US:\"x\""}},
		{"UpdatedAssociate":{"Tooltip":"FR:\"seul\";IT:\"solo\""}}, {"UpdatedAssociate":{"Tooltip":"US:\"broken"}}]`)})
	want := []any{`about US:"x"`, nil, "seul", `US:"broken`}
	for i, got := range tooltips(t, base) {
		if got != want[i] {
			t.Errorf("tooltip %d is %v, want %v", i, got, want[i])
		}
	}
}

func TestTheBuiltInTenantHasTextInSeveralLanguages(t *testing.T) {
	base := start(t, sandbox.Options{})
	tooltip := func(headers ...string) any {
		return list(t, base, "", `{"NameFilter":"ERP order sync"}`, headers...)[0]["RegisteredAssociate"].(map[string]any)["Tooltip"]
	}
	if got := tooltip(); got != "System owner, IT" {
		t.Errorf("in English: %v", got)
	}
	if got := tooltip("Accept-Language", ""); got != `NO:"Systemansvarlig, IT";US:"System owner, IT";GE:"Systemverantwortliche, IT"` {
		t.Errorf("without a language: %v", got)
	}
}

func TestDatesComeInTheRequestedTimeZone(t *testing.T) {
	base := start(t, sandbox.Options{Webhooks: []byte(`[{"Registered":"2024-06-10T08:30:00.125+02:00","Updated":"2024-11-28T08:45:00"},
		{"Registered":"0001-01-01T00:00:00","Updated":"soon"}]`)})
	for header, want := range map[string][4]any{
		"":                             {"2024-06-10T08:30:00.125+02:00", "2024-11-28T08:45:00", "0001-01-01T00:00:00", "soon"},
		"UTC":                          {"2024-06-10T06:30:00.125", "2024-11-28T08:45:00", "0001-01-01T00:00:00", "soon"},
		"UTC, includeTZOffset":         {"2024-06-10T06:30:00.125Z", "2024-11-28T08:45:00Z", "0001-01-01T00:00:00", "soon"},
		"NO":                           {"2024-06-10T08:30:00.125", "2024-11-28T09:45:00", "0001-01-01T00:00:00", "soon"},
		"Europe/Oslo, includeTZOffset": {"2024-06-10T08:30:00.125+02:00", "2024-11-28T09:45:00+01:00", "0001-01-01T00:00:00", "soon"},
		"W. Europe Standard Time,INCLUDETZOFFSET": {"2024-06-10T08:30:00.125+02:00", "2024-11-28T09:45:00+01:00", "0001-01-01T00:00:00", "soon"},
	} {
		got := list(t, base, "", `{}`, "SO-TimeZone", header)
		if dates := [4]any{got[0]["Registered"], got[0]["Updated"], got[1]["Registered"], got[1]["Updated"]}; dates != want {
			t.Errorf("SO-TimeZone %q gives %v, want %v", header, dates, want)
		}
	}
}

func TestSummerTimeChangesOnTheLastSundays(t *testing.T) {
	base := start(t, sandbox.Options{Webhooks: []byte(`[{"Registered":"2026-03-29T00:59:59Z","Updated":"2026-03-29T01:00:00Z"},
		{"Registered":"2026-10-25T00:59:59Z","Updated":"2026-10-25T01:00:00Z"}]`)})
	got := list(t, base, "", `{}`, "SO-TimeZone", "261, includeTZOffset")
	dates := [4]any{got[0]["Registered"], got[0]["Updated"], got[1]["Registered"], got[1]["Updated"]}
	want := [4]any{"2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00+02:00", "2026-10-25T02:59:59+02:00", "2026-10-25T02:00:00+01:00"}
	if dates != want {
		t.Errorf("got %v, want %v", dates, want)
	}
}
