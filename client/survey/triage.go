// Package survey reads a list of webhooks as a whole: which receivers are in trouble and why (Triage), who listens to which event (Events), and what
// somebody should look at before it fails (Findings). It is pure, like package webhook, whose texts it takes as they are.
package survey

import (
	"cmp"
	"slices"
	"strings"

	"crmhooks/client/diagnosis"
	"crmhooks/client/parallel"
	"crmhooks/client/redact"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// Group is what has a receiver and a cause in common, so that one broken receiver reads as one line.
type Group struct {
	Receiver   string // the target's host, or what stands for it: see webhook.Webhook.Receiver
	Host       string // "" where the receiver is no host
	Cause      diagnosis.Cause
	Hooks      []*webhook.Webhook // in the order of the list
	Events     []string           // what they listen to together, sorted
	Recipients []string           // who is told when they are switched off, sorted
	Off        int                // how many of them the system has switched off, or are in a state that nobody knows
	Failing    int                // how many of them are active, and fail
	ByEvent    int                // how many of them have no recipient, and an active webhook listens to their errors
	Unnotified int                // how many of them fail without a notification: no recipient, and no active webhook listens to their errors
}

// kind is what the webhooks of a group have in common.
type kind struct {
	receiver, host string
	target         secret.Fingerprint // where the receiver is masked, and others may look the same
	cause          diagnosis.Cause
	script         bool // a script and a target that is no address may have one name
}

// Triage groups the troubled ones of the given rows by receiver and cause: those with the most that is switched off first, then those with
// the most that fails.
func Triage(l *webhook.List, rows []int) []*Group {
	troubled := l.Troubled(rows)
	kinds := make([]kind, len(troubled))
	parallel.Ranges(len(troubled), partSize, func(from, to int) {
		for i := from; i < to; i++ {
			kinds[i] = kindOf(l.Webhooks[rows[troubled[i]]])
		}
	})
	groups := map[kind]*Group{}
	listeners := l.ErrorListeners()
	var all []*Group
	for i, k := range kinds {
		g := groups[k]
		if g == nil {
			g = &Group{Receiver: k.receiver, Host: k.host, Cause: k.cause}
			groups[k] = g
			all = append(all, g)
		}
		g.add(l.Webhooks[rows[troubled[i]]], listeners)
	}
	for _, g := range all {
		g.Events, g.Recipients = unique(g.Events), unique(g.Recipients)
	}
	slices.SortStableFunc(all, func(a, b *Group) int {
		return cmp.Or(cmp.Compare(b.Off, a.Off), cmp.Compare(b.Failing, a.Failing), cmp.Compare(a.Receiver, b.Receiver), cmp.Compare(a.Cause, b.Cause))
	})
	return all
}

func kindOf(w *webhook.Webhook) kind {
	k := kind{host: w.Host(), cause: w.Cause(), script: w.IsScript()}
	if k.receiver = k.host; k.host == "" {
		k.receiver = w.Receiver()
	}
	if strings.Contains(k.receiver, redact.Mask) {
		k.target = w.SameTarget()
	}
	return k
}

func (g *Group) add(w *webhook.Webhook, listeners *webhook.ErrorListeners) {
	g.Hooks = append(g.Hooks, w)
	g.Events = append(g.Events, w.Events...)
	g.Recipients = append(g.Recipients, w.Recipients()...)
	switch {
	case w.HasRecipient():
	case listeners.Listen(w):
		g.ByEvent++
	default:
		g.Unnotified++
	}
	if w.Failing() {
		g.Failing++
	} else {
		g.Off++
	}
}

// Filter keeps the webhooks of the group.
func (g *Group) Filter() webhook.Filter {
	return webhook.Filter{Hooks: webhook.NewSet(g.Receiver+": "+g.Cause.Title(), g.Hooks)}
}

// Explanation says what happened and what to check, for the owner of the receiver, or about the script that the group is about.
func (g *Group) Explanation() diagnosis.Explanation { return g.Cause.Explain(g.Hooks[0].IsScript()) }

// State is what stands for the group: the state of the first of its webhooks that is off, or else webhook.Failing.
func (g *Group) State() webhook.State {
	for _, w := range g.Hooks {
		if !w.Failing() {
			return w.State
		}
	}
	return webhook.Failing
}
