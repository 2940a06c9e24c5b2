package webhook

import (
	"fmt"
	"slices"
	"strings"

	"crmhooks/client/parallel"
	"crmhooks/client/secret"
)

// Difference is what happened to a webhook between two lists.
type Difference string

// The differences.
const (
	Added   Difference = "new"
	Removed Difference = "gone"
	Changed Difference = "changed"
)

// Change is one webhook that is not the same in two lists.
type Change struct {
	Difference
	Old, New *Webhook // Old is nil when it was added, New when it was removed
	What     []string // what changed, each in a few words: "state from active to too many errors"
}

// Webhook is the newer side, or the older of one that is gone.
func (c Change) Webhook() *Webhook {
	if c.New != nil {
		return c.New
	}
	return c.Old
}

// Broke reports whether the system has switched the webhook off in between.
func (c Change) Broke() bool {
	return c.New != nil && c.New.State == TooManyErrors && (c.Old == nil || c.Old.State != TooManyErrors)
}

// Compare returns what is different in a newer list, in the order of that list, followed by what is gone. Members that one of the
// two was not asked for are not compared.
func Compare(older, newer *List) []Change {
	before := make(map[Key]*Webhook, len(older.Webhooks))
	for _, w := range older.Webhooks {
		before[w.Key()] = w
	}
	parts := make([][]Change, (len(newer.Webhooks)+blockSize-1)/blockSize)
	parallel.Ranges(len(newer.Webhooks), blockSize, func(from, to int) {
		for _, w := range newer.Webhooks[from:to] {
			old, known := before[w.Key()]
			if !known {
				parts[from/blockSize] = append(parts[from/blockSize], Change{Difference: Added, New: w})
			} else if what := whatChanged(old, w); len(what) > 0 {
				parts[from/blockSize] = append(parts[from/blockSize], Change{Difference: Changed, Old: old, New: w, What: what})
			}
		}
	})
	for _, w := range newer.Webhooks {
		delete(before, w.Key())
	}
	var gone []Change
	for _, w := range older.Webhooks {
		if before[w.Key()] != nil {
			gone = append(gone, Change{Difference: Removed, Old: w})
		}
	}
	return slices.Concat(append(parts, gone)...)
}

func whatChanged(a, b *Webhook) []string {
	var what []string
	asked := a.Requested & b.Requested
	say := func(f Fields, different bool, words func() string) {
		if different && asked.Has(f) {
			what = append(what, words())
		}
	}
	note := func(f Fields, different bool, words string) { say(f, different, func() string { return words }) }
	say(FieldState, a.State != b.State, func() string { return "state from " + a.State.Word() + " to " + b.State.Word() })
	say(FieldName, a.Name != b.Name, func() string { return fmt.Sprintf("name, was %q", a.Name) })
	added, removed := missing(a.Events, b.Events), missing(b.Events, a.Events)
	say(FieldEvents, len(added) > 0, func() string { return "events added: " + strings.Join(added, ", ") })
	say(FieldEvents, len(removed) > 0, func() string { return "events removed: " + strings.Join(removed, ", ") })
	say(FieldTargetURL, a.TargetURL != b.TargetURL, func() string { return "target, was " + a.TargetURL })
	note(FieldTargetURL, a.TargetURL == b.TargetURL && differ(a.TargetFingerprint, b.TargetFingerprint), "a masked part of the target")
	say(FieldType, a.Type != b.Type, func() string { return "type from " + a.Type + " to " + b.Type })
	note(FieldSecret, !a.Secret.Set() && b.Secret.Set(), "a secret is set now")
	note(FieldSecret, a.Secret.Set() && !b.Secret.Set(), "the secret is gone")
	note(FieldSecret, differ(a.Secret.Fingerprint(), b.Secret.Fingerprint()), "another secret is set")
	if a.Rest != b.Rest {
		note(FieldHeaders, !slices.Equal(a.Details().Headers, b.Details().Headers), "headers")
		note(FieldProperties, !slices.Equal(a.Details().Properties, b.Details().Properties), "properties")
	}
	if a.Rest != b.Rest || a.ErrorsEmail != b.ErrorsEmail {
		note(FieldErrorsEmail, !slices.Equal(a.Recipients(), b.Recipients()), "who is told of errors")
	}
	note(FieldDescription, a.Description != b.Description, "description")
	return what
}

// differ reports whether two texts are known and not the same.
func differ(a, b secret.Fingerprint) bool { return a != 0 && b != 0 && a != b }

// missing returns those of b that are not in a.
func missing(a, b []string) []string {
	if slices.Equal(a, b) {
		return nil
	}
	known := make(map[string]bool, len(a))
	for _, s := range a {
		known[s] = true
	}
	var m []string
	for _, s := range b {
		if !known[s] {
			m = append(m, s)
		}
	}
	return m
}
