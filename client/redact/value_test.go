package redact_test

import (
	"encoding/base64"
	"math/rand/v2"
	"strings"
	"testing"

	"crmhooks/client/redact"
)

func TestValues(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	login := base64.StdEncoding.EncodeToString([]byte("kari@example.com:hunter2 æ"))
	for _, value := range []string{
		// schemes
		"Bearer abcdef", "bearer x", "SOTicket 7T:abc", "basic dXNlcjpwYXNz", "Digest username=\"kn\"", "Token 9944b09199c62bcf", "ApiKey x1y2", "Negotiate YII=", " Bearer\tx9 ",
		// forms of keys
		"sk_live_a1b2c3d4e5", "pk_a1b2c3d4", "github_pat_11ABCDEFG0abcdefghijkl", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "sk-proj-a1b2c3d4e5f6", "sk-ant-api03-a1b2c3d4", "xapp-1-A0123-456-abcdef", "xoxb-123456-abcdef",
		"ATATT3xFfGF0abcdef", "ya29.a0AfH6SMBx", "AKIAIOSFODNN7EXAMPLE", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", "my key is glpat-abcdefghij, thanks", "-----BEGIN PRIVATE KEY-----\nMII", "npm_a1B2c3D4e5F6g7H8",
		// what looks like one
		drawn(r, base62+"+/", 40), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", drawn(r, digits+"abcdef", 32), drawn(r, digits+"ABCDEF", 40), drawn(r, digits+"abcdef", 64), "route to " + drawn(r, digits+"abcdef", 32),
		drawn(r, base62, 32), drawn(r, base62+"-_", 43), login, "dXNlcjpwYXNzd29yZA==", "dXNlcjpwYXNzd29yZA", "key-3ax6xnjp29jd6fds4gc373sgvjxteol0",
		// pairs
		"user=kn; password=x", `{"token":"x"}`, "X-Api-Key: x", "AccountName=a;AccountKey=x;", "max tokens: 5, api key: x",
	} {
		if got := redact.Value(value); got != redact.Mask {
			t.Errorf("%q became %q", value, got)
		}
	}
	for _, value := range []string{
		"", "hello", "1.0", "basically fine", "Basic plan", "Basic", "Token ring", "Basic løsning for bedrifter", "Bearer token", "Bearer authentication", "bearer of good news", "Digest of the week", "Primary key: id", "Partition key: customerId",
		"public key: none", "max tokens: 4096", "Routing key = orders", "Sort-Key: name", "8A:2B:3C:4D:5E:6F", "7T:", "8A:Cust12345", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
		"tenant-3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3f2504e0-4f89-11d3-9a0c-0305e82c3301,7c9e6679-7425-40de-944b-e07fc1f90ae7", "00000000000000000000000000000000", "12345678901234567890123456789012",
		"customer-service-integration-for-superoffice", "SuperOfficeWebhookReceiverForCustomers", "integrations/superoffice/customers/updated/v2", "kundebehandlingssystemer_og_henvendelser", "0015g00000XyZabAAB",
		"superoffice.integration.webhooks.receiver", "Nordlys Kaffe AS", "kari@example.com", "2024-06-10T08:30:00+02:00", "+47 22 33 44 55", "application/json; charset=utf-8", "https://h.example.com/api/v2/orders", "sk-sport", "pk_customers", "npm_config_registry",
		"https://h.example.com:8443 from 08:00 to 16:00", "https://h.example.com:8443, 2024-06-10T08:30", "SG.KontaktService", "Blåbærsyltetøy ☕ 注文の同期", strings.Repeat("orders ", 50),
	} {
		if got := redact.Value(value); got != value {
			t.Errorf("%q became %q", value, got)
		}
	}
	for value, want := range map[string]string{
		"8A:Cust12345.a1b2c3d4e5f6":                                 "8A:Cust12345.********",
		"the token 8A:Cust12345.a1b2c3d4e5f6, of test":              "the token 8A:Cust12345.********, of test",
		"7T:NQAxADkANQAxADk=":                                       "7T:********",
		"https://u:p@h.example.com/?k=v&page=1":                     "https://********@h.example.com/?k=********&page=1",
		"to https://hooks.slack.com/services/T00/B00/abcdef, daily": "to https://hooks.slack.com/services/T00/B00/********, daily",
	} {
		if got := redact.Value(value); got != want {
			t.Errorf("%q became %q, want %q", value, got, want)
		}
	}
}

func TestKeysInTexts(t *testing.T) {
	for text, want := range map[string]string{
		"sent 8A:Cust12345.a1b2c3d4e5f6 twice":             "sent 8A:Cust12345.******** twice",
		"no github_pat_11ABCDEFG0abcdef here.":             "no ******** here.",
		"sk-ant-api03-a1b2c3d4.":                           "********.",
		"Primary key: id is missing":                       "Primary key: id is missing",
		"maximum context length is 4096, max_tokens: 5000": "maximum context length is 4096, max_tokens: 5000",
		"Auth-Type: mutual, Session-Timeout: 30":           "Auth-Type: mutual, Session-Timeout: 30",
		`{'by':'kn@h','url':'https:\/\/u:p@h'}`:            `{'by':'kn@h','url':'https:\/\/********@h'}`,
		"x-servicekey: abc":                                "x-servicekey: ********",
		"Password: wrong":                                  "Password: wrong", "token: expired.": "token: expired.", "Signature: missing": "Signature: missing", "Cookie: none": "Cookie: none", "authorization: required!": "authorization: required!",
		"Schlüssel: fehlt": "Schlüssel: fehlt", "credentials: include": "credentials: include", `{"token":"invalid","key":"x1"}`: `{"token":"invalid","key":"********"}`, "password: wrong for this user": "password: wrong for this user",
		"passord: utløpt\nAuthorization: missing\n x1": "passord: utløpt\nAuthorization: missing\n x1",
		"password: wrong, got hunter2":                 "password: ********", "token: expired; key=a1": "token: ********", "password: wrongly": "password: ********", "password: horse": "password: ********", "secret=none1": "secret=********",
		"PHPSESSID=abc123; path=/":                               "PHPSESSID=********",
		"Could not load 'Json, PublicKeyToken=30ad4fe6b2a6aeed'": "Could not load 'Json, PublicKeyToken=30ad4fe6b2a6aeed'",
		"violates foreign key: fk_orders_customer":               "violates foreign key: fk_orders_customer",
		"POST https://hooks.slack.com/services/T0/B0/abcdef failed: 404, see https://h.example.com/in?api-version=2016-06-01&k=v.": "POST https://hooks.slack.com/services/T0/B0/******** failed: 404, see https://h.example.com/in?api-version=2016-06-01&k=********.",
	} {
		if got := redact.Text(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func TestWhatAMaskHides(t *testing.T) {
	for _, c := range []struct{ came, want string }{
		{"", ""}, {"https://h.example.com/a", ""}, {"https://u:p4ss@h.example.com/in?code=x1", "u p4ss x1"}, {"https://h.example.com/token/abc%2Fdef", "abc%2Fdef"},
		{"https://hooks.slack.com/services/T00/B00/abcdef", "abcdef"}, {"https://eo9yb7qw8er5ty6.m.pipedream.net/orders", "eo9yb7qw8er5ty6"}, {"https://h.example.com/in/8A:Cust12345.a1b2c3d4e5f6g7h8", "a1b2c3d4e5f6g7h8"},
	} {
		if got := redact.Hidden(c.came, redact.Target(c.came)); got != c.want {
			t.Errorf("%s hides %q, want %q", c.came, got, c.want)
		}
	}
}

// singles are values of one word, as they occur in headers and properties.
const singles = `
	application/json;charset=utf-8 text/plain;charset=iso-8859-1 kari.nordmann@example.com superoffice-webhooks@nordlyskaffe.no crm-prod-weu-001.example.com a1b2c3d4e5f6g7.execute-api.eu-north-1.example.com
	2024-06-10T08:30:00+02:00 20240610T083000Z 2024-11-28T08:45:00.0000000Z SO-2024-000123 Cust12345 NO923609016MVA NO9386011117947 DE89370400440532013000 SE4550000000058398257466
	func-so-webhook-prod-weu-001 rg-crm-prod-we-01 aks-ingress-nginx-internal D365FO_CustomersV3 SuperOfficeWebhookReceiver superoffice_integration_name OrderNumberOfTheCustomer NordlysKaffe_Avd_Bergen
	Microsoft.Dynamics365.BusinessCentral SuperOffice.CRM.Services88.Implementation com.example.hooks.OrdersController X-SuperOffice-Event sale.sold,contact.changed,person.created
	v2.14.0-rc.1+build.20240610 1.0.0-SNAPSHOT.20240610 projects/nordlys-prod/topics/crm-events arn:aws:sns:eu-north-1:123456789012:crm-events urn:superoffice:webhook:contact
	order-2024-05-01-000017 PO4500012345-00010 customer-7038010068980 EAN7038010068980 KID000012345678903 tenant-Cust26759-sod kv-crm-prod-westeurope-01 sb://evhns-so-prd-weu.servicebus
	Mozilla/5.0 PostmanRuntime/7.36.1 SuperOffice-Webhooks/11.13 integration@superoffice gzip,deflate,br no-cache,no-store,must-revalidate max-age=31536000;includeSubDomains keep-alive,timeout=5
	Europe/Copenhagen GMT+01:00 W.EuropeStandardTime nb-NO,nb;q=0.9,en;q=0.8 nordlyskaffeas.onmicrosoft.com acme.my.salesforce.com 4bf92f3577b34da6 507f1f77bcf86cd799439011 INV-2024-11-000451-NO
	3f2504e0-4f89-11d3-9a0c-0305e82c3301 subscription-00017-EU west-europe-prod-k8s-node-pool-01 HubSpotContactSyncV3Production KundeOppdatertFraSuperOffice VertriebsmitarbeiterZuordnung
	affärsmöjlighet-uppdaterad klantgegevensBijgewerkt b2bWebshopOrderExportJob2 S4HANA_OP_2023_FPS01 Windows-Server-2022-x64 MSSQLSERVER2019_PROD NAVISION_DK_TEST_2 AzureServiceBusQueueTrigger1
	httpTriggerCSharp1-staging LogicAppStandard_WS1 so2erp-sync-job-nightly-0230 job:nightly:crm2dwh:0230 192.168.100.200:8443 [2001:db8::1]:8443 fe80::1ff:fe23:4567:890a 00:1A:2B:3C:4D:5E
	59.913868,10.752245 +4722334455,+4722334456 org:923609016;avd:0301 Kundenbeziehungsmanagement Donaudampfschifffahrtsgesellschaft hooks.example.com:8443/in/orders /api/v2/orders/contact-changed
	{0}-{1}-{2} ${ENVIRONMENT}_orders %Y-%m-%dT%H:%M:%S yyyy-MM-ddTHH:mm:ss.fffZ ^[A-Za-z0-9]+$ salesOrder.orderLines[0].productNo $.changes[?(@.field=='name')] 1717999800000 1718000000.123456
	QuickBooksOnline_Sandbox_EU NetSuiteTBA-OAuth1Connector ZohoCRM2SuperOffice XSLT-map-orders-v2 PKCS12KeystoreLoader QRCodeGeneratorService`

// Of 2,000 keys of each form fewer than 3 % show as a value of one word, whatever its name. A password with many marks is recognized less often, and hex and UUIDs are
// identifiers as often as not.
func TestKeysUnderAHarmlessName(t *testing.T) {
	const draws = 2000
	for _, form := range []struct {
		name, alphabet string
		length, most   int // how many of a hundred may show
	}{
		{"16 of base62", base62, 16, 3}, {"20 of base62", base62, 20, 1}, {"24 of base62", base62, 24, 1}, {"22 of base64url", base62 + "-_", 22, 1}, {"20 small letters and digits", small + digits, 20, 1},
		{"24 letters", small + big, 24, 1}, {"26 of base32", big + "234567", 26, 1}, {"24 small letters", small, 24, 3}, {"20 with marks", base62 + "!#$%*+-=?^_~", 20, 35},
	} {
		r := rand.New(rand.NewPCG(7, 11))
		shown := 0
		for range draws {
			if token := drawn(r, form.alphabet, form.length); redact.Value(token) == token {
				shown++
			}
		}
		t.Logf("%s: %d of %d show", form.name, shown, draws)
		if shown*100 > form.most*draws {
			t.Errorf("%s: %d of %d show", form.name, shown, draws)
		}
	}
	for value := range strings.FieldsSeq(singles) {
		if got := redact.Value(value); got != value {
			t.Errorf("%q became %q", value, got)
		}
	}
}
