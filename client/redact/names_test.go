package redact_test

import (
	"strings"
	"testing"

	"crmhooks/client/redact"
)

// credentialNames are names whose value is a credential.
const credentialNames = `
	Authorization authorization Proxy-Authorization X-Authorization X-Api-Key x-api-key x-apikey XApiKey API_KEY apikey ApiKeys X-Auth-Token X-Auth Cookie Set-Cookie cookies
	X-Service-Key x-servicekey X-ServiceKey service_key Ocp-Apim-Subscription-Key ocpapimsubscriptionkey X-Functions-Key x-functions-key functionkey Client-Secret client_secret
	clientSecret CLIENTSECRET X-Signature x-hub-signature-256 X-Amz-Security-Token X-XSRF-TOKEN XSRF-TOKEN csrftoken SO-AppToken X-Gitlab-Token X-Shopify-Access-Token
	appkey AppKey app_key clientkey client-key accountkey AccountKey hmackey hmac_key HMAC storagekey SharedAccessKey SharedAccessSignature sas SasToken sas_token hostkey masterKey
	signingkey SigningKey webhook_key webhookkey userkey consumer_key consumerKey licensekey encryptionKey privateKey private_key PRIVATE-KEY PrivateKeyPem sshkey aeskey integrationKey
	basicauth basicAuth basic_auth oauth oauth2 oauthToken oauth_token bearer bearerToken jwt JWT jwtToken id_token access_token accessToken accesstoken refreshtoken
	password passwd passwort pwd Pwd dbpwd pass dbpass db_pass dbPass userpass userPass USERPASS passphrase passcode smtp_password psw pw db_pw dbpw proxyPassword passwordHash
	PHPSESSID JSESSIONID jsessionid phpsessid ASP.NET_SessionId sessionid session_id sessionId session X-Session sid connect.sid sessid
	pin PIN pinCode otp credential credentials cred creds vault clientcert client_certificate X-Client-Cert sig signature secret secrets webhookSecret hmacSecret
	Passord passord brukerpassord nøkkel api-nøkkel API_NOKKEL tjenestenøkkel Nøkkel hemmelig hemmelighet nyckel apinyckel hemlig lösenord losenord adgangskode kodeord nøgle apinøgle
	Schlüssel apiSchlüssel schluessel Passwort Kennwort wachtwoord sleutel apiSleutel schlussel mot_de_passe motDePasse motdepasse salasana kayttajan_salasana senha contraseña contrasena heslo hasło parool lykilorð
	tokenValue secretText auth_user keyVault tokenId secretId password_hint max_token_secret typeKey nameToken pASSWORD tOKEN authHeader`

// plainNames are names that speak of a credential at most.
const plainNames = `
	X-Webhook-Version X-Company Content-Type X-Keyboard X-Monkey X-Author X-Request-Id User-Agent Accept Host Origin Referer Date From Idempotency-Key
	sessionName session_name certName CertName cert_thumbprint headers Headers includeHeaders include_headers customHeaders httpHeaders Access-Control-Allow-Headers
	Partition-Key PartitionKey partitionkey Routing-Key routing_key routingKey RoutingKey PrimaryKey primaryKey primary_key primarykey ForeignKey foreign_key RowKey rowkey sort_key
	sortKey cacheKey cache_key public_key PublicKey publicKey dedupKey idempotencyKey unique_key lookupKey messageKey PublicKeyToken
	keyField key_field keyName key_name KeyId key_id keyid2 keyAccount key_account keyAccountManager KeyFigures keyColumn key_type keyCustomer keyword keywords Keyboard keynote monkey
	turkey hockey donkey whiskey jockey
	Session-Timeout sessionTimeout session_timeout_seconds Auth-Type authType auth_type X-Auth-Mode authMode authMethod auth_method authProvider auth_url authUrl tokenUrl token_url
	tokenEndpoint token_type tokenType tokenExpiry token_expires_at tokenLifetime secretName secret_name cookieName passwordPolicyVersion signature_algorithm signatureAlgorithm
	signature_version signatureMethod max_tokens maxTokens total_tokens min_tokens token_count tokenizer tokenize tokenized oauth_scope oauthScopes oauth_version oauth_timestamp
	secretary secretaryName secretariat secretary_id companySecretary code Code countryCode postcode zipCode error_code statusCode status_code ordercode
	bypass compass author authors authority authorized_by isAuthorized passenger passport passive compassion Spinner spin pinned opinion mapping side inside residence consider president
	Kari e-mail name type value id url target description tenant customer company region environment department cost_center project priority
	nøkkelord nøkkeltall nyckelord nyckeltal Schlüsselwort primærnøkkel fremmednøkkel privat private is_private Schlusselwort passepartout Passenger senhor
	certificateSubject cert_serial X-Trace-Id traceparent customToKennel`

func TestNames(t *testing.T) {
	for names, want := range map[string]bool{credentialNames: true, plainNames: false} {
		for name := range strings.FieldsSeq(names) {
			if got := redact.Name(name); got != want {
				t.Errorf("%s: %v", name, got)
			}
		}
	}
	for name, want := range map[string]bool{"": false, "-": false, "Api key": true, "Primary key": false, "max tokens": false, "\xff\xfe": false, "api\xffkey": true, "КЛЮЧ": false,
		"ｐａｓｓｗｏｒｄ": true, "Ｘ－Ａｐｉ－Ｋｅｙ": true, "Sec\u200bret": true, "Sec\ufffdret": true, "𝐭𝐨𝐤𝐞𝐧": true, "lo\u0308senord": true, "Schlu\u0308ssel": true, "pass\u00adword": true} {
		if got := redact.Name(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
}

func TestNamesOfKeysThemselves(t *testing.T) {
	for name, want := range map[string]bool{
		"X-Api-Key": true, "apikey": true, "x-servicekey": true, "access_token": true, "accesstoken": true, "password": true, "dbpass": true, "Passord": true, "clientSecret": true,
		"X-Auth-Mode": false, "X-Signature": false, "session": false, "Partition-Key": false, "keyName": false, "": false, "pin": false, "Authorization": false, "secretary": false,
	} {
		if got := redact.KeyName(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestNamesAreReadWithoutAllocating(t *testing.T) {
	for _, name := range []string{"Content-Type", "X-Api-Key", "OrderNumberOfTheCustomer", "superoffice_integration_name", "nøkkel"} {
		if n := testing.AllocsPerRun(100, func() { redact.Name(name) }); n != 0 {
			t.Errorf("%s: %v", name, n)
		}
	}
}

func BenchmarkName(b *testing.B) {
	all := strings.Fields(credentialNames + plainNames)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		redact.Name(all[i%len(all)])
	}
}
