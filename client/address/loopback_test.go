package address_test

import (
	"testing"

	"crmhooks/client/address"
)

func TestLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost": true, "127.0.0.1": true, "127.9.8.7": true, "::1": true, "[::1]": true, "::ffff:127.0.0.1": true, "::1%lo": true,
		"": false, "localhost.example.com": false, "127.0.0.1.example.com": false, "127.1": false, "0.0.0.0": false, "::": false, "128.0.0.1": false, "10.0.0.1": false,
	} {
		if got := address.Loopback(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}
