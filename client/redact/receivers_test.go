package redact_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"crmhooks/client/redact"
)

// receivers are one address of each service that is known, as its owners give them out, with what is the credential in braces. All of them are made up.
var receivers = []string{
	// Slack
	"https://hooks.slack.com/services/T02ABC1DE/B04FG5HIJ6K/{x9Yb7Qw8Er5Ty6Ui1Op2As4D}", "https://hooks.slack-gov.com/services/T02ABC1DE/B04FG5HIJ6K/{x9Yb7Qw8Er5Ty6Ui1Op2As4D}",
	"https://hooks.slack.com/workflows/T016NM4PWLS/A01B2C3D4E5/383232433432123/{aB3cD4eF5gH6iJ7kL8mN9oP0}", "https://HOOKS.SLACK.COM:443/services/T02ABC1DE/B04FG5HIJ6K/{abcdefgh}",
	"https://hooks.slack.com/triggers/T016NM4PWLS/4567890123456/{0a1b2c3d4e5f60718293a4b5c6d7e8f9}",
	// Discord
	"https://discord.com/api/webhooks/112233445566778899/{aZ3-x9Yb7Qw8Er5Ty6Ui1Op2As4Df_GhJkLzXcVbNm0Q}", "https://discordapp.com/api/webhooks/112233445566778899/{aZ3-x9Yb7Qw8Er5Ty}/slack",
	"https://ptb.discord.com/api/v10/webhooks/112233445566778899/{aZ3-x9Yb7Qw8Er5Ty}/github?wait=true", "https://canary.discord.com/api/webhooks/112233445566778899/{aZ3-x9Yb7Qw8Er5Ty}?thread_id=112233445566",
	// Microsoft
	"https://acme.webhook.office.com/webhookb2/{3f2504e0-4f89-11d3-9a0c-0305e82c3301@7c9e6679-7425-40de-944b-e07fc1f90ae7}/IncomingWebhook/{0123a4b5c6d74e8f9a0b1c2d3e4f5a6b}/{8f14e45f-ceea-467f-a8b6-1c2d3e4f5a6b}/{V2abcDEF123}",
	"https://outlook.office.com/webhook/{3f2504e0-4f89-11d3-9a0c-0305e82c3301@7c9e6679-7425-40de-944b-e07fc1f90ae7}/JiraConnector/{0123a4b5c6d74e8f}/{8f14e45f-ceea-467f-a8b6-1c2d3e4f5a6b}",
	"https://prod-42.westeurope.logic.azure.com:443/workflows/0a1b2c3d4e5f60718293a4b5c6d7e8f9/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={aB3cD4eF5gH6iJ7kL8mN9oP0-qRs_TuVwXyZ}",
	"https://default7c9e66797425.40.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/0a1b2c3d4e5f60718293a4b5c6d7e8f9/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={aB3cD4eF5g}",
	"https://func-so-webhook-prod.azurewebsites.net/api/SuperOfficeTrigger?code={aB3cD4eF5gH6iJ7kL8mN9oP0qRsTuVwXyZ0123456789==}&clientId={default}",
	// automation services
	"https://hooks.zapier.com/hooks/catch/123456/{abcde7}/", "https://hooks.zapier.com/hooks/standard/123456/{0a1b2c3d4e5f60718293a4b5c6d7e8f9}/silent/", "HTTPS://HOOKS.ZAPIER.COM:443/HOOKS/CATCH/123456/{ABCDE7}",
	"https://hook.eu1.make.com/{x9yb7qw8er5ty6ui1op2as4dfghjklzx}", "https://hook.integromat.com/{x9yb7qw8er5ty6ui1op2as4dfghjklzx}", "https://hook.us2.make.celonis.com/{x9yb7qw8er5ty6ui}",
	"https://{eo9yb7qw8er5ty6}.m.pipedream.net", "https://{en9yb7qw8er5ty6}.x.pipedream.net/orders", "https://{eo9yb7qw8er5ty6}.m.pipedream.net:443/orders?lang=no",
	"https://maker.ifttt.com/trigger/sale_sold/with/key/{bQ9yb7qw8er5ty6ui1op2}", "https://maker.ifttt.com/trigger/sale_sold/json/with/key/{bQ9yb7qw8er5ty6ui1op2}",
	"https://{3f2504e0-4f89-11d3-9a0c-0305e82c3301}.trayapp.io/orders", "https://{3f2504e0-4f89-11d3-9a0c-0305e82c3301}.eu1.trayapp.io",
	"https://webhooks.workato.com/webhooks/rest/{3f2504e0-4f89-11d3-9a0c-0305e82c3301}/new-sale", "https://www.workato.com/webhooks/rest/{3f2504e0-4f89-11d3-9a0c-0305e82c3301}/new_sale",

	"https://webhooks.integrately.com/a/webhooks/{0a1b2c3d4e5f60718293a4b5c6d7e8f9}", "https://connect.pabbly.com/workflow/sendwebhookdata/{IjU3NjUwNTY5MDYzZTA0M2Q1MjZhNTUzNjUxMzEi_pc}",
	"https://h.albato.com/wh/38/1lfvabc/{wBihkbfHSpJ_WMXXh_xVIbHcjSY4_rWDwXIntKhzHzE}/", "https://flow.zoho.eu/20103370577/flow/webhook/incoming?zapikey={1001.41a0654ca8278cb1367b6f643c99cc59.ab1adbc257cd64052d037fc346a0a473}&isdebug=false",
	"https://api-eu1.hubapi.com/automation/v4/webhook-triggers/139720471/{wNTGt4x}", "https://hooks.airtable.com/workflows/v1/genericWebhook/appA1b2C3d4E5f6G7/{wflH8i9J0k1L2m3N4}/{wtrO5p6Q7r8S9t0U1}",
	"https://monday-webhooks.monday.com/monday-webhooks/app/incoming-webhooks-triggers/{3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
	"https://automation.atlassian.com/pro/hooks/{0a1b2c3d4e5f60718293a4b5c6d7e8f901234567}",
	"https://api-private.atlassian.com/automation/webhooks/jira/a/7da88a2e-121a-42b9-a1cd-dfbf6f62d611/{019d6292-6c9f-7758-bf43-2ca82129d6ea}",
	"https://api.us.svix.com/ingest/api/v1/source/src_32TphglQnxqB6ZHi2sd80/in/{76tJeXAcM5yjFmw84famOI}", "https://play.svix.com/in/{c_9yb7qw8er5ty6ui1op2as4df}/",
	// chats
	"https://chat.googleapis.com/v1/spaces/AAAAa1B2c3D/messages?key={AIzaSyDdI0hCZtE6vySjMmWEfRq3CPzqKqqsHI}&token={aB3cD4eF5gH6iJ7kL8mN9oP0%3D}&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD",
	"https://api.telegram.org/bot123456789:{AAF-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p}/sendMessage", "https://api.telegram.org/bot123456789%3A{AAF-a1b2c3d4e5f6g7h8i9}/sendMessage",
	"https://chat.example.com/hooks/5f3e2d1c0b9a8f7e6d5c4b3a/{aB3cD4eF5gH6iJ7kL8mN9oP0qRsTuVwXyZ0123456789abcd}",
	"https://webexapis.com/v1/webhooks/incoming/{Y2lzY29zcGFyazovL3VzL1dFQkhPT0svMTIzNDU2Nzg5}",
	// alarms and logs
	"https://events.pagerduty.com/integration/{0a1b2c3d4e5f60718293a4b5c6d7e8f9}/enqueue", "https://events.eu.pagerduty.com/x-ere/{R0A1B2C3D4E5F60718293A4B5C6D7E8}",
	"https://events.pagerduty.com/generic/2010-04-15/create_event.json", "https://api.eu.opsgenie.com/v1/json/eventgrid?apiKey={3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
	"https://api.opsgenie.com/v1/json/apiKey/{3f2504e0-4f89-11d3-9a0c-0305e82c3301}", "https://api.opsgenie.com/v2/heartbeats/superoffice-sync/ping?apiKey={3f2504e0}",
	"https://alert.victorops.com/integrations/generic/20131114/alert/{4a6a87eb-fca9-4117-931a-c842277ea90a}/crm-drift", "https://http-intake.logs.datadoghq.eu/api/v2/logs?dd-api-key={0a1b2c3d4e5f6071}&ddsource={crm}",
	"https://http-intake.logs.us3.datadoghq.com/v1/input/{0a1b2c3d4e5f60718293a4b5c6d7e8f9}", "https://log-api.eu.newrelic.com/log/v1?Api-Key={eu01xx0a1b2c3d4e5f60718293a4b5c6d7e8NRAL}",
	"https://insights-collector.newrelic.com/v1/accounts/1234567/events", "https://sentry.io/api/hooks/release/builtin/5459340/{e234046479d3446064962c594a05b10e3acdb0ae6dd9985383e42773a7d79c0c}/",
	"https://{0a1b2c3d4e5f60718293a4b5c6d7e8f9}@o123456.ingest.sentry.io/1234567", "https://o123456.ingest.sentry.io/api/1234567/cron/superoffice-sync/{0a1b2c3d4e5f60718293a4b5c6d7e8f9}/?status=ok",
	"https://api.statuspage.io/v1/pages/kctbh9vrtdwd/incidents/p31zjtct2jer.json?api_key={89a229ce-1a8d-4b2e}",
	// telephony, code and data
	"https://webhooks.twilio.com/v1/Accounts/AC0a1b2c3d4e5f60718293a4b5c6d7e8f9/Flows/{FW0a1b2c3d4e5f60718293a4b5c6d7e8f9}?FlowEvent=return", "https://crm-bridge-4321.twil.io/superoffice",
	"https://{AC0a1b2c3d4e5f60718293a4b5c6d7e8f9:s3cret}@studio.twilio.com/v2/Flows/FW0a1b2c3d4e5f60718293a4b5c6d7e8f9/Executions",
	"https://gitlab.com/api/v4/projects/278964/ref/main/trigger/pipeline?token={glptt-0a1b2c3d4e5f60718293}&variables[X]={1}", "https://api.github.com/repos/acme/crm-sync/dispatches",
	"https://a1b2c3d4e5.execute-api.eu-north-1.amazonaws.com/prod/superoffice", "https://xk4hq2zr7mvn3t6ysw5pbd8cj0aflgue.lambda-url.eu-west-1.on.aws/superoffice",
	"https://hooks.nabu.casa/{gAAAAABnd73W53uGIpocj2ZclQn8_aKsEEzknW5dvK9xNXsxPyBmZ}",
	"https://acme.my.salesforce.com/services/data/v58.0/sobjects/Account/0015g00000XyZabAAB", "https://acme.my.salesforce.com/services/apexrest/superoffice/sale", "https://api.notion.com/v1/databases/3f2504e0-4f89-11d3-9a0c-0305e82c3301/query",
	"https://api.hsforms.com/submissions/v3/integration/submit/139720471/3f2504e0-4f89-11d3-9a0c-0305e82c3301",
	// what programmers try things with
	"https://webhook.site/{3f2504e0-4f89-11d3-9a0c-0305e82c3301}", "https://{3f2504e0-4f89-11d3-9a0c-0305e82c3301}.webhook.site/orders", "https://requestbin.com/r/{en9yb7qw8er5ty6}", "https://{eo9yb7qw}.b.requestbin.net/x",
	// written in other ways
	"hooks.slack.com/services//T02ABC1DE/B04FG5HIJ6K/{abcdefgh}", "hooks.slack.com/services/T02ABC1DE//B04FG5HIJ6K/{abcdefgh}", "hooks.slack.com//services/T02ABC1DE/B04FG5HIJ6K/{abcdefgh}",
	"{user:passw0rdx}@h.example.com/a//b", "{user:passw0rdx}@h.example.com//b", "{user:pass//w0rdx}@h.example.com/b", "https//{user:passw0rdx}@h.example.com/a//b", "//{u:p}@h.example.com/a//b",
	`https:\/\/{u:p}@h.example.com\/a\/\/b`, `{u:p}@h.example.com\/a\/\/b`, "https://{u:p}@h.example.com/a//b",
	"hooks.slack.com/services/T02ABC1DE/B04FG5HIJ6K/{abcdefgh}", "https://hooks.slack.com./services//T02ABC1DE/B04FG5HIJ6K/{abcdefgh}", `https:\/\/hooks.slack.com\/services\/T02ABC1DE\/B04FG5HIJ6K\/{abcdefgh}`,
	"https://hooks.slack.com/%73ervices/T02ABC1DE/B04FG5HIJ6K/{%61bcdefgh}", "https://{u:p}@hooks.slack.com/services/T02ABC1DE/B04FG5HIJ6K/{abcdefgh}",
	"https://hooks.zapier.com/./hooks/catch/1234567/{abc12de}/", "https://hooks.zapier.com/x/../hooks/catch/1234567/{abc12de}/", "https://hooks.zapier.com/x/%2e%2E/hooks/%2e/catch/1234567/{abc12de}/", "https://hooks.zapier.com/../hooks/catch/1234567/{abc12de}/",
	"https://hooks.zapier.com/hooks/catch/../catch/1234567/{abc12de}/", "https://hooks.zapier.com/hooks%2Fcatch/1234567/{abc12de}/", "https://hooks.zapier.com/hooks%2fcatch%2F1234567%2F{abc12de}", "https://hooks.zapier.com/hooks/catch%5C1234567/{abc12de}/",
	"https://hooks.zapier.com/hooks/catch/1234567/{abc%2F12de}/", "https://hooks.zapier.com/HOOKS/Catch/1234567/{abc12de}/", "https://hooks.zapier.com/x%2F../hooks/catch/1234567/{abc12de}/", "https://hooks.zapier.com/a/b/c/d/e/f/g/h/i/j/k/l/../../../../../../../../../../../../hooks/catch/1/{abc12de}",
	"https://hooks%2Ezapier.com/hooks/catch/1234567/{abc12de}/", "https://hooks。zapier.com/hooks/catch/1234567/{abc12de}/", "https://hooks．zapier｡com/hooks/catch/1234567/{abc12de}/", "https://hooks%E3%80%82zapier.com/hooks/catch/1234567/{abc12de}/",
	"https://ｈｏｏｋｓ.Zapier.COM:443/hooks/catch/1234567/{abc12de}/", "https://hoo\u00adks.zapier.com/hooks/catch/1234567/{abc12de}/", "https://h%6Foks.zapier.com/hooks/catch/1234567/{abc12de}/",
	"https://hooks.slack.com/./services/T02ABC1DE/B04FG5HIJ6K/{abcdefgh}", "https://hooks.slack.com/services%2FT02ABC1DE/B04FG5HIJ6K/{abcdefgh}", "https://hooks%2eslack.com/services/T02ABC1DE/B04FG5HIJ6K/{abcdefgh}",
	"https://{eo9yb7qw8er5ty6}.m%2Epipedream。net/x", "https://{eo9yb7qw8er5ty6}%2em.pipedream.net", "https://h.example.com/token%2F{hunter2}/in", "https://h.example.com/token/./{hunter2}/in",
	"https://hooks.slack.com/services/T02ABC1DE/B04FG5HIJ6K/{abcd, efgh}/x", "https://api.telegram.org/bot12 34%3A{AAF-a1b2:c3d4 e5f6}/sendMessage", "https://{eo9yb7qw8er5ty6}.m.pipedream.net /orders",
}

// onAnyHost are those of programs that people run themselves: what they give out is told by its form.
var onAnyHost = []struct {
	address string
	draw    func(r *rand.Rand) string
}{
	{"https://acme.app.n8n.cloud/webhook/{3f2504e0-4f89-41d3-aa0c-0305e82c3301}", uuid}, {"https://n8n.example.com/webhook-test/{3f2504e0-4f89-41d3-aa0c-0305e82c3301}/done", uuid}, // n8n
	{"https://mattermost.example.com/hooks/{x9yb7qw8er5ty6ui1op2as4dfg}", func(r *rand.Rand) string { return drawn(r, "ybndrfg8ejkmcpqxot1uwisza345h769", 26) }},
	{"https://home.example.com/api/webhook/{0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9}", func(r *rand.Rand) string { return drawn(r, digits+"abcdef", 64) }}, // Home Assistant
	{"https://n8n.example.com/webhook/ny-ordre", nil}, {"https://mattermost.example.com/hooks/orders", nil},
}

// braced are an address without its braces, and with the mask in their place.
func braced(address string) (came, want string) {
	for rest := address; rest != ""; {
		before, inside, _ := strings.Cut(rest, "{")
		inside, after, found := strings.Cut(inside, "}")
		came, want, rest = came+before+inside, want+before, after
		if found {
			want += redact.Mask
		}
	}
	return came, want
}

func TestKnownReceivers(t *testing.T) {
	for _, address := range receivers {
		came, want := braced(address)
		if got := redact.Target(came); got != want {
			t.Errorf("%s became\n%s, want\n%s", came, got, want)
		}
		if credentials := redact.TargetCredentials(came); (credentials == nil) != (came == want) && !strings.Contains(came, "variables[X]") {
			t.Errorf("%s holds %q", came, credentials)
		}
	}
}

func TestReceiversOnAnyHost(t *testing.T) {
	for _, c := range onAnyHost {
		came, want := braced(c.address)
		if got := redact.Target(came); got != want {
			t.Errorf("%s became %s", came, got)
		}
		if c.draw == nil {
			continue
		}
		r, place := rand.New(rand.NewPCG(3, 5)), planting(c.address, 0)
		for range 2000 {
			if got := redact.Target(strings.ReplaceAll(place, "\x00", c.draw(r))); got != want {
				t.Errorf("%s: %s", c.address, got)
			}
		}
	}
}

func TestWhatFollowsTheCredentialOfAKnownReceiver(t *testing.T) {
	came, want := braced("https://hooks.slack.com/services/T02ABC1DE/B04FG5HIJ6K/{abcdefgh}/0/{x9Yb7Qw8Er5Ty6Ui1Op2As4D}/orders?x={1}#{abcdefgh}")
	if got := redact.Target(came); got != want {
		t.Errorf("%s became %s", came, got)
	}
}

// A target is one address even with a blank in it. In a sentence a blank ends the address, and what follows is judged by itself.
func TestBlanksInTheAddressOfAKnownReceiver(t *testing.T) {
	for _, c := range []struct{ came, target, value string }{
		{"//Api.telegrAm.org/Bot 000000A000A0", "//Api.telegrAm.org/********", "//Api.telegrAm.org/******** ********"},
		{"//api.telegram.org/bot12:abc def", "//api.telegram.org/bot12:********", "//api.telegram.org/bot12:******** def"},
		{"https://hook.make.com/abc, and x9Yb7Qw8Er5Ty6Ui", "https://hook.make.com/********", "https://hook.make.com/********, and ********"},
		{"//hooks.slack.com/services/T00, x9Yb7Qw8Er5Ty6Ui", "//hooks.slack.com/services/T00, x9Yb7Qw8Er5Ty6Ui", "//hooks.slack.com/services/T00, ********"},
		{"https://h.example.com/token/hunter2 is old", "https://h.example.com/token/********", "https://h.example.com/token/******** is old"},
		{"//hook.make.com/abc, of x9Yb7Qw8Er5Ty6Ui%3a", "//hook.make.com/********", "//hook.make.com/********, of ********"},
		{"https://hooks.zapier.com/hooks%2Fcatch%2F1%2Fab, c", "https://hooks.zapier.com/hooks%2Fcatch%2F1%2F********", "https://hooks.zapier.com/hooks%2Fcatch%2F1%2F********, c"},
		{"https://hooks.zapier.com/x, y/../hooks/catch/1/ab c", "https://hooks.zapier.com/x, y/../hooks/catch/1/********", "https://hooks.zapier.com/x, y/../hooks/catch/1/******** c"},
		{"see https://eo9yb7qw8er5ty6.m.pipedream.net, daily", "see https://********.m.pipedream.net, daily", "see https://********.m.pipedream.net, daily"},
	} {
		if target, value := redact.Target(c.came), redact.Value(c.came); target != c.target || value != c.value {
			t.Errorf("%s became the target\n%s and the value\n%s", c.came, target, value)
		}
	}
}

// The rules of a receiver are for its hosts alone.
func TestHostsThatLookLikeKnownReceivers(t *testing.T) {
	for _, address := range []string{
		"https://hooks.slack.com.example.com/services/T00/B00/orders", "https://myhooks.slack.com/services/T00/B00/orders", "https://slack.com/services/T00/B00/orders", "https://www.trayapp.io/docs",
		"https://make.com/integrations", "https://hook.make.com.example.com/orders", "https://m.pipedream.net/orders", "https://api.m.pipedream.net/v1", "https://example.com/hooks.slack.com/services/T00/B00/orders",
		"https://example.com/hooks/orders", "https://example.com/hooks/catch/123/orders", "https://example.com/api/webhook/superoffice", "https://discord.com/channels/123/456", "https://hooks.zapier.com/docs", "https://hooks.zapier.com/hooks/../catch/123/orders", "https://example.com/hooks%2Ecatch/x",
	} {
		if got := redact.Target(address); got != address {
			t.Errorf("%s became %s", address, got)
		}
	}
}
