package config

import (
	"cmp"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"crmhooks/client/address"
)

// Profile is one tenant and how to log in there. A Profile that Load returned is checked.
type Profile struct {
	Name   string // empty when the target was given by its address or its environment
	Label  string // free text for people; without control characters, otherwise as it was written
	Danger bool   // the screen must warn

	URL         string // the web API's address; either it or Environment is set
	Environment string // sod, qaonline or online
	Tenant      string // Cust12345; set with Environment

	Auth      Scheme
	Username  string
	Token     Secret
	Password  Secret
	Ticket    Secret
	AppToken  Secret
	XSRFToken Secret
	Cookie    Secret

	Language   string // Accept-Language, "en" unless chosen
	SOLanguage string
	SOCulture  string
	SOTimezone string
	Timeout    time.Duration // how long the server may be silent; 0, for the client to choose, unless given
	Usage      bool          // the archive is asked what the tenant counts about its webhooks; true unless chosen
	LastError  bool          // the texts of last errors are read; true unless chosen
	OtherApps  bool          // the webhooks of other applications are listed where the archive has them; true unless chosen
	AllowHTTP  bool          // plain http is accepted also beyond this machine

	CAFile             string // PEM certificates of authorities that are trusted beside the system's; absolute
	ClientCert         string // PEM certificate that this side shows, with ClientKey; absolute
	ClientKey          string
	Proxy              string // address of an HTTP proxy in place of HTTPS_PROXY, for targets beyond this machine
	InsecureSkipVerify bool   // the server's certificate is not checked
}

// Scheme is how a login is sent.
type Scheme string

// The schemes. There is none for the built-in tenant and a saved list.
const (
	Basic    Scheme = "basic"
	SoTicket Scheme = "soticket"
	Bearer   Scheme = "bearer"
	XSRF     Scheme = "xsrf"
)

// Title is what people call the target: the label, or else the profile's name, the tenant or the host.
func (p Profile) Title() string { return cmp.Or(p.Label, p.Name, p.Tenant, p.host()) }

// Login is the secret that the scheme sends: the password, the ticket, the token or the XSRF token.
func (p Profile) Login() Secret {
	switch p.Auth {
	case Basic:
		return p.Password
	case SoTicket:
		return p.Ticket
	case XSRF:
		return p.XSRFToken
	default: // Bearer; if no scheme is chosen, there is no token
		return p.Token
	}
}

func (p Profile) host() string {
	u, err := url.Parse(p.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// Online reports whether the target is SuperOffice's own cloud.
func (p Profile) Online() bool {
	host := "." + strings.ToLower(strings.TrimSuffix(p.host(), "."))
	return p.Environment != "" || strings.HasSuffix(host, ".superoffice.com")
}

// Unencrypted reports whether the login travels over plain http to another machine.
func (p Profile) Unencrypted() bool {
	u, err := url.Parse(p.URL)
	return err == nil && u.Scheme == "http" && !address.Loopback(u.Hostname())
}

// setting is a key of a profile that is no secret.
type setting struct {
	key string
	set func(*Profile, value, environment) error
}

// settings are applied in this order, so that an address is checked before what depends on it.
var settings = []setting{
	{"url", func(p *Profile, v value, _ environment) error { return v.address(&p.URL) }},
	{"environment", func(p *Profile, v value, _ environment) error {
		return choice(v, &p.Environment, "sod", "qaonline", "online")
	}},
	{"tenant", func(p *Profile, v value, _ environment) error { return v.tenant(&p.Tenant) }},
	{"label", func(p *Profile, v value, _ environment) error { return v.text(&p.Label) }},
	{"danger", func(p *Profile, v value, _ environment) error { return v.truth(&p.Danger) }},
	{"auth", func(p *Profile, v value, _ environment) error {
		return choice(v, &p.Auth, Basic, SoTicket, Bearer, XSRF)
	}},
	{"username", func(p *Profile, v value, _ environment) error { return v.username(&p.Username) }},
	{"language", func(p *Profile, v value, _ environment) error { return v.text(&p.Language) }},
	{"so_language", func(p *Profile, v value, _ environment) error { return v.text(&p.SOLanguage) }},
	{"so_culture", func(p *Profile, v value, _ environment) error { return v.text(&p.SOCulture) }},
	{"so_timezone", func(p *Profile, v value, _ environment) error { return v.text(&p.SOTimezone) }},
	{"timeout", func(p *Profile, v value, _ environment) error {
		return v.duration(&p.Timeout, time.Second, 10*time.Minute)
	}},
	{"usage", func(p *Profile, v value, _ environment) error { return v.truth(&p.Usage) }},
	{"last_error", func(p *Profile, v value, _ environment) error { return v.truth(&p.LastError) }},
	{"other_apps", func(p *Profile, v value, _ environment) error { return v.truth(&p.OtherApps) }},
	{"allow_http", func(p *Profile, v value, _ environment) error { return v.truth(&p.AllowHTTP) }},
	{"ca_file", func(p *Profile, v value, env environment) error { return v.path(&p.CAFile, env) }},
	{"client_cert", func(p *Profile, v value, env environment) error { return v.path(&p.ClientCert, env) }},
	{"client_key", func(p *Profile, v value, env environment) error { return v.path(&p.ClientKey, env) }},
	{"proxy", func(p *Profile, v value, _ environment) error { return v.address(&p.Proxy) }},
	{"insecure_skip_verify", func(p *Profile, v value, _ environment) error { return v.truth(&p.InsecureSkipVerify) }},
}

// profileKeys are all the keys of a profile.
func profileKeys() []string {
	var keys []string
	for _, s := range settings {
		keys = append(keys, s.key)
	}
	for _, s := range secretKinds {
		for _, way := range ways {
			keys = append(keys, s.key+way)
		}
	}
	return keys
}

// keysInBrief names all the keys of a profile for a message.
func keysInBrief() string {
	var plainKeys, secrets []string
	for _, s := range settings {
		plainKeys = append(plainKeys, s.key)
	}
	for _, s := range secretKinds {
		secrets = append(secrets, s.key)
	}
	return strings.Join(plainKeys, ", ") + "; and " + strings.Join(secrets, ", ") + ", each as it is or with _env, _file or _command"
}

// address checks and stores the address of a web API. Faults do not repeat it: it may hold a password.
func (v value) address(to *string) error {
	if err := v.text(to); err != nil {
		return err
	}
	u, ok := address.Parse(*to)
	if !ok {
		return v.at.fault("must be an http or https address with a host, such as https://crm.example.com/SuperOffice/api", "")
	}
	if u.User != nil || strings.ContainsAny(*to, "?#") {
		return v.at.fault("must not hold a user, a query or a fragment", "Leave only scheme, host and path; a login has keys of its own.")
	}
	return nil
}

var tenantName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^Cust[0-9]+$`) })

func (v value) tenant(to *string) error {
	if err := v.text(to); err != nil {
		return err
	}
	if !tenantName().MatchString(*to) {
		return v.at.fault("must be Cust and digits, such as Cust12345", "")
	}
	return nil
}

func (v value) username(to *string) error {
	if err := v.text(to); err != nil {
		return err
	}
	if strings.Contains(*to, ":") {
		return v.at.fault("must not hold a colon", "Basic authentication ends the user's name at the first colon.")
	}
	return nil
}

// builder makes one profile out of layers, and remembers where each setting came from.
type builder struct {
	Profile
	at   map[string]place
	head place
}

// build makes a profile and checks it. Later layers win. Head is where faults are reported that have no key.
func build(name string, head place, env environment, layers ...layer) (*builder, error) {
	b := &builder{Profile: blank(), at: map[string]place{}, head: head}
	b.Name = name
	for _, l := range layers {
		if err := b.apply(l, env); err != nil {
			return nil, err
		}
	}
	err := cmp.Or(b.checkTarget(), b.checkCertificate(), b.chooseScheme(), b.checkScheme())
	if err != nil {
		return nil, err
	}
	b.askForTheRest()
	return b, nil
}

// blank is a profile with every default.
func blank() Profile {
	return Profile{Language: "en", Usage: true, LastError: true, OtherApps: true}
}

func (b *builder) apply(l layer, env environment) error {
	for _, s := range settings {
		v, ok := l[s.key]
		if !ok {
			continue
		}
		b.at[s.key] = v.at
		if err := s.set(&b.Profile, v, env); err != nil {
			return err
		}
	}
	for _, s := range secretKinds {
		secret, at, err := secretIn(l, s, env)
		if err != nil {
			return err
		}
		if secret.Set() {
			*s.of(&b.Profile) = secret
			b.at[s.key] = at
		}
	}
	return nil
}

func (b *builder) checkTarget() error {
	switch {
	case b.URL != "" && b.Environment != "":
		return b.at["environment"].fault("cannot go together with url", "Keep the one that names your tenant.")
	case b.URL == "" && b.Environment == "":
		return b.head.fault("names no tenant", "Give it a url, or an environment and a tenant.")
	case b.Environment != "" && b.Tenant == "":
		return b.at["environment"].fault("needs a tenant", "Give the tenant too, such as Cust12345.")
	}
	return nil
}

func (b *builder) checkCertificate() error {
	switch {
	case b.ClientCert != "" && b.ClientKey == "":
		return b.at["client_cert"].fault("needs client_key too", "Give the file of the certificate's private key.")
	case b.ClientKey != "" && b.ClientCert == "":
		return b.at["client_key"].fault("needs client_cert too", "Give the file of the key's certificate.")
	}
	return nil
}

// chooseScheme infers the scheme from the secret that was given, when auth does not name it. It never guesses between two,
// as a token must not go to a place that it was not meant for.
func (b *builder) chooseScheme() error {
	if b.Auth != "" {
		return nil
	}
	given := make(map[Scheme]place)
	for _, s := range secretKinds {
		if at, ok := b.at[s.key]; ok && s.scheme != "" {
			given[s.scheme] = at
		}
	}
	if len(given) > 1 {
		first, second := twoOf(given)
		return second.fault("is given and so is "+first.Name+", but nothing says which to use",
			"Name it with auth in the profile or with "+prefix+"AUTH: basic, soticket, bearer or xsrf.")
	}
	b.Auth = Bearer
	for scheme := range given {
		b.Auth = scheme
	}
	if len(given) == 0 && b.Username != "" && !b.Online() {
		b.Auth = Basic
	}
	return nil
}

// twoOf returns the first two places in the order of the schemes' names, so that messages are stable.
func twoOf(given map[Scheme]place) (first, second place) {
	schemes := slices.Sorted(maps.Keys(given))
	return given[schemes[0]], given[schemes[1]]
}

func (b *builder) checkScheme() error {
	if b.Auth != Basic || !b.Online() {
		return nil
	}
	at, said := b.at["auth"]
	if !said {
		at = b.at["password"]
	}
	return at.fault("means basic, which cannot work at SuperOffice Online", "Use bearer or soticket.")
}

// askForTheRest makes the program ask the user for each secret that the scheme needs and no setting gives.
func (b *builder) askForTheRest() {
	for _, s := range secretKinds {
		needed := s.scheme == b.Auth ||
			s.key == "cookie" && b.Auth == XSRF || // the vendor's pages say that the XSRF token is worth nothing without its session
			s.key == "app_token" && b.Auth == SoTicket && b.Online() // they require SO-AppToken with a ticket Online
		if s.key == "xsrf_token" && b.Cookie.Set() {
			needed = false // the cookies of a session usually hold it
		}
		if secret := s.of(&b.Profile); needed && !secret.Set() {
			*secret = asked(s, b.Profile)
		}
	}
}

// ready checks what only the opened target must have; a file's other profiles may get it from variables later. other is the variable by which the
// variables name another target, "" for none.
func (b *builder) ready(other string) error {
	switch {
	case b.Unencrypted() && !b.AllowHTTP:
		return b.at["url"].fault("is plain http, which would send the login unencrypted", "Use https, or accept it with "+b.acceptance(other)+".")
	case b.Auth == Basic && b.Username == "":
		return b.head.fault("needs a username for basic", "Write username into the profile, or set "+prefix+"USERNAME.")
	}
	return nil
}

// acceptance is what accepts plain http for this target: a setting that counts for it.
func (b *builder) acceptance(other string) string {
	switch {
	case b.Name != "":
		return "allow_http = true in the profile"
	case other != "":
		return "allow_http = true in a profile with this address"
	}
	return prefix + "ALLOW_HTTP=true, or with allow_http = true in a profile with this address"
}
