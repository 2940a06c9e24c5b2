package webhook

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// catalogue holds the actions of each entity that the vendor documents for every tenant, in the vendor's order. The entity webhook stands for the names
// in a payload; a subscription to the state of a webhook has its number too.
var catalogue = parseCatalogue(map[string]string{
	"activity": "created changed deleted", "associate": "created changed deleted", "chatsession": "created changed message",
	"contact": "created changed softdeleted deleted", "document": "created changed deleted edited",
	"person": "created changed softdeleted deleted consented unconsented", "project": "created changed deleted",
	"projectmember": "created changed deleted", "quote": "approved rejected sent ordered", "relation": "created changed deleted",
	"sale": "created changed deleted sold lost completed", "salestakeholder": "created changed deleted", "ticket": "created changed",
	stateEntity: "started stopped errors",
})

// systemLists are the lists that every tenant has, by the names that the vendor's page on list events gives them. A list of the tenant's own is named by
// its number, as these may be too.
var systemLists = strings.Fields(`
	amountclass associate business category comptr consentpurpose consentsource contint country credited currency deliveryterms deliverytype doctmpl
	ejcategory extapp intent legalbase mrmrs paymentterms paymenttype persint perspos pmembtype pricelist priceunit priority prob productcategory
	productfamily producttype projstatus projtype quoteapprreason quotedenyreason reason reasonsold reasonstalled rejectreason relationdefinition
	saletype saletypecat saletypestagelink salutation searchcat source stakeholderrole subscriptionunit tags task taskmenu ticketpriority ticketstatus
	tickettype udlist udlistdefinition usergroup`)

// The actions of the names that hold a list, an extra table or a webhook.
var (
	listActions  = []string{"created", "changed", "softdeleted"}
	tableActions = []string{"created", "changed", "deleted"}
	stateActions = catalogue[stateEntity]
)

const (
	testEvent   = "test" // sent when a webhook is registered or tested
	stateEntity = "webhook"
	listPrefix  = "list."
	tablePrefix = "y_"
)

// isState reports whether an entity is the state of one webhook: webhook17.
func isState(entity string) bool {
	id, of := strings.CutPrefix(entity, stateEntity)
	return of && isNumber(id)
}

// isTable reports whether an entity is an extra table.
func isTable(entity string) bool {
	name, is := strings.CutPrefix(entity, tablePrefix)
	return is && name != "" && strings.IndexFunc(name, outsideTable) < 0
}

func outsideTable(r rune) bool {
	return r != '_' && (r < '0' || '9' < r) && (r < 'A' || 'Z' < r) && (r < 'a' || 'z' < r)
}

// isList reports whether an entity is a list, by its number or its name.
func isList(entity string) bool {
	name, is := strings.CutPrefix(entity, listPrefix)
	return is && name != "" && !strings.ContainsAny(name, ". \t\n\f\r")
}

func parseCatalogue(table map[string]string) map[string][]string {
	parsed := make(map[string][]string, len(table))
	for entity, actions := range table {
		parsed[entity] = strings.Fields(actions)
	}
	return parsed
}

// Catalogue returns the event names that the vendor's table of events documents, sorted. ListEvents has those of the lists. Others are legal: names of
// extra tables and of lists of a tenant's own, states of one webhook, and whatever an application made up.
func Catalogue() []string {
	names := []string{testEvent}
	for entity, actions := range catalogue {
		for _, action := range actions {
			names = append(names, entity+"."+action)
		}
	}
	slices.Sort(names)
	return names
}

// InCatalogue reports whether an event's name is in the catalogue.
func InCatalogue(name string) bool {
	dot := max(strings.LastIndexByte(name, '.'), 0)
	return slices.Contains(catalogue[name[:dot]], strings.TrimPrefix(name[dot:], ".")) || name == testEvent
}

// ListEvents returns the event names of the lists that every tenant has, sorted by list.
func ListEvents() []string {
	var names []string
	for _, list := range systemLists {
		for _, action := range listActions {
			names = append(names, listPrefix+list+"."+action)
		}
	}
	return names
}

// EventNames returns the event names that the list's webhooks listen to, sorted.
func (l *List) EventNames() []string {
	names := map[string]bool{}
	for _, b := range l.blocks {
		for _, name := range b.events.names {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// NamedWebhook returns the id of the webhook whose state an event is about.
func NamedWebhook(event string) (id int64, ok bool) {
	entity, _, dotted := strings.Cut(event, ".")
	if !dotted || !isState(entity) {
		return 0, false
	}
	id, err := strconv.ParseInt(entity[len(stateEntity):], 10, 64)
	return id, err == nil
}
