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
	base := startWith(t, sandbox.Data{Webhooks: []byte(
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
	base := startWith(t, sandbox.Data{Webhooks: []byte(`[
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

// The vendor's page exempts these dates from SO-TimeZone: they are in UTC, and its option only says so.
func TestDatesStayInUTCWhateverTimeZoneIsAskedFor(t *testing.T) {
	base := startWith(t, sandbox.Data{Webhooks: []byte(`[{"Registered":"2024-06-10T08:30:00.125+02:00","Updated":"2024-11-28T08:45:00"},
		{"Registered":"0001-01-01T00:00:00","Updated":"soon"},{"Registered":"2018-12-24T02:34:45-0500","Updated":"2018-12-24T07:34:45Z"}]`)})
	stored := [6]any{"2024-06-10T08:30:00.125+02:00", "2024-11-28T08:45:00", "0001-01-01T00:00:00", "soon", "2018-12-24T02:34:45-0500", "2018-12-24T07:34:45Z"}
	plain := [6]any{"2024-06-10T06:30:00.125", "2024-11-28T08:45:00", "0001-01-01T00:00:00", "soon", "2018-12-24T07:34:45", "2018-12-24T07:34:45"}
	tagged := [6]any{"2024-06-10T06:30:00.125+0000", "2024-11-28T08:45:00+0000", "0001-01-01T00:00:00", "soon", "2018-12-24T07:34:45+0000", "2018-12-24T07:34:45+0000"}
	for header, want := range map[string][6]any{
		"": stored, "UTC": plain, "NO": plain, "261": plain, "US-NY": plain, "NO, other": plain,
		"UTC, includeTZOffset": tagged, "NO,INCLUDETZOFFSET": tagged, "US-NY , includeTZOffset ": tagged,
	} {
		var dates [6]any
		for i, w := range list(t, base, "", `{}`, "SO-TimeZone", header) {
			dates[2*i], dates[2*i+1] = w["Registered"], w["Updated"]
		}
		if dates != want {
			t.Errorf("SO-TimeZone %q gives %v, want %v", header, dates, want)
		}
	}
}
