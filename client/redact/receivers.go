package redact

import (
	"net/url"
	"strings"
	"sync"
)

// receiver is a service that is known to be called without a login: a part of its address is the credential, and the rest of it is public.
type receiver struct {
	// hosts are the names of its hosts, with blanks between them. A first label "*" stands for one label or more, and so does KEY, which is the
	// credential; a later "*" stands for one.
	hosts string

	// paths are what its paths look like from the left, with blanks between them: words, "*" for a part that is public, KEY for one that is the credential, HEX24 for
	// an identifier of that form, and a beginning that ends in a colon before KEY. What follows is judged like the path of any other host.
	paths string
}

// receivers are the services that webhooks of a CRM are known to call. What they expect in the query is masked there, like everything that is not known to be
// harmless: the sig of Power Automate, the key and token of Google Chat, the code of Azure Functions, the zapikey of Zoho, the apiKey of Opsgenie.
// The facts are from the vendors' pages and from addresses that people publish.
var receivers = []receiver{
	{"hooks.slack.com hooks.slack-gov.com", "services/*/*/KEY workflows/*/*/*/KEY triggers/*/*/KEY commands/*/*/KEY actions/*/*/KEY app/*/*/KEY"},
	{"discord.com *.discord.com discordapp.com *.discordapp.com", "api/webhooks/*/KEY api/*/webhooks/*/KEY"},
	{"*.webhook.office.com outlook.office.com outlook.office365.com", "webhook/KEY/*/KEY/KEY/KEY webhookb2/KEY/*/KEY/KEY/KEY"}, // Teams
	{"*.logic.azure.com *.logic.azure.us *.flow.microsoft.com", "workflows/*/triggers/*/paths/*"},
	{"*.environment.api.powerplatform.com", "powerautomate/automations/direct/workflows/*/triggers/*/paths/*"},
	{"chat.googleapis.com", "v1/spaces/*/messages"},
	{"hooks.zapier.com", "hooks/*/*/KEY"},
	{"hook.make.com hook.*.make.com hook.*.make.celonis.com hook.integromat.com", "KEY"},
	{"KEY.m.pipedream.net KEY.x.pipedream.net", ""},
	{"maker.ifttt.com", "trigger/*/with/key/KEY trigger/*/json/with/key/KEY use/KEY"},
	{"events.pagerduty.com events.eu.pagerduty.com", "integration/KEY/enqueue x-ere/KEY"},
	{"api.opsgenie.com api.*.opsgenie.com", "v1/json/apikey/KEY v1/json/*/apikey/KEY v2/heartbeats/*/ping"},
	{"api.telegram.org", "bot*:KEY file/bot*:KEY"},
	{"webexapis.com api.ciscospark.com", "v1/webhooks/incoming/KEY"},
	{"KEY.eu1.trayapp.io KEY.ap1.trayapp.io KEY.trayapp.io", ""},
	{"*.workato.com", "webhooks/rest/KEY/*"},
	{"webhook.site", "KEY token/KEY"},
	{"KEY.webhook.site KEY.b.requestbin.net KEY.requestcatcher.com", ""},
	{"requestbin.com requestbin.net", "r/KEY ip/KEY"},
	{"*.logs.datadoghq.com *.logs.datadoghq.eu *.logs.*.datadoghq.com", "v1/input/KEY"},
	{"insights-collector.newrelic.com insights-collector.*.nr-data.net", "v1/accounts/*/events"},
	{"sentry.io *.sentry.io", "api/hooks/release/builtin/*/KEY api/*/cron/*/KEY"},
	{"alert.victorops.com", "integrations/*/*/alert/KEY/*"}, // Splunk On-Call
	{"api.statuspage.io", "v1/pages/*/components/* v1/pages/*/incidents/*"},
	{"webhooks.twilio.com", "v1/Accounts/*/Flows/KEY"},
	{"studio.twilio.com", "v2/Flows/*/Executions"},
	{"hooks.nabu.casa", "KEY"}, // Home Assistant
	{"api.hubapi.com *.hubapi.com", "automation/v4/webhook-triggers/*/KEY"},
	{"api.hsforms.com", "submissions/v3/integration/submit/*/*"},
	{"*.salesforce.com", "services/data/*/sobjects/*/*"},
	{"automation.atlassian.com", "pro/hooks/KEY"},
	{"api-private.atlassian.com", "automation/webhooks/*/a/*/KEY"},
	{"monday-webhooks.monday.com", "monday-webhooks/app/*/KEY"},
	{"hooks.airtable.com", "workflows/v1/genericWebhook/*/KEY/KEY"},
	{"api.notion.com", "v1/*/*"},
	{"webhooks.integrately.com", "a/webhooks/KEY"},
	{"connect.pabbly.com", "workflow/sendwebhookdata/KEY"},
	{"h.albato.com", "wh/*/*/KEY"},
	{"play.svix.com", "in/KEY"},
	{"api.svix.com api.*.svix.com", "ingest/api/v1/source/*/in/KEY"},
	{"*", "hooks/HEX24/KEY"}, // Rocket.Chat, on the hosts of those who run it
}

// host is one host of a receiver, with the paths there.
type host struct {
	name  string
	paths []string
}

// anyHost is the name of a receiver's host that may be any.
const anyHost = "*"

// hostsByDomain has the hosts of the receivers under their last two labels, each with those behind it that may be any, which are also under anyHost alone.
var hostsByDomain = sync.OnceValue(func() map[string][]host {
	byDomain := map[string][]host{}
	for _, r := range receivers {
		paths := strings.Fields(r.paths)
		for name := range strings.FieldsSeq(r.hosts) {
			byDomain[domain(name)] = append(byDomain[domain(name)], host{name, paths})
		}
	}
	for d := range byDomain {
		if d != anyHost {
			byDomain[d] = append(byDomain[d], byDomain[anyHost]...)
		}
	}
	return byDomain
})

// domain is the last two labels of the name of a host.
func domain(host string) string {
	last := strings.LastIndexByte(host, '.')
	return host[strings.LastIndexByte(host[:max(0, last)], '.')+1:]
}

// site is the name of a host, as readHost returns it, with the hosts of receivers that it may be.
type site struct {
	name string
	may  []host
}

func siteOf(name string) site {
	name = strings.TrimSuffix(name, ".")
	byDomain := hostsByDomain()
	if may, known := byDomain[domain(name)]; known {
		return site{name, may}
	}
	return site{name, byDomain[anyHost]}
}

// is reports whether the site is a host of a receiver.
func (s site) is(h host) bool { return h.name == anyHost || matchesHost(h.name, s.name) }

func matchesHost(pattern, host string) bool {
	for {
		p, h := strings.LastIndexByte(pattern, '.'), strings.LastIndexByte(host, '.')
		want, label := pattern[p+1:], host[h+1:]
		switch {
		case p < 0 && (want == "*" || want == "KEY"):
			return label != ""
		case want != "*" && want != label:
			return false
		case p < 0 || h < 0:
			return p < 0 && h < 0
		}
		pattern, host = pattern[:p], host[:h]
	}
}

// minLabel is how many bytes what stands for KEY in a host has at the least: www and api are none.
const minLabel = 5

// keyLabel is how many bytes at the beginning of the name are a credential.
func (s site) keyLabel() int {
	for _, h := range s.may {
		if public, has := strings.CutPrefix(h.name, "KEY"); has && s.is(h) {
			if n := len(s.name) - len(public); n >= minLabel {
				return n
			}
			return 0
		}
	}
	return 0
}

// pattern is the one that the beginning of a path matches, of which at most these parts are known. A path may end before its pattern does.
func (s site) pattern(parts []readPart) string {
	for _, h := range s.may {
		for _, p := range h.paths {
			if matchesPath(p, parts) && s.is(h) {
				return p
			}
		}
	}
	return ""
}

func matchesPath(pattern string, parts []readPart) bool {
	for _, part := range parts {
		if pattern == "" {
			return true
		}
		var want string
		want, pattern, _ = strings.Cut(pattern, "/")
		if !matchesPart(want, part.text) {
			return false
		}
	}
	return true
}

func matchesPart(want, part string) bool {
	switch {
	case want == "*" || want == "KEY":
		return true
	case want == "HEX24":
		return len(part) == 24 && isHex(part)
	}
	if beginning, has := strings.CutSuffix(want, "*:KEY"); has {
		return len(part) >= len(beginning) && strings.EqualFold(part[:len(beginning)], beginning)
	}
	return strings.EqualFold(want, part)
}

// unescaped is a part of a path as its receiver reads it.
func unescaped(part string) string {
	if strings.IndexByte(part, '%') < 0 {
		return part
	}
	if plain, err := url.PathUnescape(part); err == nil {
		return plain
	}
	return part
}

func isHex(s string) bool {
	for i := range len(s) {
		if !isHexDigit(s[i]) {
			return false
		}
	}
	return true
}
