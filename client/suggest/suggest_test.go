package suggest_test

import (
	"strings"
	"testing"

	"crmhooks/client/suggest"
)

func TestTheNearestWord(t *testing.T) {
	words := []string{"sod", "qaonline", "online", "target", "terminal"}
	for got, want := range map[string]string{
		"onlin": "online", "ONLINE": "online", "traget": "target", "termnal": "terminal", "osd": "sod", "prod": "", "": "", "x": "", strings.Repeat("online", 50): "",
	} {
		if near := suggest.Nearest(got, words); near != want {
			t.Errorf("nearest to %.20q is %q, want %q", got, near, want)
		}
	}
	if got := suggest.Among("onlin", words[:3]); got != "sod, qaonline or online; the nearest is online" {
		t.Errorf("among: %q", got)
	}
	if got := suggest.Among("x", words[:1]); got != "sod" {
		t.Errorf("among one: %q", got)
	}
}

func TestPlainNames(t *testing.T) {
	for name, want := range map[string]string{"ordinær": "ordinær", "a\nb": "a b", "a\x1b[31mb": "a\ufffdb", "a\u202eb": "a\ufffdb"} {
		if got := suggest.Plain(name); got != want {
			t.Errorf("%q became %q, want %q", name, got, want)
		}
	}
	if got := suggest.Plain(strings.Repeat("ø", 300)); got != strings.Repeat("ø", 200)+"..." {
		t.Errorf("a long name became %q", got)
	}
}
