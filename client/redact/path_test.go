package redact_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"crmhooks/client/redact"
)

const (
	small  = "abcdefghijklmnopqrstuvwxyz"
	big    = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits = "0123456789"
	base62 = small + big + digits
)

// drawn is a text of n characters of an alphabet.
func drawn(r *rand.Rand, alphabet string, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

// tokens are the forms that services give to what nobody can guess.
var tokens = []struct {
	name string
	draw func(r *rand.Rand) string
}{
	{"16 bytes in base64url", func(r *rand.Rand) string { return drawn(r, base62+"-_", 22) }},
	{"20 bytes in base64url", func(r *rand.Rand) string { return drawn(r, base62+"-_", 27) }},
	{"24 bytes in base64url", func(r *rand.Rand) string { return drawn(r, base62+"-_", 32) }},
	{"32 bytes in base64url", func(r *rand.Rand) string { return drawn(r, base62+"-_", 43) }},
	{"32 bytes in base64", func(r *rand.Rand) string {
		return strings.NewReplacer("+", "%2B", "/", "%2F").Replace(drawn(r, base62+"+/", 43)) + "%3D"
	}},
	{"16 of base62", func(r *rand.Rand) string { return drawn(r, base62, 16) }},
	{"22 of base62", func(r *rand.Rand) string { return drawn(r, base62, 22) }},
	{"32 of base62", func(r *rand.Rand) string { return drawn(r, base62, 32) }},
	{"32 hex digits", func(r *rand.Rand) string { return drawn(r, digits+"abcdef", 32) }},
	{"40 hex digits", func(r *rand.Rand) string { return drawn(r, digits+"ABCDEF", 40) }},
	{"26 of base32", func(r *rand.Rand) string { return drawn(r, big+"234567", 26) }},
	{"UUID", uuid},
	{"20 small letters and digits", func(r *rand.Rand) string { return drawn(r, small+digits, 20) }},
	{"24 letters", func(r *rand.Rand) string { return drawn(r, small+big, 24) }},
	{"24 small letters", func(r *rand.Rand) string { return drawn(r, small, 24) }},
	{"percent-encoded", func(r *rand.Rand) string { return fmt.Sprintf("%%%X", drawn(r, base62, 1)[0]) + drawn(r, base62, 22) }},
	{"percent-encoded all over", func(r *rand.Rand) string { return encoded(drawn(r, base62, 22)) }},
	{"dotted", func(r *rand.Rand) string {
		return drawn(r, base62+"-_", 20) + "." + drawn(r, base62+"-_", 60) + "." + drawn(r, base62+"-_", 43)
	}},
}

func uuid(r *rand.Rand) string {
	s := drawn(r, digits+"abcdef", 32)
	return s[:8] + "-" + s[8:12] + "-4" + s[13:16] + "-a" + s[17:20] + "-" + s[20:]
}

// encoded has every byte percent-encoded.
func encoded(s string) string {
	var b strings.Builder
	for i := range len(s) {
		fmt.Fprintf(&b, "%%%02x", s[i])
	}
	return b.String()
}

// Of 2,000 tokens of each form fewer than 1 % show in the path of a host that nobody knows.
func TestTokensInThePathOfAnUnknownHost(t *testing.T) {
	const draws = 2000
	for _, form := range tokens {
		r := rand.New(rand.NewPCG(7, 11))
		shown, example := 0, ""
		for range draws {
			token := form.draw(r)
			if got := redact.Target("https://h.example.com/in/" + token + "/end"); strings.Contains(got, token) {
				shown++
				example = token
			}
		}
		t.Logf("%s: %d of %d show, such as %s", form.name, shown, draws, example)
		if shown*100 >= draws {
			t.Errorf("%s: %d of %d show, such as %s", form.name, shown, draws, example)
		}
	}
}

// In the place where a known receiver has its credential nothing shows at all.
func TestTokensInThePlaceOfAKnownReceivers(t *testing.T) {
	for _, address := range receivers {
		for place := range strings.Count(address, "{") {
			came := planting(address, place)
			for _, form := range tokens {
				r := rand.New(rand.NewPCG(3, 5))
				for range 100 {
					token := form.draw(r)
					if got := redact.Target(strings.ReplaceAll(came, "\x00", token)); strings.Contains(got, token) || strings.Contains(got, token[len(token)-8:]) {
						t.Errorf("%s: %s shows %s", address, got, token)
					}
				}
			}
		}
	}
}

// planting is an address with a place for a token in one of its braces.
func planting(address string, place int) string {
	for rest := address; ; {
		before, after, _ := strings.Cut(rest, "{")
		_, after, _ = strings.Cut(after, "}")
		if place == 0 {
			came, _ := braced(address[:len(address)-len(rest)] + before)
			end, _ := braced(after)
			return came + "\x00" + end
		}
		place--
		rest = after
	}
}

// ordinary are paths as integrators write them, in the languages of the vendor's customers, with blanks between them.
const ordinary = `
	/api/v2/orders /superoffice/webhooks/tickets /b2b2c3integration /20240610T083000Z /superoffice2hubspot /orders-2024-05-01 /key/accounts /customer-service-integration /SuperOfficeWebhookReceiver
	/crmWebhookHandlerV2 /e-conomic /NordlysKaffeAS /invoiceBridgeProd01 /api/integrations/superoffice/sale-sold /key/v2/accounts /token/refresh /password/reset /secret-santa /keys/12
	/SuperOffice/Hooks/ContactChanged /api/SuperOfficeWebhook /webhook-receiver/superoffice/Cust12345 /crm/v1/kunder/endret /bestillinger/ny-ordre /fakturering/fakturaOpprettet
	/salgsordrer/bekreftet /kontaktperson-oppdatert /prosjektregnskap /kundebehandling/henvendelser /tjenester/kundeservice/saksbehandling /regnskap/bilag/mottak
	/integrasjoner/superoffice-til-tripletex /tripletex/v2/webhook /visma.net/oppdatering /VismaBusinessNxt /poweroffice-go /fiken/kjop /dnb-bedrift /altinn3 /maconomy /BrregOppslag
	/kunder/ändrad /order/bekräftad /fakturor/skapad /fortnox/kundregister /försäljning/affärsmöjlighet /ärendehantering /aff%C3%A4rssystem-integration /kundtj%C3%A4nst/%C3%A4renden
	/lönesystem/avstämning /jeeves-erp /monitor-g5 /scrive/signering /kunden/geaendert /Auftragsbestaetigung /rechnungsstellung/neueRechnung /vertriebssteuerung
	/Kundenbeziehungsmanagement /schnittstelle/superoffice /datev-schnittstelle /auftragsverwaltung/statuswechsel /warenwirtschaft-anbindung /Gesch%C3%A4ftspartner /Geschäftspartner
	/klanten/gewijzigd /verkooporders/bevestigd /factuurverwerking /afas-profit/koppeling /exactonline/verkoopfactuur /klantenservice/nieuw-verzoek /bedrijfsgegevens /relatiebeheer
	/kvk-koppeling /fakturaer/oprettet /kundekartotek/opdateret /e-conomic/webhooks /uniconta/debitorer /dynamics365/businesscentral/v2.0/webhooks /D365FO/odata/CustomersV3
	/sap/bc/rest/zcrm_so_inbound /sap/opu/odata4/sap/zsb_crm_o4/srvd_a2x/sap/zsd_crm/0001/Orders /wp-json/wc/v3/superoffice /wp-admin/admin-ajax.php /index.php/rest/V1/superoffice/hook
	/SuperOffice.Webhooks.Receiver/api/Values /hooks.ashx /CrmHook.aspx /WebhookHandler.svc/json/Receive /prod-eu-west-1/superoffice-sync /dev/so-webhook /stage02/inbound /test3/so/hook
	/v1.2.3/receive /2024-11/events /q3-2024-kampanje /kampanje2025/pameldinger /GetContactByExternalId /createOrUpdateCustomerV3 /OnSaleStageChanged /HandleSOTicketCreatedAsync
	/XMLHttpBridge /XMLHttpRequestHandler /XMLHttpRequest /SQLQueryExecutor /CRM2ERPSync /ERP2CRM /SOAPGateway /RESTv2 /OAuth2Callback /httpTrigger1 /HttpTriggerCSharp1 /SuperOfficeToDWH /so2dwh /power-automate/flows/ny-kunde
	/logic-app-superoffice-prod /func-so-webhook-prod-weu-001 /rg-crm-prod-we-01 /apim/crm/so/v1 /mule-esb/crm-sapi/v1/contacts /boomi/ws/simple/createSuperOfficeContact /ws/rest/so/hook
	/azure-functions/SoTrigger /snaplogic/feed/prod /msteams/varsling /slackbridge /mailchimp-sync /dotdigital/contacts /activecampaign /apsis-one/profiler /lime-crm /webcrm-migrering
	/zendesk2so /jira-bridge /servicenow/incident /intercom/hook /klaviyo/profiles /nps-undersokelse /questback/svar /surveymonkey /eway-crm /telavox/samtale /puzzel-kontaktsenter
	/telia-touchpoint /trueconnect /phonero/anrop /xrm-kobling /kundeportal-ekstern /selvbetjening /b2b-portal /B2BWebshop /webshop24seven /nordisk-kraft-as /HansenOgSonnerAS
	/bjorklund-tra_and_sons /Thyssen-Krupp /rhein-ruhr-logistik /vdBergTransport /ZwolseHandelsmij /MvKSverigeAB /skjervoyFiskeindustri /fjordkraft-bedriftskunder /NRK1 /TV2 /Rema1000
	/Coop365 /IF-Skadeforsikring /DNBLiv /kpmg /bdo-revisjon /kommune/0301/postmottak /orgnr/923609016 /ean13/7038010068980 /kid/000012345678903 /dato/20241231 /uke52 /kl0830
	/2024-06-10T08:30:00+02:00 /10.0.0.12 /h2o2 /co2-regnskap /mp3 /md5sum /sha256 /utf8 /iso8601 /x509 /win32 /x86_64 /i18n /k8s /ipv6 /oauth2 /s3-eu-west-1 /ec2
	/PROD_SUPEROFFICE_INBOUND /CRMSO /HTTPS_RECEIVER /EVENTHUB-NS-CRM-PROD /sbq-crm-so-inbound /evhns-so-prd-weu /aks-ingress-nginx /ssrs-rpt /wcf-svc /xslt-map /kfz-hook
	/odata/Orders(5) /Contact(42)/Persons /@user/post /~kari/hook /a,b;c=d /sale/;v=1 /%40so/hook /kj%C3%B8p /hooks/incoming/superoffice /webhooks/rest/superoffice/new-sale /webhook/ny-kunde /in%3d%3fcefghkkari ;v=1/in
	/api/webhook/superoffice /api/webhooks/123456/superoffice /services/crm/sync /triggers/sale/sold/now /in/orders /r/orders /x-ere/orders /integration/superoffice/enqueue`

func TestOrdinaryPathsStayLegible(t *testing.T) {
	for path := range strings.FieldsSeq(ordinary) {
		for _, address := range []string{"https://h.example.com" + path, "https://crm.example.no:8443/so" + path + "/"} {
			if got := redact.Target(address); got != address {
				t.Errorf("%s became %s", address, got)
			}
			if credentials := redact.TargetCredentials(address); credentials != nil {
				t.Errorf("%s holds %q", address, credentials)
			}
		}
	}
}

func TestPathsWithCredentials(t *testing.T) {
	for _, path := range []string{
		"/token/{x}/in", "/token/{hunter2}", "/key/{hunter2}", "/api-key/{a1}", "/API_KEY/{a1}/x", "/accessToken/{a1}", "/secret/{s3cr3t}/orders", "/password/{%68unter2}", "/sig/{x1}", "/%74oken/{hunter2}", "/end;jsessionid={hunter2}",
		"/a%3Ftoken={hunter2}", "/a%3fx=1%26sig%3D{hunter2}", "/a;x=1&token={h}", "/a;code={hunter2};b=1", "/in/{sk_live_a1b2c3d4}/end", "/in/{github_pat_11ABCDEFG0abcdef}", "/in/{eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc}",
		"/in/{orders-a1b2c3d4e5f6g7}", "/in/8A:Cust12345.{a1b2c3d4e5f6g7h8}", "/in/7T:{NQAxADkANQ==}", "/{x9Yb7Qw8Er5Ty6Ui}.json", "/in/{x9Yb7Qw8Er5T+y6Ui1Op2}", "/in/{superoffice-3f2504e0-4f89-11d3-9a0c-0305e82c3301}",
		"/in/7T:{NQAx/DkANQ==}", "/in/{%73k_live_a1b2c3d4}/end", ";token={hunter2}/in", ";x/token/{hunter2}",
	} {
		came, want := braced("https://h.example.com" + path)
		if got := redact.Target(came); got != want {
			t.Errorf("%s became %s, want %s", came, got, want)
		}
	}
}

func TestOddlyWrittenTargets(t *testing.T) {
	for _, c := range []struct{ came, want string }{
		{"https://[::1]:8080/in", "https://[::1]:8080/in"}, {"https://[fe80::1]/in", "https://[fe80::1]/in"}, {"https://[fe80::1%25eth0]:80/in", "https://[fe80::1%25eth0]:80/in"}, {"https://[::1%25u:hunter2]/in", "https://********"}, {"https://h.example.com:8443/in", "https://h.example.com:8443/in"},
		{"https://u:12:hunter2/in", "https://********"}, {"https://u:hunter2:12/in", "https://********"}, {"https://abc:def]/in", "https://********"},
		{"https://u:12,/in@h", "https://********@h"}, {"https://u:12********hunter2/in", "https://********"}, {"https://u:hunter]/in", "https://********"}, {"https://[u:hunter2]/in", "https://********"}, {"/:;r5Ty6Ui%6bot12:", "/********"},
		{`:m\@:\:y`, `********@:\:y`}, {`:m\@ :\:y`, `********@ :\:y`}, {`:m\@ a:\:y`, `********@ a:\:y`}, {`https:\u:p@h\in`, `https:\********@h\in`}, {`https:/u:p@h/in`, `https:/********@h/in`},
		{"hook.make.com;x/abcdef", "hook.make.com;x/********"}, {"hook.make.com\";/t", "hook.make.com\";/********"},
		// Masking one credential must not remove what gives away another.
		{"tokey=#//", "********"}, {"secret:?//", "********"}, {"7T:Primary key:m", "********"}, {"sk_4Primary key:m", "********"}, {"sk_live_abcdeftoken=m", "********"}, {"secret=4-----BEGIN//", "********"},
		{"u@-----BEGIN//", "********@********"}, {"8A:1.efgh//@", "********@"}, {"?7T:lanno=", "?********"}, {"https://h.example.com/in?a-----BEGIN=", "https://h.example.com/in?********"},
	} {
		if got := redact.Target(c.came); got != c.want {
			t.Errorf("%q became %q, want %q", c.came, got, c.want)
		}
	}
}

// What looks ordinary at first is read as a server reads it.
func TestOrdinaryPathsAreReadToTheirEnd(t *testing.T) {
	for path, want := range map[string]string{
		"/a/../hooks/123456789012345678901234/abcd": "/a/../hooks/123456789012345678901234/********", "/./Hooks/123456789012345678901234/abcd": "/./Hooks/123456789012345678901234/********",
		"/hooks/orders/abc1": "/hooks/orders/abc1", "/in.v2/a_b~c/": "/in.v2/a_b~c/", "/token/abc1": "/token/********", "/token/refresh": "/token/refresh", "": "", "/": "/",
	} {
		if got := redact.Target("https://h.example.com:8080" + path); got != "https://h.example.com:8080"+want {
			t.Errorf("%s became %s", path, got)
		}
	}
}
