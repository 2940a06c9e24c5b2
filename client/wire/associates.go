package wire

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/webhook"
)

// associates are those of one answer. The same few people appear on most of its webhooks, so equal ones are mapped once and shared. They never change.
type associates map[string]*associate

// maxAssociates bounds what is remembered of an answer in which no two are equal.
const maxAssociates = 10_000

// associate is one that was mapped.
type associate struct {
	*webhook.Associate
	anomalies []string // sentences about it
	size      int      // bytes that are kept of it
}

// take returns how many bytes to count for this use of the associate: all of them for the first use, none for the others.
func (a *associate) take() int {
	size := a.size
	a.size = 0
	return size
}

func (as associates) of(v jsontext.Value) *associate {
	if known, ok := as[string(v)]; ok {
		return known
	}
	a := mapAssociate(v)
	if len(as) < maxAssociates && len(v) <= maxName {
		as[string(v)] = a
		a.size += len(v)
	}
	return a
}

func mapAssociate(v jsontext.Value) *associate {
	m := mapper{left: maxAssociate} // no credential of a webhook is known here
	a := &webhook.Associate{Members: m.members("An associate", v)}
	for name, v := range members(v) {
		switch {
		case strings.EqualFold(name, "AssociateId"), strings.EqualFold(name, "Id"): // of a recipient, which is an item of a list
			a.ID, _ = wholeNumber(v)
		case strings.EqualFold(name, "Name") && v.Kind() == '"':
			a.Name = m.line("The name of an associate", unquote(v), maxName)
		case strings.EqualFold(name, "FullName") && v.Kind() == '"':
			a.FullName = m.line("The name of an associate", unquote(v), maxName)
		case strings.EqualFold(name, "Deleted"):
			a.Deleted = v.Kind() == 't'
		}
	}
	return &associate{a, m.rest.Anomalies, 2*entryCost + m.size}
}

// notice repeats on the webhook what is said about its associate.
func (m *mapper) notice(a *associate) {
	for _, sentence := range a.anomalies {
		m.say(sentence)
	}
}
