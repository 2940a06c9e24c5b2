package format

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"
	"time"

	"crmhooks/client/redact"
	"crmhooks/client/webhook"
)

// JSON writes webhooks as an array with the API's member names: what the answer held, cleaned and masked. It can be read again as a saved list.
func JSON(w io.Writer, hooks []*webhook.Webhook) error {
	if len(hooks) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	out := bufio.NewWriter(w) // Flush reports what fails
	for i, hook := range hooks {
		separator := ",\n  "
		if i == 0 {
			separator = "[\n  "
		}
		_, _ = out.WriteString(separator)
		var one bytes.Buffer // one by one, as all of them are several times the answer
		_ = json.Indent(&one, object(hook), "  ", "  ")
		_, _ = out.Write(one.Bytes())
	}
	_, _ = out.WriteString("\n]\n")
	return out.Flush()
}

// NDJSON writes one webhook a line.
func NDJSON(w io.Writer, hooks []*webhook.Webhook) error {
	for _, hook := range hooks {
		if _, err := w.Write(append(object(hook), '\n')); err != nil {
			return err
		}
	}
	return nil
}

// IndentedJSON is one webhook as JSON of several lines.
func IndentedJSON(hook *webhook.Webhook) string { return indent(string(object(hook))) }

// indent lays JSON out in lines. Text that is no JSON stays as it is.
func indent(value string) string {
	var out bytes.Buffer
	if err := json.Indent(&out, []byte(value), "", "  "); err != nil {
		return value
	}
	return out.String()
}

// object is a webhook as compact JSON, its members in the order of the vendor's page. A member that is not as documented
// is written as it came.
func object(w *webhook.Webhook) []byte {
	o := objectWriter{w: w, rest: w.Details(), written: map[string]bool{}}
	o.out.WriteByte('{')
	o.member(webhook.FieldID, id(w.ID))
	o.text(webhook.FieldName, w.Name)
	o.member(webhook.FieldEvents, texts(w.Events))
	o.text(webhook.FieldTargetURL, w.TargetURL)
	o.secret()
	o.text(webhook.FieldState, string(w.State))
	o.text(webhook.FieldType, w.Type)
	o.member(webhook.FieldHeaders, headerObject(o.rest.Headers))
	o.member(webhook.FieldProperties, memberObject(o.rest.Properties))
	o.time(webhook.FieldRegistered, w.Registered)
	o.associate(webhook.FieldRegisteredAssociate, o.rest.RegisteredAssociate)
	o.time(webhook.FieldUpdated, w.Updated)
	o.associate(webhook.FieldUpdatedAssociate, o.rest.UpdatedAssociate)
	o.text(webhook.FieldErrorsEmail, w.ErrorsEmail)
	o.since12()
	if w.Usage != nil && !w.Usage.Equal(w.Listed) {
		o.write(usageMember, usageObject(w.Usage))
	}
	if w.OtherApp {
		o.write(webhook.OtherAppMember, "true")
	}
	for _, m := range o.rest.Extra {
		if !o.written[m.Name] {
			o.write(m.Name, m.Value)
		}
	}
	o.out.WriteByte('}')
	return o.out.Bytes()
}

// since12 writes the members that answers have since 12.0, where the answer gave them.
func (o *objectWriter) since12() {
	w := o.w
	o.given(webhook.FieldDescription, quote(w.Description))
	o.given(webhook.FieldErrorEmails, texts(o.rest.ErrorEmails))
	o.given(webhook.FieldErrorAssociates, associateList(o.rest.ErrorAssociates))
	o.given(webhook.FieldNotifyVia, quote(o.rest.NotifyVia))
	o.given(webhook.FieldNotifyWhen, quote(o.rest.NotifyWhen))
	if u := w.Listed; u != nil {
		o.given(webhook.FieldTotalCalls, id(u.Calls))
		o.given(webhook.FieldTotalErrors, id(u.Errors))
		o.given(webhook.FieldConsecutiveErrors, id(u.Consecutive))
		o.given(webhook.FieldLastError, quote(u.LastError))
	}
}

// given writes a member that only some servers have.
func (o *objectWriter) given(f webhook.Fields, value string) {
	if o.w.Present.Has(f) {
		o.member(f, value)
	}
}

func associateList(all []webhook.Associate) string {
	parts := make([]string, len(all))
	for i, a := range all {
		switch {
		case a.Members != nil:
			parts[i] = memberObject(a.Members)
		case a.Name != "":
			parts[i] = quote(a.Name)
		default:
			parts[i] = id(a.ID)
		}
	}
	return "[" + strings.Join(parts, ",") + "]"
}

// usageMember holds the usage under the name of the vendor's table. GetAllWebhooks does not have it.
const usageMember = "webhook_usage"

// usageObject is the usage under the names of the vendor's columns; null stands for what was not read.
func usageObject(u *webhook.Usage) string {
	counts := [3]string{"null", "null", "null"}
	if u.Counted {
		counts = [3]string{id(u.Calls), id(u.Errors), id(u.Consecutive)}
	}
	last := "null"
	if u.LastError != "" || u.LastErrorRead {
		last = quote(u.LastError)
	}
	more := ""
	if !u.LastEvent.IsZero() {
		more += `,"last_event":` + quote(stampUTC(u.LastEvent))
	}
	if u.StatusKnown {
		more += `,"status":` + id(u.Status)
	}
	return `{"total_calls":` + counts[0] + `,"total_errors":` + counts[1] + `,"consecutive_errors":` + counts[2] + `,"last_error":` + last + more + `}`
}

type objectWriter struct {
	w       *webhook.Webhook
	rest    *webhook.Details
	out     bytes.Buffer
	written map[string]bool
}

func (o *objectWriter) write(name, value string) {
	if o.out.Len() > 1 {
		o.out.WriteByte(',')
	}
	o.out.WriteString(quote(name) + ":" + value)
	o.written[name] = true
}

// member writes a documented member: null when the answer did not give it, and as it came when it was odd.
func (o *objectWriter) member(f webhook.Fields, value string) {
	name := f.Names()[0]
	for _, m := range o.rest.Extra {
		if strings.EqualFold(m.Name, name) {
			o.write(m.Name, m.Value)
			return
		}
	}
	if !o.w.Present.Has(f) {
		value = "null"
	}
	o.write(name, value)
}

func (o *objectWriter) text(f webhook.Fields, s string) { o.member(f, quote(s)) }

func (o *objectWriter) secret() {
	value := "null"
	if o.w.Secret.Set() {
		value = quote(redact.Mask)
	}
	o.write(webhook.FieldSecret.Names()[0], value)
}

func (o *objectWriter) time(f webhook.Fields, t time.Time) {
	o.text(f, t.UTC().Format(time.RFC3339Nano))
}

func (o *objectWriter) associate(f webhook.Fields, a *webhook.Associate) {
	value := "null"
	if a != nil {
		value = memberObject(a.Members)
	}
	o.member(f, value)
}

func headerObject(headers []webhook.Header) string {
	parts := make([]string, len(headers))
	for i, h := range headers {
		parts[i] = quote(h.Name) + ":" + quote(h.Value)
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func memberObject(members []webhook.Member) string {
	parts := make([]string, len(members))
	for i, m := range members {
		parts[i] = quote(m.Name) + ":" + m.Value
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func texts(list []string) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = quote(s)
	}
	return "[" + strings.Join(parts, ",") + "]"
}

// quote is a text as JSON. It does not escape <, > and &: the output is not for web pages.
func quote(s string) string {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a text always encodes
	return strings.TrimSuffix(out.String(), "\n")
}

func id(n int64) string { return strconv.FormatInt(n, 10) }
