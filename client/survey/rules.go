package survey

// Severity says how much a finding matters.
type Severity int

// The severities, from what is good to know to what is wrong.
const (
	Info Severity = iota
	Warning
	Error
)

// Severities returns the severities from the least to the most.
func Severities() []Severity { return []Severity{Info, Warning, Error} }

// String is the severity as a word.
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// Rule is something that is looked for. Its name is what a configuration ignores it by.
type Rule string

// The rules.
const (
	ScriptURL         Rule = "script-url"
	HTTPTarget        Rule = "http-target"
	TargetCredentials Rule = "target-credentials"
	UnknownEvent      Rule = "unknown-event"
	MissingWebhook    Rule = "missing-webhook"
	DuplicateDelivery Rule = "duplicate-delivery"
	PrivateTarget     Rule = "private-target"
	ReservedHeader    Rule = "reserved-header"
	SharedSecret      Rule = "shared-secret"
	NoSecret          Rule = "no-secret"
	NoErrorMail       Rule = "no-error-mail"
	DeletedAssociate  Rule = "deleted-associate"
)

// row is what the program says about a rule.
type row struct {
	rule     Rule
	severity Severity
	why      string
}

// table holds the severity of each rule and the reason for it. The most important rules come first.
var table = []row{
	{ScriptURL, Error, "A webhook of the type crmscript calls a script by its include name. An address is not a script, so nothing can run: " +
		"either the type or the target is wrong."},
	{HTTPTarget, Error, "Events and custom headers travel unencrypted to a target with http, and SuperOffice asks for https unless an on-site server was set otherwise."},
	{TargetCredentials, Warning, "Everybody who may see webhooks sees the target, and proxies and servers write addresses into their logs. A header, or the signature, keeps a " +
		"credential better."},
	{UnknownEvent, Warning, "SuperOffice does not document an event of this name, and the name is close to one that it does. A webhook whose event never comes looks healthy. " +
		"Custom event names are allowed: ignore the rule if this is one."},
	{MissingWebhook, Warning, "The event is about the state of a webhook that is not in the list: it may have been removed. Online it may also belong to another application, " +
		"whose webhooks are not listed."},
	{DuplicateDelivery, Warning, "More than one active webhook delivers this event to the same target, so it arrives there more than once."},
	{PrivateTarget, Warning, "The target's host is this machine or a private network. SuperOffice Online cannot reach it; an on-site server may."},
	{ReservedHeader, Warning, "SuperOffice, or HTTP itself, sets this header on every call. A custom one is overridden, is refused, or misleads the receiver, " +
		"which may check it."},
	{SharedSecret, Warning, "The same secret signs the calls of several webhooks: anyone who learns it from one receiver can forge calls to all of them."},
	{NoSecret, Warning, "Without a secret the calls are not signed, and the receiver cannot know that they come from SuperOffice."},
	{NoErrorMail, Warning, "The webhook has no recipient for error mail, or its notifications are turned off, and no active webhook in the list " +
		"listens to its errors."},
	{DeletedAssociate, Info, "The person who registered or last changed the webhook has left. It may be that nobody knows what it is for."},
}

// rows are the rows of the table by rule.
var rows = byRule(table)

func byRule(table []row) map[Rule]row {
	rows := make(map[Rule]row, len(table))
	for _, r := range table {
		rows[r.rule] = r
	}
	return rows
}

// Rules returns every rule, what matters most first.
func Rules() []Rule {
	rules := make([]Rule, len(table))
	for i, r := range table {
		rules[i] = r.rule
	}
	return rules
}

// RuleNames are the names of the rules.
func RuleNames() []string {
	var names []string
	for _, r := range Rules() {
		names = append(names, string(r))
	}
	return names
}

// Severity is how much a finding of the rule matters.
func (r Rule) Severity() Severity { return rows[r].severity }

// Why explains the rule in a few sentences.
func (r Rule) Why() string { return rows[r].why }
