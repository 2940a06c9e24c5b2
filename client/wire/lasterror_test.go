package wire_test

import (
	"strings"
	"testing"

	"crmhooks/client/failure"
	"crmhooks/client/redact"
	"crmhooks/client/wire"
)

// lastError is the text in an answer of this body.
func lastError(body string) (string, error) {
	return wire.LastError(strings.NewReader(body), most, redact.NewRepeats(nil))
}

func TestTheFormsOfALastError(t *testing.T) {
	for body, want := range map[string]string{
		`""`:                           "",
		`null`:                         "", // a failure comes as an object
		` " \r\n\t " `:                 "",
		"\ufeff\r\n \"late\" \n":       "late",
		`"a\r\nb\nc\td"`:               "a\nb\nc d",
		`"  around  \n"`:               "around",
		`"\u00e6\u6771\ud83d\ude00 æ"`: "æ東😀 æ",
		"\"no UTF-8 \xff\xfe here\"":   "no UTF-8 \ufffd here",
		`"\ud800 half a character"`:    "\ufffd half a character",
		`"what follows" is left out`:   "what follows",
		`"{\"message\":\"no\"}"`:       `{"message":"no"}`,
		`"null"`:                       "null",
	} {
		if got, err := lastError(body); err != nil || got != want {
			t.Errorf("%q gives %q, %v, want %q", body, got, err, want)
		}
	}
	for body, want := range map[string]failure.Kind{
		`{}`: failure.WrongAnswer, `{"WebhookId":7,"LastError":["x"]}`: failure.WrongAnswer, `["x"]`: failure.WrongAnswer, `7`: failure.WrongAnswer, `false`: failure.WrongAnswer,
		`{"Error":true,"ErrorMessage":"There is no webhook 7."}`: failure.ErrorAnswer, `{"Message":"No."}`: failure.ErrorAnswer,
		``: failure.EmptyAnswer, `<html>`: failure.HTMLAnswer, `"cut`: failure.Truncated, `{"cut`: failure.Truncated, `nul`: failure.Truncated, `nothing`: failure.NotJSON,
		`HTTP/1.1 500`: failure.NotJSON, `"a` + "\n" + `b"`: failure.NotJSON, `"` + strings.Repeat("a", 20<<20) + `"`: failure.TooLarge,
	} {
		if got, err := lastError(body); kind(t, err) != want || got != "" {
			t.Errorf("%.40q: %q, %v, want %s", body, got, err, want)
		}
	}
}
