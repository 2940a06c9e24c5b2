package redact_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"unicode/utf8"

	"crmhooks/client/redact"
)

// stable are the properties of every function that masks: what is valid stays valid, and masking twice changes nothing more.
func stable(t *testing.T, mask func(string) string, came string) {
	t.Helper()
	once := mask(came)
	if utf8.ValidString(came) && !utf8.ValidString(once) {
		t.Errorf("%q became %q, which is not valid", came, once)
	}
	if twice := mask(once); twice != once {
		t.Errorf("%q became\n%q, and then\n%q", came, once, twice)
	}
}

func FuzzTarget(f *testing.F) {
	for _, address := range receivers {
		came, _ := braced(address)
		f.Add(came)
	}
	for _, came := range []string{"//u:p@h", `https:\/\/u:p@h\/token\/x`, "h/%", "h/%zz%3ftoken=%", "https://u:x?y@h", "a://b//c://d@e", "https://h/a%2Fb%3Dc?%3d=%&;&", "token=x", "8A:a.bcdefghij", "https://h/key/-----BEGIN x", "Api.telegrAm.org/Bot 000000A000A0",
		"tokey=#//", "7T:Primary key:m", "*@-----BEGIN//", "8A:1.efgh//@", "hook.make.com\";/t", "/:;7qw8drnetabc%ab:", `:m\@ :\:y`, `:A\@ 0:\:A`, "//[5ty6.m.pipedream.net:>", "/[:<pw%3d]", `:,session%3d:0\@`, "a/sessid%3d%3fcefghkkari", "'%;key=a%3fw8Er5Ty6Ui#//"} {
		f.Add(came)
	}
	f.Fuzz(func(t *testing.T, came string) {
		stable(t, redact.Target, came)
		redact.TargetCredentials(came)
		redact.Hidden(came, redact.Target(came))
	})
}

func FuzzValue(f *testing.F) {
	for _, came := range []string{"Bearer x", "user=a; password=b", "8A:Cust12345.a1b2c3d4 and https://u:p@h/x?k=v", "Primary key: id", "7T:abcdefgh", "dXNlcjpwYXNzd29yZA==", "https://h/ https://g?x=1#y", "sk_live_a1b2c3d4", "0//? &0 //=0",
		"Bearer d?\n//", "basic c\n7qw8pedrne7A%de?//", "//<\\hooks/5f3e2d1c0b9a8f7e6d5c4b3a/f,7w8edrnetB00%3a"} {
		f.Add(came)
	}
	f.Fuzz(func(t *testing.T, came string) { stable(t, redact.Value, came) })
}

func FuzzText(f *testing.F) {
	for _, came := range []string{"Authorization: Bearer x\n y\nServer: z", `{"a":{"token":["x","y"]},"b":"https:\/\/u:p@h\/x?k=v"}`, "<password>x</password>", `"name":"key","value":"x"`, "tokens: [\n x\n]\n", "8A:C1.abcdefgh", `key="a""b"`} {
		f.Add(came)
	}
	f.Fuzz(func(t *testing.T, came string) {
		once := redact.Text(came)
		if utf8.ValidString(came) && !utf8.ValidString(once) {
			t.Errorf("%q became %q, which is not valid", came, once)
		}
		redact.Text(once)
	})
}

func FuzzName(f *testing.F) {
	for name := range strings.FieldsSeq(credentialNames + plainNames) {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if redact.KeyName(name) && !redact.Name(name) {
			t.Errorf("%q is a key itself, and no credential", name)
		}
		if trimmed := strings.Trim(name, "-_ "); redact.Name(trimmed) != redact.Name(name) {
			t.Errorf("%q and %q differ", name, trimmed)
		}
	})
}

// FuzzPlanted plants a token in the place of the credential of each known receiver, written in the ways that tokens are.
func FuzzPlanted(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), uint(0), uint(0))
	f.Add([]byte("\x00\xff\x10 ordinary words"), uint(7), uint(1))
	f.Add([]byte("zzzzzzzzzzzz"), uint(20), uint(2))
	f.Fuzz(func(t *testing.T, random []byte, which, how uint) {
		if len(random) < 9 {
			return
		}
		token := base64.RawURLEncoding.EncodeToString(random)
		switch how % 3 {
		case 1:
			token = strings.ToLower(strings.NewReplacer("-", "x", "_", "y").Replace(token))
		case 2:
			token = encoded(token)
		}
		address := receivers[which%uint(len(receivers))]
		if strings.Contains(address, "h.example.com/token") { // no receiver: a token that reads like a word shows
			return
		}
		for place := range strings.Count(address, "{") {
			came := strings.ReplaceAll(planting(address, place), "\x00", token)
			if got := redact.Target(came); strings.Contains(got, token) {
				t.Errorf("%s became %s", came, got)
			}
		}
	})
}
