package wire

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"crmhooks/client/failure"
	"crmhooks/client/redact"
	"crmhooks/client/sandbox/sandboxtest"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// reference reads an answer element by element with the tolerant decoder alone. What is read in batches is held to it.
func reference(r io.Reader, o Options) (webhook.Result, error) {
	d := newDecoder(context.Background(), r, o)
	d.plain = true
	return d.decode()
}

// pieces is a reader that gives its bytes in pieces of any size, and fails at the end if it is told so.
type pieces struct {
	left []byte
	size *rand.Rand
	err  error
}

func (p *pieces) Read(b []byte) (int, error) {
	if len(p.left) == 0 {
		return 0, p.err
	}
	n := copy(b, p.left[:min(len(p.left), 1+p.size.IntN(1<<(1+p.size.IntN(16))))])
	p.left = p.left[n:]
	return n, nil
}

// told is all that a result says, in a form that can be compared. body is a text that its hidden credentials are looked for in.
func told(result webhook.Result, err error, body string) string {
	var all strings.Builder
	say := func(of string, v any) { fmt.Fprintf(&all, "%s: %v\n", of, v) }
	say("error", failed(err))
	say("incomplete", failed(result.Incomplete))
	say("warnings", result.Warnings)
	if err == nil && result.Incomplete == nil && len(result.Warnings) == 0 { // otherwise the reading ends somewhere behind the fault
		say("bytes", result.Bytes)
	}
	for i := range result.Webhooks {
		w := result.Webhooks[i]
		d := *w.Details()
		say("secret", fmt.Sprint(w.ID, w.Occurrence)+fmt.Sprint(w.Secret.Set(), w.Secret.Known(), w.Secret.Fingerprint()))
		say("hidden", d.Hidden.Mask(body, secret.Secret{}))
		d.Hidden, w.Secret, w.Rest = secret.Credentials{}, secret.Secret{}, nil
		for _, a := range []*webhook.Associate{d.RegisteredAssociate, d.UpdatedAssociate} {
			if a != nil {
				say("associate", fmt.Sprintf("%#v", *a))
			}
		}
		d.RegisteredAssociate, d.UpdatedAssociate = nil, nil
		for _, u := range []*webhook.Usage{w.Usage, w.Listed} {
			if u != nil {
				say("usage", fmt.Sprintf("%#v", *u))
			}
		}
		w.Usage, w.Listed = nil, nil
		say("dates", fmt.Sprint(w.Registered, w.Updated))
		w.Registered, w.Updated = w.Registered.UTC(), w.Updated.UTC()
		say("row", fmt.Sprintf("%#v", w))
		say("details", fmt.Sprintf("%#v", d))
	}
	return all.String()
}

// failed is an error without where in the bytes it is.
func failed(err error) string {
	var own *failure.Error
	if errors.As(err, &own) {
		return string(own.Kind) + " " + own.Detail
	}
	return fmt.Sprint(err)
}

// sameAsReference compares both ways to read a body, as it comes in pieces.
func sameAsReference(t *testing.T, body []byte, seed uint64, ending error, o Options) {
	t.Helper()
	reader := func() io.Reader { return &pieces{bytes.Clone(body), rand.New(rand.NewPCG(seed, 1)), ending} }
	want, wantErr := reference(reader(), o)
	got, gotErr := Decode(context.Background(), reader(), o)
	shown := strings.ToValidUTF8(string(body[:min(len(body), 2000)]), "?")
	if a, b := told(want, wantErr, shown), told(got, gotErr, shown); a != b {
		lines := strings.Split(b, "\n")
		for i, line := range strings.Split(a, "\n") {
			if i >= len(lines) || lines[i] != line {
				t.Fatalf("%.600q\nwant %.700s\ngot  %.700s", body, line, strings.Join(lines[min(i, len(lines)-1):min(i+1, len(lines))], ""))
			}
		}
		t.Fatalf("%.600q: more than the reference tells: %.500s", body, strings.Join(lines[len(strings.Split(a, "\n")):], "\n"))
	}
}

// ordinaryMembers are members that a row is read from, and odd ones among them.
var ordinaryMembers = []string{
	`"Name":"Orders Qz7xKv3Wj9 to ERP"`, `"Name":"a\u00f8\n\"b"`, `"Name":5`, `"Name":null`, `"name":"lower"`, `"Name":"` + "東京\u202e\x7f" + `"`,
	`"Events":["sale.sold","a.Qz7xKv3Wj9",""]`, `"Events":[]`, `"Events":["a",1]`, `"Events":"a.b, c.d"`, `"Events":null`, `"Events" : [ "sale.sold" , "x" ]`,
	`"TargetUrl":"https://u:Qz7xKv3Wj9@h.example.com/in?code=abc"`, `"TargetUrl":"https://h.example.com/Qz7xKv3Wj9Lp2Rt8"`, `"TargetUrl":"Script"`, `"TargetUrl":{}`,
	`"Type":"crmscript"`, `"Type":"webhook"`, `"Type":"Qz7xKv3Wj9"`, `"Type":7`,
	`"Secret":"Qz7xKv3Wj9Lp2Rt8Yn4Bc6"`, `"Secret":""`, `"Secret":null`, `"Secret":"********"`, `"Secret":12`, `"Secret":[ "Qz7xKv3Wj9" ]`, `"Secret":"a\u00e9"`,
	`"State":"Active"`, `"State":"TooManyErrors"`, `"State":3`, `"State":" stopped "`, `"State":"Paused"`, `"State":""`, `"State":null`, `"State":[]`, `"State":"active"`,
	`"Headers":{"X-Api-Key":"Qz7xKv3Wj9Lp2Rt8","X-Plain":"1.0"}`, `"Headers":{"X-Info":"Bearer Qz7xKv3Wj9Lp2Rt8Yn4"}`, `"Headers":{"X":{"token":"Qz7xKv3Wj9"}}`, `"Headers":{}`, `"Headers":[1]`, `"Headers":null`,
	`"Headers":{"X-Token":5,"":""}`, `"Headers":{"X-Token":""}`, `"Headers" : { "X-Api-Key" : "support_Qz7_v2" }`,
	`"Properties":{"a":1,"token":123456789,"note":"password=Qz7xKv3Wj9"}`, `"Properties":{"x":[{"name":"key","value":"Qz7xKv3Wj9"},{"b":[true,null]}]}`, `"Properties":{}`, `"Properties":"Qz7xKv3Wj9"`,
	`"Registered":"2024-06-10T08:30:00+02:00"`, `"Registered":"2024-06-10T08:30:00"`, `"Registered":"0001-01-01T00:00:00Z"`, `"Registered":"soon"`, `"Registered":5`, `"Registered":"2024-06-10T08:30:00.123Z"`,
	`"Updated":"2024-06-10T08:30:00+0200"`, `"Updated":"2024-06-10"`, `"Updated":null`, `"Updated":"2024-02-30T08:30:00Z"`,
	`"RegisteredAssociate":{"AssociateId":5,"Name":"kn","FullName":"Kari Qz7xKv3Wj9","Deleted":true}`, `"RegisteredAssociate":null`, `"RegisteredAssociate":"kn"`, `"UpdatedAssociate":{"Name":"x","y":{"token":"z"}}`,
	`"ErrorsEmail":"ops@example.com"`, `"ErrorsEmail":["a"]`, `"Description":"Sends to\nERP, password: Qz7xKv3Wj9"`, `"Description":""`, `"Description":0`,
	`"ErrorEmails":["a@b.c"]`, `"ErrorEmails":"a@b.c;d@e.f"`, `"ErrorAssociates":[{"Id":1},2,"x"]`, `"ErrorAssociates":{}`, `"NotifyVia":"Email"`, `"NotifyVia":1`, `"NotifyVia":{}`, `"NotifyWhen":3`,
	`"TotalCalls":10`, `"TotalCalls":-1`, `"TotalErrors":"3"`, `"ConsecutiveErrors":2`, `"ConsecutiveErrors":null`, `"LastError":"HTTP 500 Qz7xKv3Wj9"`, `"LastError":""`, `"LastError":null`, `"LastError":[]`,
	`"Future":"Qz7xKv3Wj9Lp2Rt8Yn4Bc6Md1Fg5Hs0A"`, `"ClientSecret":"Qz7xKv3Wj9"`, `"Future":{"x":[1,2]}`, `"Future":12345678901234567890`, `"webhook_usage":{"total_calls":4}`, `"webhook_usage":5`,
	`"other_application":true`, `"other_application":false`, `"RegisteredAssociate/Name":"x"`, `"\u004eame":"escaped"`, `"":1`, `"Bad":01`, `"Bad":"` + "\x01" + `"`, `"Bad":"\x"`, `"Bad":tru`, `"Bad":[1,]`, `"Bad":"` + "\xff\xc3" + `"`, `"Bad":"\ud800"`,
	`"Deep":` + strings.Repeat("[", 70) + strings.Repeat("]", 70),
}

// madeUp is a list of made up webhooks, ordinary in most of what it has.
func madeUp(r *rand.Rand) []byte {
	var out bytes.Buffer
	blanks := func() {
		if r.IntN(40) == 0 {
			out.WriteString([]string{" ", "\r\n\t", "  "}[r.IntN(3)])
		}
	}
	out.WriteByte('[')
	for i := range r.IntN(60) {
		if i > 0 && r.IntN(400) > 0 {
			blanks()
			out.WriteByte(',')
		}
		blanks()
		if r.IntN(150) == 0 {
			out.WriteString([]string{"null", "7", `"x"`, "[1]", "{}", "}", "]", "{"}[r.IntN(8)])
			continue
		}
		fmt.Fprintf(&out, `{"WebhookId":%d`, []int{i, 3, 1e9}[r.IntN(3)])
		for range r.IntN(14) {
			m := ordinaryMembers[r.IntN(len(ordinaryMembers))]
			if strings.HasPrefix(m, `"Bad"`) && r.IntN(20) > 0 {
				continue
			}
			blanks()
			out.WriteString("," + m)
		}
		blanks()
		out.WriteByte('}')
	}
	blanks()
	out.WriteByte(']')
	if r.IntN(10) == 0 {
		out.WriteString([]string{" ", "\n", "x", ",", `"unfinished`, "]"}[r.IntN(6)])
	}
	body := out.Bytes()
	if r.IntN(6) == 0 {
		body = body[:r.IntN(len(body)+1)]
	}
	return body
}

// ownLogin is a login that answers may repeat.
var ownLogin = []redact.Credential{{Text: "a.Qz7xKv3Wj9", Kind: redact.Login}}

// Whatever comes, in whatever pieces, is read as the tolerant decoder alone reads it.
func TestBatchesReadWhatTheReferenceReads(t *testing.T) {
	broke := errors.New("the connection broke")
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 0))
		o := Options{Tenant: "Cust1", Requested: webhook.AllFields, NoLastErrors: seed%5 == 0, MaxBytes: 1 << 30}
		if seed%7 == 0 {
			o.Own = ownLogin
		}
		body := madeUp(r)
		if seed%11 == 0 {
			o.MaxBytes = int64(r.IntN(len(body) + 1))
		}
		sameAsReference(t, body, seed, []error{io.EOF, io.EOF, io.EOF, broke}[seed%4], o)
	}
}

func TestLargeAnswersAreReadAsTheReferenceReadsThem(t *testing.T) {
	whole := sandboxtest.Generate(500)
	for name, body := range map[string][]byte{
		"whole": whole, "cut": whole[:len(whole)/2], "damaged": slices.Concat(whole[:200<<10], []byte(`"`), whole[200<<10:]),
		"with a large one":  slices.Concat([]byte(`[{"WebhookId":1,"Name":"`), bytes.Repeat([]byte("x"), 2<<20), []byte(`"},`), whole[1:]),
		"a false beginning": []byte(`[{"a":1},{"a":[0,{"a":2},{"a":3}]},{"a":4}` + strings.Repeat(`,{"a":[0,{"a":5}]}`, 20_000) + `]`),
		"blanks":            slices.Concat([]byte("["), bytes.Repeat([]byte(" "), 2<<20), whole[1:]),
	} {
		t.Run(name, func(t *testing.T) {
			sameAsReference(t, body, 1, io.EOF, Options{Requested: webhook.AllFields, MaxBytes: 1 << 30})
		})
	}
}

// FuzzBatches holds the reading in batches to the reference, for arbitrary bytes in arbitrary pieces.
func FuzzBatches(f *testing.F) {
	f.Add([]byte(sandboxtest.Sample()), uint64(1), false)
	for seed := range uint64(40) {
		f.Add(madeUp(rand.New(rand.NewPCG(seed, 2))), seed, seed%3 == 0)
	}
	for _, m := range ordinaryMembers {
		f.Add([]byte(`[{"WebhookId":1,`+m+`},{"WebhookId":2}]`), uint64(3), false)
	}
	f.Fuzz(func(t *testing.T, body []byte, seed uint64, own bool) {
		o := Options{Requested: webhook.AllFields, MaxBytes: 1 << 24}
		if own {
			o.Own = ownLogin
		}
		sameAsReference(t, body, seed, io.EOF, o)
	})
}

// changed is an answer with some of its elements changed, left out, repeated or in another place.
func changed(r *rand.Rand, body []byte) []byte {
	elements := bytes.SplitAfter(body, []byte("},"))
	for range r.IntN(6) {
		i, k := r.IntN(len(elements)), r.IntN(len(elements))
		switch r.IntN(4) {
		case 0:
			elements[i], elements[k] = elements[k], elements[i]
		case 1:
			elements[i] = bytes.Replace(elements[i], []byte("Qz7"), []byte("Qz8"), 1)
		case 2:
			elements = slices.Insert(elements, i, elements[k])
		default:
			elements = slices.Delete(elements, i, i+1)
			elements = append(elements, []byte("]"))
		}
	}
	return bytes.Join(elements, nil)
}

// What came before is not read again, and the result is the same.
func TestWhatIsKnownIsReadAsTheReferenceReadsIt(t *testing.T) {
	reused := 0
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 5))
		o := Options{Tenant: "Cust1", Requested: webhook.AllFields, MaxBytes: 1 << 30}
		body := madeUp(r)
		first, _ := Decode(context.Background(), bytes.NewReader(body), o)
		before := map[webhook.Detailer]bool{}
		for i := range first.Webhooks {
			w := &first.Webhooks[i]
			w.SetUsage(webhook.Usage{Counted: true, Calls: 7, LastError: "x"}) // as a list joins them
			if r.IntN(2) == 0 {
				w.Details()
			}
			o.Known = append(o.Known, w)
			before[w.Rest] = true
		}
		body = changed(r, body)
		sameAsReference(t, body, seed, io.EOF, o)
		second, _ := Decode(context.Background(), bytes.NewReader(body), o)
		for i := range second.Webhooks {
			if before[second.Webhooks[i].Rest] {
				reused++
			}
		}
		other := o
		for _, change := range []func(){func() { other.Own = ownLogin }, func() { other.Tenant = "Cust2" }, func() { other.NoLastErrors = true }, func() { other.Requested = webhook.FieldID }} {
			other = o
			change()
			sameAsReference(t, body, seed, io.EOF, other)
		}
	}
	if reused < 100 {
		t.Errorf("%d webhooks were known", reused)
	}
}
