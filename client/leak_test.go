package client_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"crmhooks/client/failure"
	"crmhooks/client/webhook"
)

// everyText collects every text that can be reached from a value, through unexported fields, pointers, maps and bytes too.
func everyText(v reflect.Value, seen map[unsafe.Pointer]bool) string {
	switch v.Kind() {
	case reflect.String:
		return v.String() + "\n"
	case reflect.Pointer:
		if v.IsNil() || seen[v.UnsafePointer()] {
			return ""
		}
		seen[v.UnsafePointer()] = true
		return everyText(v.Elem(), seen)
	case reflect.Interface:
		if v.IsNil() {
			return ""
		}
		return everyText(v.Elem(), seen)
	}
	var all strings.Builder
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			all.WriteString(everyText(v.Field(i), seen))
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 && v.Kind() == reflect.Slice {
			return string(v.Bytes()) + "\n"
		}
		for i := range v.Len() {
			all.WriteString(everyText(v.Index(i), seen))
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			all.WriteString(everyText(key, seen) + everyText(v.MapIndex(key), seen))
		}
	}
	return all.String()
}

func textsOf(v any) string { return everyText(reflect.ValueOf(v), map[unsafe.Pointer]bool{}) }

func TestTheWalkFindsWhatIsThere(t *testing.T) {
	key := []byte(planted)
	type inner struct{ hidden *[]byte }
	for _, control := range []any{
		planted, struct{ a any }{inner{&key}}, map[string][]string{"x": {planted}}, map[string]int{planted: 1}, &webhook.Webhook{Rest: &webhook.Details{Anomalies: []string{planted}}},
		webhook.Result{Incomplete: &failure.Error{Detail: planted}}, fmt.Errorf("x: %w", &failure.Error{Detail: planted}),
	} {
		if !leaks(textsOf(control)) {
			t.Errorf("the walk does not find the credential in %T", control)
		}
	}
}

// Every place in which a credential can come, and what is left to be seen of the place.
func TestNothingThatIsReachedFromAResultHoldsACredential(t *testing.T) {
	key := planted[4:] // no part of it is a sign of its own in an address
	quoted := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for object, stays := range map[string]string{
		`"Secret":` + quoted(key):                                                                "",
		`"Secret":[` + quoted(key) + `]`:                                                         "Secret came as a list",
		`"secret":{"a":` + quoted(key) + `}`:                                                     "secret came as an object",
		`"TargetUrl":` + quoted("https://u:"+key+"@h.example.com/in"):                            "@h.example.com/in",
		`"TargetUrl":` + quoted("https:/u:"+key+"@h.example.com/in"):                             "@h.example.com/in",
		`"TargetUrl":` + quoted(`https:\\u:`+key+"@h.example.com/in"):                            "@h.example.com/in",
		`"TargetUrl":` + quoted("https:///u:"+key+"@h.example.com/in"):                           "@h.example.com/in",
		`"TargetUrl":` + quoted("https://u:x?"+key+"@h.example.com"):                             "https://",
		`"TargetUrl":` + quoted("https://u:"+key+"?x@h.example.com"):                             "https://",
		`"TargetUrl":` + quoted("https://a.example.com/ https://u:"+key+"@h.example.com/in"):     "@h.example.com/in",
		`"TargetUrl":` + quoted("https://h.example.com/?a="+key+"&b="+key+"#"+key):               "h.example.com/?a=",
		`"Type":"crmscript","TargetUrl":` + quoted("https://u:"+key+"@h.example.com"):            "@h.example.com",
		`"TargetUrl":[` + quoted("https://u:"+key+"@h.example.com") + `]`:                        "@h.example.com",
		`"Headers":{"Authorization":` + quoted(key) + `}`:                                        "Authorization",
		`"Headers":{"X-Info":` + quoted("Bearer "+key) + `}`:                                     "X-Info",
		`"Headers":{"X-Info":{"password":` + quoted(key) + `,"on":true}}`:                        `"on":true`,
		`"Headers":{"X-Info":` + quoted("user=kn; password="+key) + `}`:                          "X-Info",
		`"Headers":` + quoted("X-Api-Key: "+key):                                                 "Headers came as a text",
		`"Headers":[{"Name":"X-Any","Value":` + quoted(key) + `}]`:                               "Headers came as a list",
		`"Properties":{"a":[{"clientSecret":` + quoted(key) + `,"plain":"stays"}]}`:              "stays",
		`"Properties":{"config":` + quoted(`{"token":`+quoted(key)+`}`) + `}`:                    "config",
		`"Properties":{"deep":` + quoted(quoted(`{"token":`+quoted(key)+`}`)) + `}`:              "deep",
		`"Properties":{"connection":` + quoted("Server=db;Uid=kn;Pwd="+key+";") + `}`:            "connection",
		`"Properties":{"log":` + quoted("see https://h.example.com/\nAuthorization: "+key) + `}`: "log",
		`"Properties":{"a":` + quoted(`["https://h.example.com","https://u:`+key+`@g"]`) + `}`:   "h.example.com",
		`"Properties":{"a":` + quoted("https://h.example.com/?token="+key) + `}`:                 "h.example.com/?token=",
		`"Properties":[` + quoted("Bearer "+key) + `]`:                                           "Properties came as a list",
		`"RegisteredAssociate":{"Name":"kn","ExtraFields":{"apiKey":` + quoted(key) + `}}`:       "kn",
		`"UpdatedAssociate":` + quoted("token="+key):                                             "UpdatedAssociate came as a text",
		`"ClientSecret":` + quoted(key):                                                          "ClientSecret",
		`"Future":{"x":[` + quoted("sk_live_abcdef "+key) + `]}`:                                 "Future",
	} {
		result := decoded(t, `[{`+object+`}]`)
		texts := textsOf(result) // before the details are read, and after
		result.Webhooks[0].Details()
		texts += textsOf(result)
		if leaks(texts) {
			t.Errorf("%s leaves\n%s", object, texts)
		}
		if !strings.Contains(texts, stays) {
			t.Errorf("%s loses %q:\n%s", object, stays, texts)
		}
	}
}
