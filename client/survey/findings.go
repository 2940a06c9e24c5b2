package survey

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crmhooks/client/parallel"
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// Finding is one thing that a rule found.
type Finding struct {
	Rule  Rule
	Text  string             // what was found, as half a sentence: `the event "sale.chnaged", nearest "sale.changed"`
	Hooks []*webhook.Webhook // whom it is about, in the order of the rows; at least one
}

// Key is the identity of a finding: it is the same after a refresh that changed nothing about it.
func (f *Finding) Key() string {
	w := f.Hooks[0]
	return string(f.Rule) + "\n" + f.Text + "\n" + number(w.ID) + "\n" + strconv.Itoa(w.Occurrence)
}

// Filter keeps the webhooks that the finding is about.
func (f *Finding) Filter() webhook.Filter {
	return webhook.Filter{Hooks: webhook.NewSet(string(f.Rule), f.Hooks)}
}

// Findings looks at the given rows for everything that the rules are about, but for those that are ignored: what matters most first. Some rules are
// about several webhooks, so rows is best the whole list, and About keeps a part of what was found. whole says that the list is the tenant's whole
// one, without which a webhook cannot be missing.
func Findings(l *webhook.List, rows []int, whole bool, ignored []string) []*Finding {
	common := search{list: l, known: map[int64]bool{}, listeners: l.ErrorListeners(), whole: whole, ignored: ignored}
	for _, w := range l.Webhooks {
		common.known[w.ID] = true
	}
	parts := make([][]*Finding, (len(rows)+partSize-1)/partSize)
	parallel.Ranges(len(rows), partSize, func(from, to int) {
		s := common
		s.names, s.hosts = map[string]eventName{}, map[string]string{}
		for _, i := range rows[from:to] {
			s.webhook(l.Webhooks[i])
		}
		parts[from/partSize] = s.found
	})
	several := [][]*Finding{nil, nil}
	parallel.Each(len(several), func(i int) {
		s := common
		[]func([]int){s.duplicates, s.secrets}[i](rows)
		several[i] = s.found
	})
	found := slices.Concat(append(parts, several...)...)
	order := make(map[Rule]int) // Rules is in order of severity
	for i, r := range Rules() {
		order[r] = i
	}
	slices.SortStableFunc(found, func(a, b *Finding) int { return cmp.Compare(order[a.Rule], order[b.Rule]) })
	return found
}

// partSize is how many rows one core looks at at a time.
const partSize = 4096

// About keeps the findings that are about one of the given rows.
func About(findings []*Finding, l *webhook.List, rows []int) []*Finding {
	if len(rows) == len(l.Webhooks) {
		return findings
	}
	wanted := make(map[*webhook.Webhook]bool, len(rows))
	for _, i := range rows {
		wanted[l.Webhooks[i]] = true
	}
	var kept []*Finding
	for _, f := range findings {
		if slices.ContainsFunc(f.Hooks, func(w *webhook.Webhook) bool { return wanted[w] }) {
			kept = append(kept, f)
		}
	}
	return kept
}

// search collects findings.
type search struct {
	list      *webhook.List
	known     map[int64]bool       // the ids of the list
	names     map[string]eventName // those so far: a few are on most webhooks
	hosts     map[string]string    // likewise, and what is private about them
	listeners *webhook.ErrorListeners
	whole     bool
	ignored   []string
	found     []*Finding
}

// eventName is what the name of an event says.
type eventName struct {
	advice  string // what is doubtful about it, "" for nothing
	webhook int64  // whose state it is about
	named   bool   // whether it is about the state of a webhook
}

func (s *search) add(rule Rule, text string, hooks ...*webhook.Webhook) {
	if !slices.Contains(s.ignored, string(rule)) {
		s.found = append(s.found, &Finding{rule, text, hooks})
	}
}

// webhook looks at one webhook by itself. What was not asked for cannot be missing.
func (s *search) webhook(w *webhook.Webhook) {
	off := w.State == webhook.Stopped
	isURL := !w.IsScript() && w.TargetURL != ""
	if w.IsScript() && strings.Contains(w.TargetURL, "://") {
		s.add(ScriptURL, "a script that is an address: "+w.TargetURL, w)
	}
	if isURL && strings.HasPrefix(strings.ToLower(w.TargetURL), "http://") {
		s.add(HTTPTarget, "plain http: "+w.TargetURL, w)
	}
	if credentials := w.TargetCredentials(); len(credentials) > 0 {
		s.add(TargetCredentials, "in the target: "+strings.Join(credentials, ", "), w)
	}
	host := w.Host()
	if private := s.private(host); private != "" {
		s.add(PrivateTarget, host+" is "+private, w)
	}
	s.events(w)
	if !w.IsScript() { // which no headers are sent to
		s.headers(w)
	}
	if w.Requested.Has(webhook.FieldSecret) && isURL && !w.Secret.Set() {
		s.add(NoSecret, "calls are not signed", w)
	}
	const told = webhook.FieldErrorsEmail | webhook.FieldErrorEmails | webhook.FieldErrorAssociates | webhook.FieldEvents
	switch {
	case off || !w.Requested.Has(told) || s.listeners.Listen(w):
	case !w.HasRecipient():
		s.add(NoErrorMail, "no error mail", w)
	case w.Muted() != "":
		s.add(NoErrorMail, "it names who is told, but "+w.Muted(), w)
	}
	s.associates(w)
}

func (s *search) events(w *webhook.Webhook) {
	for _, name := range unique(w.Events) {
		e := s.name(name)
		if e.advice != "" {
			s.add(UnknownEvent, e.advice, w)
		}
		if e.named && s.whole && !s.known[e.webhook] {
			s.add(MissingWebhook, fmt.Sprintf("the event %q, and no webhook %d in the list", name, e.webhook), w)
		}
	}
}

// name reads the name of an event once.
func (s *search) name(name string) eventName {
	e, read := s.names[name]
	if !read {
		if advice, ok := webhook.CheckEvent(name); !ok {
			e.advice = advice.About(name)
		}
		e.webhook, e.named = webhook.NamedWebhook(name)
		s.names[name] = e
	}
	return e
}

// private says once what is private about a host.
func (s *search) private(host string) string {
	private, read := s.hosts[host]
	if !read {
		private = privateHost(host)
		s.hosts[host] = private
	}
	return private
}

func (s *search) headers(w *webhook.Webhook) {
	var names []string
	for _, h := range w.Details().Headers {
		if reserved(h.Name) {
			names = append(names, h.Name)
		}
	}
	for _, name := range unique(names) {
		s.add(ReservedHeader, "the header "+name+" is set on every call", w)
	}
}

func (s *search) associates(w *webhook.Webhook) {
	var who []string
	d := w.Details()
	if a := d.RegisteredAssociate; a != nil && a.Deleted {
		who = append(who, "registered by "+a.Label()+" (deleted)")
	}
	if a := d.UpdatedAssociate; a != nil && a.Deleted {
		who = append(who, "last updated by "+a.Label()+" (deleted)")
	}
	if len(who) > 0 {
		s.add(DeletedAssociate, strings.Join(who, ", "), w)
	}
}

// duplicates looks for events that reach a target twice.
func (s *search) duplicates(rows []int) {
	type delivery struct {
		target secret.Fingerprint
		event  string
	}
	all := hooksOf(s.list, rows)
	several := targets(all)
	hooks := map[delivery][]*webhook.Webhook{}
	var order []delivery
	for _, w := range all {
		if !several(w) {
			continue
		}
		for _, event := range unique(w.Events) {
			d := delivery{w.SameTarget(), event}
			if len(hooks[d]) == 0 {
				order = append(order, d)
			}
			hooks[d] = append(hooks[d], w)
		}
	}
	for _, d := range order {
		if len(hooks[d]) > 1 {
			s.add(DuplicateDelivery, fmt.Sprintf("%s goes %d times to %s", d.event, len(hooks[d]), hooks[d][0].Receiver()), hooks[d]...)
		}
	}
}

// secrets looks for secrets that several receivers have.
func (s *search) secrets(rows []int) {
	hooks := map[secret.Fingerprint][]*webhook.Webhook{}
	var order []secret.Fingerprint
	for _, i := range rows {
		w := s.list.Webhooks[i]
		f := w.Secret.Fingerprint()
		if f == 0 || w.IsScript() { // no receiver has the secret of a script
			continue
		}
		if len(hooks[f]) == 0 {
			order = append(order, f)
		}
		hooks[f] = append(hooks[f], w)
	}
	for _, f := range order {
		if n := len(hooks[f]); n > 1 {
			s.add(SharedSecret, fmt.Sprintf("%d webhooks have the same secret", n), hooks[f]...)
		}
	}
}
