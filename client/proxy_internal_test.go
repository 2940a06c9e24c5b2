package client

import (
	"strings"
	"testing"
)

func TestOnlyProxiesOfAKnownSchemeAreUsed(t *testing.T) {
	for written, accepted := range map[string]bool{
		"": true, "proxy.example.com:3128": true, "http://proxy.example.com": true, "HTTPS://proxy.example.com": true, "socks5://u:hunter2@proxy.example.com": true,
		"socks5h://proxy.example.com": true, "gopher://u:hunter2@proxy.example.com": false, "socks4://proxy.example.com": false, "file:///etc/passwd": false, "://x": false,
	} {
		err := checkProxy("HTTPS_PROXY", written)
		if (err == nil) != accepted || err != nil && (strings.Contains(err.Error(), "hunter2") || !strings.Contains(err.Error(), "HTTPS_PROXY names no http")) {
			t.Errorf("%q: %v", written, err)
		}
	}
}
