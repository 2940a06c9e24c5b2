package redact

// role is what a word in the name of a header, a property or a parameter says about its value.
type role uint16

const (
	secret   role = 1 << iota // a credential
	itself                    // a credential that is itself the key, and not only has to do with one
	ofKey                     // in front of "key": one that finds or sorts data
	ofToken                   // in front of "token" or "tokens": pieces of a text
	about                     // behind a credential: says something about it, and is none
	aboutKey                  // the same behind "key" alone: the identifier of a key, or a key account
	key                       // "key" or "keys"
	token                     // "token" or "tokens"
)

// meaning is what a word says by itself in a name; 0 for nothing.
func meaning(word string) role {
	switch word {
	case "key", "keys":
		return secret | itself | key
	case "token", "tokens":
		return secret | itself | token
	case "apikey", "secret", "password", "passwd", "pwd", "pw", "psw", "pass", "passphrase", "passord", "passe", "senha", "heslo":
		return secret | itself
	case "secrets", "passcode", "pin", "auth", "authorization", "authorisation", "authentication", "cookie", "cookies", "credential", "credentials",
		"cred", "creds", "signature", "sig", "bearer", "session", "sid", "jwt", "sas", "hmac", "otp", "cert", "certificate", "oauth", "vault":
		return secret
	case "name", "names", "type", "types", "mode", "timeout", "timeouts", "algorithm", "algorithms", "algo", "alg", "field", "fields", "url", "uri",
		"endpoint", "expiry", "expires", "expiration", "expired", "ttl", "length", "size", "limit", "count", "status", "enabled", "disabled", "required",
		"valid", "validity", "version", "format", "lifetime", "prefix", "suffix", "file", "filename", "provider", "method", "scheme", "issuer", "audience",
		"scope", "scopes", "rotation", "rotated", "created", "updated", "date", "at", "seconds", "minutes", "hours", "days", "interval", "label",
		"description", "title", "column", "property", "attribute", "position", "strategy", "callback", "timestamp", "thumbprint", "fingerprint", "serial",
		"subject", "rate", "used", "ring", "policy", "policies":
		return about
	case "id", "ids", "account", "accounts", "figure", "figures", "customer", "customers", "contact", "contacts", "person", "persons", "performance",
		"indicator", "indicators", "role", "result", "results":
		return aboutKey
	case "primary", "foreign", "partition", "routing", "sort", "sorting", "row", "cache", "public", "idempotency", "unique", "composite", "natural",
		"surrogate", "lookup", "dedup", "deduplication", "record", "entity", "object", "group", "message", "event", "index", "search", "join", "merge",
		"mapping", "project", "issue", "alternate", "correlation", "hash", "range", "business", "external", "translation":
		return ofKey
	case "max", "min", "maximum", "minimum", "total", "prompt", "completion", "num":
		return ofToken
	}
	return 0
}

// wordPart is what says that a value is a credential inside a longer word, as in "accesstoken", but not where a word goes on as one of unless.
type wordPart struct {
	part   string
	unless []string
}

// wordParts are in the languages of the vendor's customers, also as programmers write them, under their first byte.
var wordParts = [256][]wordPart{
	'a': {{"apikey", nil}, {"authorization", nil}, {"authorisation", nil}, {"accesskey", nil}, {"authkey", nil}, {"adgangskode", nil}},
	'c': {{"credential", nil}, {"cookie", nil}, {"contraseña", nil}, {"contrasena", nil}},
	'e': {{"encryptionkey", nil}},
	'h': {{"hemmelig", nil}, {"hemlig", nil}, {"hasło", nil}},
	'k': {{"kodeord", nil}, {"kennwort", nil}},
	'l': {{"licensekey", nil}, {"lösenord", nil}, {"losenord", nil}, {"lykilorð", nil}},
	'm': {{"masterkey", nil}, {"motdepasse", nil}},
	'n': {{"nøkkel", []string{"nøkkelord", "nøkkeltall", "nøkkelperson", "nøkkelkunde"}},
		{"nokkel", []string{"nokkelord", "nokkeltall", "nokkelperson", "nokkelkunde"}},
		{"nyckel", []string{"nyckelord", "nyckeltal", "nyckelperson", "nyckelkund"}}, {"nøgle", []string{"nøgleord", "nøgletal", "nøgleperson"}}},
	'p': {{"password", nil}, {"passwd", nil}, {"privatekey", nil}, {"passord", nil}, {"passwort", nil}, {"parool", nil}},
	's': {{"secret", []string{"secretar"}}, {"sessid", nil}, {"sessionid", nil}, {"sharedkey", nil}, {"signingkey", nil}, {"subscriptionkey", nil},
		{"schlüssel", []string{"schlüsselwort", "schlüsselkunde"}}, {"schluessel", []string{"schluesselwort", "schluesselkunde"}},
		{"schlussel", []string{"schlusselwort", "schlusselkunde"}}, {"sleutel", []string{"sleutelwoord"}}, {"salasana", nil}},
	't': {{"token", []string{"tokeniz", "tokenis"}}},
	'w': {{"wachtwoord", nil}},
}

// isForeignKey reports whether a word is one of these languages for a key that finds data.
func isForeignKey(word string) bool {
	switch word {
	case "primærnøkkel", "fremmednøkkel", "primærnøgle", "fremmednøgle", "primärnyckel", "primärschlüssel", "fremdschlüssel":
		return true
	}
	return false
}

// endings are what says that a value is a credential at the end of a longer word, as in "dbpass", but not in these words.
var endings = []struct {
	ending string
	role   role
	unless []string
}{
	{"key", secret | itself | key, []string{"monkey", "turkey", "donkey", "hockey", "jockey", "whiskey", "hotkey", "lackey"}},
	{"keys", secret | itself | key, []string{"monkeys", "turkeys", "donkeys", "jockeys", "hotkeys"}},
	{"pass", secret | itself, []string{"bypass", "compass", "trespass", "encompass", "overpass", "underpass", "surpass"}},
	{"auth", secret, nil}, {"pwd", secret | itself, nil}, {"pw", secret | itself, nil}, {"cert", secret, []string{"concert", "disconcert"}},
}
