package address_test

import (
	"testing"

	"crmhooks/client/address"
)

func TestParse(t *testing.T) {
	for s, want := range map[string]bool{
		"https://crm.example.com/api": true, "http://localhost:8080": true, "HTTPS://crm.example.com": true, "http://[::1]:80/x?y#z": true,
		"": false, "crm.example.com": false, "ftp://crm.example.com": false, "https://": false, "https://:443": false, "http://a b": false, "mailto:a@example.com": false,
	} {
		if u, got := address.Parse(s); got != want || got == (u == nil) {
			t.Errorf("%q: %v, %v", s, u, got)
		}
	}
}
