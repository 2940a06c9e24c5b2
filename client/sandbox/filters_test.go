package sandbox_test

import (
	"net/http"
	"strings"
	"testing"

	"crmhooks/client/sandbox"
)

func TestFiltersCompareExactly(t *testing.T) {
	base := start(t, sandbox.Options{})
	for body, want := range map[string]int{
		`{}`: 60,
		`{"NameFilter":"Teams notifier – salg"}`:        2,
		`{"NameFilter":"Teams notifier"}`:               0,
		`{"NameFilter":"teams notifier – salg"}`:        0,
		`{"NameFilter":"東京オフィス：受注"}`:                    1,
		`{"EventFilter":"webhook57.errors"}`:            1,
		`{"EventFilter":"webhook57"}`:                   0,
		`{"EventFilter":"webhook57.Errors"}`:            0,
		`{"StatusFilter":"Active"}`:                     41,
		`{"StatusFilter":"Stopped"}`:                    14,
		`{"StatusFilter":"TooManyErrors"}`:              4,
		`{"StatusFilter":"Unknown"}`:                    60,
		`{"StatusFilter":""}`:                           60,
		`{"StatusFilter":null,"NameFilter":null}`:       60,
		`{"NameFilter":"","EventFilter":""}`:            60,
		`{"EventFilter":null}`:                          60,
		`{"StateFilter":"Stopped","Namefilters":"x"}`:   60,
		`{"StateFilter":0,"later":{"a":[1,null]}}`:      60,
		` { "StatusFilter" : "TooManyErrors" } ` + "\n": 4,
		`{"NameFilter":"Teams notifier – salg","EventFilter":"sale.sold","StatusFilter":"Active"}`: 1,
		`{"NameFilter":"Teams notifier – salg","EventFilter":"sale.changed"}`:                      0,
	} {
		webhooks := list(t, base, "", body)
		if len(webhooks) != want {
			t.Errorf("%s gives %d, want %d", body, len(webhooks), want)
		}
	}
}

func TestABodyMayComeInJSONAndXML(t *testing.T) {
	base := start(t, sandbox.Options{})
	json := `{"EventFilter":"quote.sent","StatusFilter":"Stopped"}`
	xml := `<?xml version="1.0" encoding="utf-8"?><request><StatusFilter>Stopped</StatusFilter><EventFilter>quote.sent</EventFilter></request>`
	for contentType, body := range map[string]string{
		"application/json":                       json,
		"Application/JSON; charset=UTF-8":        json,
		"application/xml":                        xml,
		"text/xml; charset=utf-8":                xml,
		`application/json; charset="utf-8"; x=y`: json,
	} {
		if got := list(t, base, "", body, "Content-Type", contentType); len(got) != 1 || got[0]["Name"] != "E-signering av tilbud (test)" {
			t.Errorf("%s gives %v", contentType, got)
		}
	}
	for _, contentType := range []string{"", "text/plain", "application/x-www-form-urlencoded", "json", "multipart/form-data", ";"} {
		got := call(t, base, `{}`, "Content-Type", contentType)
		if got.status != http.StatusUnsupportedMediaType {
			t.Errorf("%q gives %d", contentType, got.status)
		}
		wantMessage(t, got)
	}
}

func TestAMalformedBodyIsRefused(t *testing.T) {
	base := start(t, sandbox.Options{})
	for _, body := range []string{
		``, ` `, `null`, ` null `, `[]`, `"x"`, `7`, `{`, `{}{}`, `{"NameFilter":}`, `{"NameFilter":7}`, `{"NameFilter":["x"]}`,
		`{"StatusFilter":1}`, `{"StatusFilter":"Disabled"}`, `{"StatusFilter":"active"}`, `{"StatusFilter":"Active "}`,
		"\x00", "\xff\xfe", strings.Repeat(`{"a":`, 20000),
	} {
		got := call(t, base, body)
		if got.status != http.StatusBadRequest {
			t.Errorf("%.40q gives %d", body, got.status)
		}
		wantMessage(t, got)
	}
	if got := call(t, base, "<request>", "Content-Type", "text/xml"); got.status != http.StatusBadRequest {
		t.Errorf("XML that does not end gives %d", got.status)
	}
}

func TestABodyOverAMebibyteIsRefused(t *testing.T) {
	base := start(t, sandbox.Options{})
	fits := `{"NameFilter":"` + strings.Repeat("x", 1<<20-17) + `"}`
	if got := call(t, base, fits); got.status != http.StatusOK || string(got.body) != `[]` {
		t.Errorf("%d bytes give %d", len(fits), got.status)
	}
	got := call(t, base, fits+" ")
	if got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("%d bytes give %d", len(fits)+1, got.status)
	}
	wantMessage(t, got)
}
