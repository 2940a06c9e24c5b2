package redact_test

import (
	"testing"

	"crmhooks/client/redact"
)

// A server's own words may hold anybody's credentials.
func TestCredentialsOfOthersInWhatAServerSays(t *testing.T) {
	own := redact.NewRepeats(nil, redact.Credential{Text: "Qz7#vKxWj-9fGhYq0ZrT", Kind: redact.Login})
	for said, want := range map[string]string{
		"login password=hQ7vLm2xTz9KpW4s":                               "login password=********",
		"connect https://u:hQ7vLm2xTz9KpW4s@db/ failed":                 "connect https://********@db/ failed",
		"sent AKIAIOSFODNN7EXAMPLE xoxb-123456789012-abcdefABCDEF":      "sent ******** ********",
		"first line\nX-Api-Key: hQ7vLm2xTz9KpW4s\nthe\tthird":           "first line X-Api-Key: ******** the third",
		`{"token":"hQ7vLm2xTz9KpW4s","status":401}`:                     `{"token":"********","status":401}`,
		"another's Bearer abc and Qz7#vKxWj-9f":                         "another's Bearer ******** and ********",
		"password=Qz7#vKxWj-9fGhYq0ZrT":                                 "password=********",
		"There is nothing at /Cust00002/api for 8A:Cust00002.a1b2c3d4e": "There is nothing at /Cust00002/api for 8A:Cust00002.********",
		"The agent is not granted to this application.":                 "The agent is not granted to this application.",
	} {
		if got := redact.Message(said, own); got != want {
			t.Errorf("%q became %q, want %q", said, got, want)
		}
	}
}
