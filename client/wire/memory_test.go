package wire_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"crmhooks/client/failure"
	"crmhooks/client/webhook"
	"crmhooks/client/wire"
)

// repeating is an answer that begins, and then repeats something so many times; 0 for one without an end.
type repeating struct {
	begin, again string
	times        int
	rest         string
}

// Read writes as much as fits.
func (r *repeating) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.times--; r.times == 0 {
			r.times = 1 // and so it stays
			return 0, io.EOF
		}
		r.rest = strings.Repeat(r.again, max((64<<10)/len(r.again), 1))
		if r.begin != "" {
			r.begin, r.rest = "", r.begin+r.rest
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// heldBy is how much of the heap a list takes, prepared for questions.
func heldBy(t *testing.T, read func() []webhook.Webhook) (l *webhook.List, held int64) {
	t.Helper()
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	l = webhook.NewList(read())
	held = heap() - before
	runtime.KeepAlive(l)
	return l, held
}

// Rows without an end are kept until they take more than their bytes can explain. What came stays.
func TestRowsWithoutEndEndInOrder(t *testing.T) {
	for name, row := range map[string]string{
		"empty": "{},", "with an id": `{"WebhookId":1},`, "repeated members": `{"A":1,"A":1},`, "people": `{"ErrorAssociates":[{},{},{},{},{},{},{},{}]},`,
		"events": `{"Events":["","","","","","","",""]},`, "headers": `{"Headers":{"":"","":"","":""}},`, "odd": `{"Name":1,"Type":2,"Events":3,"Headers":4},`,
	} {
		t.Run(name, func(t *testing.T) {
			var came int64
			list, held := heldBy(t, func() []webhook.Webhook {
				result, err := readFrom(&repeating{begin: "[", again: row})
				if err != nil || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.TooMany}) {
					t.Fatalf("%v, %v", result.Incomplete, err)
				}
				if said := fmt.Sprint(len(result.Webhooks)); !strings.Contains(result.Incomplete.Error(), said+" are kept") {
					t.Errorf("%s webhooks came, and %v", said, result.Incomplete)
				}
				came = result.Bytes
				return result.Webhooks
			})
			if n := len(list.Webhooks); n < 10_000 || n > 200_000 {
				t.Errorf("%d webhooks are kept", n)
			}
			if most := 96<<20 + 32*came; held > most {
				t.Errorf("%d MiB are held of %d bytes", held>>20, came)
			}
		})
	}
}

// Rows of an id and a state are the smallest that a server is asked for: there may be many of them.
func TestTheSmallestRealRowsAreNoBomb(t *testing.T) {
	rows := &repeating{begin: "[", again: `{"WebhookId":12345,"State":"Active"},`, times: 80}
	result, err := readFrom(rows)
	if err != nil || len(result.Webhooks) < 120_000 || !errors.Is(result.Incomplete, &failure.Error{Kind: failure.Truncated}) {
		t.Errorf("%d webhooks, %v, %v", len(result.Webhooks), result.Incomplete, err)
	}
}

// Of one webhook a mebibyte of lists is kept, whatever they are made of, and that is said.
func TestOneWebhookIsBounded(t *testing.T) {
	const most = 4 << 20 // as masks are longer than what they stand for
	for name, body := range map[string]string{
		"events":       `"Events":[` + strings.Repeat(`"",`, 4<<20) + `""]`,
		"headers":      `"Headers":{` + strings.Repeat(`"token":"a",`, 1<<20) + `"":""}`,
		"values":       `"Headers":{` + strings.Repeat(`"":1,`, 2<<20) + `"":""}`,
		"properties":   `"Properties":{` + strings.Repeat(`"":1,`, 2<<20) + `"":""}`,
		"one property": `"Properties":{"a":[` + strings.Repeat(`"ab",`, 2<<20) + `""]}`,
		"masked":       `"Properties":{"token":[` + strings.Repeat(`12345678,`, 1<<20) + `1]}`,
		"pairs":        `"Properties":{"a":[` + strings.Repeat(`{"name":"pin","value":1},`, 500_000) + `1]}`,
		"people":       `"ErrorAssociates":[` + strings.Repeat(`{},`, 4<<20) + `{}]`,
		"ids":          `"ErrorAssociates":[` + strings.Repeat(`1,`, 4<<20) + `1]`,
		"mails":        `"ErrorEmails":[` + strings.Repeat(`"",`, 4<<20) + `""]`,
		"others":       strings.Repeat(`"":1,`, 2<<20) + `"":""`,
		"odd members":  strings.Repeat(`"Name":[],`, 1<<20) + `"":""`,
		"an associate": `"UpdatedAssociate":{` + strings.Repeat(`"":1,`, 2<<20) + `"":""}`,
	} {
		t.Run(name, func(t *testing.T) {
			list, held := heldBy(t, func() []webhook.Webhook { return decoded(t, `[{"WebhookId":1,`+body+`},{"WebhookId":2}]`).Webhooks })
			if held > most {
				t.Errorf("%d bytes are held", held)
			}
			w := list.Webhooks[0]
			if len(list.Webhooks) != 2 || !strings.Contains(strings.Join(w.Details().Anomalies, "\n"), "crmhooks keeps 1 MiB of one webhook: the rest of ") {
				t.Errorf("%d webhooks, and only %q is said", len(list.Webhooks), w.Details().Anomalies)
			}
		})
	}
}

// A text does not keep the answer that it is a part of.
func TestTextsDoNotHoldTheirAnswer(t *testing.T) {
	long := strings.Repeat("Qz7xKv3Wj9", 1<<20)
	for name, body := range map[string]string{
		"secret": `"Secret":"` + long + `"`, "masked header": `"Headers":{"Token":"` + long + `"}`, "header": `"Headers":{"A":"` + long + `"}`, "name": `"Name":"` + long + `"`,
		"target": `"TargetUrl":"https://h.example.com/` + long + `"`, "property": `"Properties":{"pin":"` + long + `"}`, "associate": `"UpdatedAssociate":{"Name":"` + long + `"}`,
		"saved usage": `"webhook_usage":{"last_error":"` + long + `"}`, "date": `"Updated":"` + long + `"`, "number": `"Properties":{"a":1` + strings.Repeat("0", 10<<20) + `}`,
	} {
		list, held := heldBy(t, func() []webhook.Webhook { return decoded(t, `[{"WebhookId":1,`+body+`}]`).Webhooks })
		if held > 512<<10 {
			t.Errorf("%s: %d bytes are held of %d webhooks", name, held, len(list.Webhooks))
		}
	}
}

// Associates are shared, and remembered within bounds.
func TestDifferentAssociatesAreBounded(t *testing.T) {
	var body strings.Builder
	for i := range 50 {
		fmt.Fprintf(&body, `{"WebhookId":%d,"UpdatedAssociate":{"Id":%d,"Name":"%s"}},`, i, i, strings.Repeat("x", 1<<20))
	}
	_, held := heldBy(t, func() []webhook.Webhook { return decoded(t, "["+body.String()+`{"WebhookId":0}]`).Webhooks })
	if held > 4<<20 {
		t.Errorf("%d MiB are held", held>>20)
	}
}

// Nothing that is taken over from an earlier answer keeps the rest of that in memory.
func TestAnEarlierAnswerIsLetGo(t *testing.T) {
	gone := make(chan int, 1)
	first := decoded(t, `[{"WebhookId":1},{"WebhookId":2,"Name":"a"},{"WebhookId":3}]`)
	known := []*webhook.Webhook{}
	for _, w := range first.Webhooks {
		known = append(known, &w)
	}
	runtime.AddCleanup(known[1], func(int) { gone <- 0 }, 0)
	second, err := wire.Decode(context.Background(), strings.NewReader(`[{"WebhookId":1},{"WebhookId":2,"Name":"b"},{"WebhookId":3}]`), wire.Options{Requested: webhook.AllFields, MaxBytes: most, Known: known})
	if err != nil || second.Webhooks[0].Rest != first.Webhooks[0].Rest || second.Webhooks[1].Rest == first.Webhooks[1].Rest {
		t.Fatalf("%+v, %v", second, err)
	}
	known, first = nil, webhook.Result{}
	for range 100 {
		runtime.GC()
		select {
		case <-gone:
			runtime.KeepAlive(second)
			return
		default:
		}
	}
	t.Error("it is still in memory")
}
