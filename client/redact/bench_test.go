package redact_test

import (
	"fmt"
	"strings"
	"testing"

	"crmhooks/client/redact"
)

// hostile are pieces that, repeated, make the finders try again and again.
var hostile = map[string]string{
	"words": "superoffice", "slashes": "/", "empty": "//", "segments": "/a", "colons": ":", "pairs": "a=b&", "semicolons": ";", "percent": "%41", "escapes": "%3f", "names": "key=", "tokens": "token/", "at": "@", "query": "?a=b",
	"hash": "#", "keys": "sk-", "pairs of names": "key: ", "json": `{"a":"`, "quotes": `\"`, "random": "a1B2c3D4e5F6", "uuid": "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "hex": "0a1b2c3d4e5f6071", "base64": "dXNlcjpwYXNz", "blanks": " ",
	"tickets": "8A:", "vendor keys": "8A:a.bcdefgh ", "addresses": "https://h.example.com/in?k=v ", "elements": "<a ", "letters": "ø", "invalid": "\xff", "lines": "key:\n", "capitals": "aB", "schemes": "bearer ", "masks": "********", "apart": `"name":"x","value":"`,
	"dots": "a.b.", "quoted keys": `'key':'`, "commas": ",", "pem": "-----BEGIN", "slack": "https://hooks.slack.com/services/",
}

func functions(came string) map[string]func() {
	return map[string]func(){
		"Name":              func() { redact.Name(came) },
		"KeyName":           func() { redact.KeyName(came) },
		"Value":             func() { redact.Value(came) },
		"Target":            func() { redact.Target("https://h.example.com/" + came) },
		"TargetCredentials": func() { redact.TargetCredentials("https://h.example.com/" + came) },
		"Text":              func() { redact.Text(came) },
		"Hidden":            func() { redact.Hidden(came, "https://********@h.example.com/********") },
	}
}

// What takes the time of each function grows with the length of its text alone: compare 1 KiB, 32 KiB and 1 MiB.
func BenchmarkLongTexts(b *testing.B) {
	for _, size := range []int{1 << 10, 32 << 10, 1 << 20} {
		for kind, piece := range hostile {
			came := strings.Repeat(piece, size/len(piece)+1)[:size]
			for name, call := range functions(came) {
				b.Run(fmt.Sprintf("%s/%s/%dKiB", name, strings.ReplaceAll(kind, " ", "_"), size>>10), func(b *testing.B) {
					b.SetBytes(int64(size))
					for b.Loop() {
						call()
					}
				})
			}
		}
	}
}

func BenchmarkTarget(b *testing.B) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		came, _ := braced(receivers[i%len(receivers)])
		redact.Target(came)
	}
}

func BenchmarkValue(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		redact.Value("Nordlys Kaffe AS, avdeling Bergen")
	}
}
