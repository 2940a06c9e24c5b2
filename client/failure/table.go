package failure

// row is what the program says about a kind.
type row struct {
	kind     Kind
	sentence string // {host} stands for the host
	next     string // the next step, likewise
	exit     int
}

const (
	checkAddress = "Check the address, and the server's own log."
	checkProxy   = "If a sign-in page or a proxy answers there, sign in or go around it; otherwise check the address."
	tryLater     = "Try again in a few minutes; crmhooks has already tried as often as the timeout allows."
	askVendor    = "Refresh; if it happens again, send the message above to SuperOffice support."
)

// table has a row for each kind, in the order of the kinds.
var table = []row{
	{BadAddress, "The address cannot be used", "Give the web API's address, such as https://crm.example.com/SuperOffice/api.", 2},
	{BadCertificate, "The certificates of the configuration cannot be used", "Check ca_file, client_cert and client_key: files in PEM form that belong together.", 2},
	{NotAllowed, "crmhooks only reads, and this request is not one of its reads", "Please report this as a bug in crmhooks.", 1},
	{TenantNotRunning, "{host} says that the tenant is not running", "Try again later; status.superoffice.com has notices.", 1},
	{BadTenantState, "{host} did not say where the tenant is", "Check the environment and the tenant, or give the tenant's address with url.", 1},
	{StateRefused, "{host} refused to say where the tenant is", "No login is sent there, so yours is not the reason; a proxy or a firewall in between may be. Give the tenant's address with url to go around it.", 1},
	{UnknownTenant, "{host} does not know this tenant", "Check the environment and the tenant.", 1},

	{UnknownHost, "The host {host} is not known", "Check the address for typing errors, and that this machine can resolve names.", 1},
	{Refused, "{host} refused the connection", "Check host and port, and whether the server runs.", 1},
	{Unreachable, "{host} cannot be reached from here", "Check the network, the VPN and the firewall of this machine.", 1},
	{Reset, "{host} closed the connection early", "Refresh; if it happens again, a proxy or a firewall in between may be closing it.", 1},
	{ProxyFailed, "The proxy did not let the request through", "Check HTTPS_PROXY and NO_PROXY, and whether the proxy asks for a login.", 1},
	{TLSAuthority, "The certificate of {host} is signed by an unknown certificate authority", "Install the authority's certificate on this machine, or name its file with ca_file in the profile.", 1},
	{TLSExpired, "The certificate of {host} is not valid at this time", "The server's owner has to renew it; also check this machine's clock.", 1},
	{TLSName, "The certificate of {host} is issued for a different host name", "Use the host name that the certificate is issued for, or have a certificate issued for this one.", 1},
	{TLSProtocol, "No TLS connection could be made with {host}", "Check the scheme and the port of the address.", 1},
	{TLSHandshake, "{host} broke off the TLS handshake", "It may want a client certificate, which client_cert and client_key name in the profile; if not, check the scheme and the port of the address.", 1},
	{TLSClient, "{host} wants a client certificate, and got none that it accepts", "Name one with client_cert and client_key in the profile; the server's owner says which certificates it accepts.", 1},
	{NotHTTP, "{host} does not speak HTTP", "Check host and port.", 1},
	{BadHeader, "{host} sent a response header that is larger than 64 KiB, or cannot be read", "Check what the server, or a proxy in between, adds to its answers, such as cookies.", 1},
	{BrokenHeader, "{host} closed the connection in the middle of its response header", "Refresh; if it happens again, the log of the server, or of a proxy in between, may say why.", 1},
	{ConnectTimeout, "{host} did not accept a connection in time", "Check host and port, the network and the firewall; --timeout allows more time.", 1},
	{HeaderTimeout, "{host} accepted the connection and did not answer in time", "Try again; --timeout allows more time.", 1},
	{BodyTimeout, "{host} stopped in the middle of its answer", "Try again; --timeout allows longer pauses.", 1},
	{WholeTimeout, "{host} did not finish its answer in time", "Try again; --timeout allows more time.", 1},
	{ProxyTimeout, "The proxy made no connection with {host} in time", "Check the proxy of HTTPS_PROXY or the profile, and whether it reaches {host}; --timeout allows more time.", 1},

	{Redirected, "{host} redirects to another address, which crmhooks does not follow so that no login leaves the host", "Use the address that it redirects to, if you trust it.", 1},
	{BadRequest, "{host} did not understand the request", "Check the filters and $select, and the language and time zone settings.", 1},
	{Unauthorized, "{host} did not accept the login", "Check that the token, ticket or password has not expired, and that auth names its kind; start again to be asked for it.", 3},
	{Forbidden, "{host} does not let this login use webhooks", "Online, the Webhook agent must be granted to the application; that locks its users out until an administrator approves the application again. Webhooks need a licence: Development Tools or CRM Suite Core. On-site, check the user's rights.", 3},
	{NotFound, "{host} has no web API at this address", "Check the path: it usually ends in /api. Old versions have no Webhook agent.", 1},
	{MethodRefused, "{host} does not accept this kind of request at this address", checkAddress, 1},
	{Conflict, "{host} reports a conflict", askVendor, 1},
	{Precondition, "{host} reports a condition that was not met", askVendor, 1},
	{Misdirected, "{host} is not this tenant's host (wrong subdomain)", "The tenant has moved: use environment and tenant in place of url, or ask for the new address.", 1},
	{Busy, "{host} asks for fewer requests", tryLater, 1},
	{Unavailable, "{host} is not available at the moment", tryLater, 1},
	{ServerFault, "{host} reports an internal error", askVendor, 1},
	{UnexpectedStatus, "{host} answered with an unexpected status", checkAddress, 1},

	{NullAnswer, "{host} answered null, which means that the call failed there", "Check that the login may use the Webhook agent; the server's log says more.", 1},
	{ErrorAnswer, "{host} answered with an error", askVendor, 1},
	{HTMLAnswer, "{host} answered with a web page, not with data", checkProxy, 1},
	{XMLAnswer, "{host} answered with XML, not with JSON", checkAddress, 1},
	{OtherAnswer, "{host} answered with something that is not JSON", checkProxy, 1},
	{EmptyAnswer, "{host} answered with nothing at all", checkAddress, 1},
	{Truncated, "The answer from {host} ends in the middle", "Refresh to get the rest; a proxy or a firewall in between may cut answers off.", 1},
	{NotJSON, "The answer from {host} is not valid JSON", checkAddress, 1},
	{WrongShape, "The answer from {host} is JSON, but not a list of webhooks", checkAddress, 1},
	{WrongAnswer, "The answer from {host} is JSON, but not what was asked for", checkAddress, 1},
	{TooLarge, "The answer from {host} is larger than what crmhooks reads", "Ask for less: filters on the server, or $select without headers and properties.", 1},
	{TooMany, "{host} sent more webhooks than crmhooks keeps in memory", "Ask for less: filters on the server, or $select without headers and properties.", 1},

	{BadFile, "The saved list cannot be read", "Give a file that holds the answer of GetAllWebhooks or the output of crmhooks list -o json.", 2},
	{Failed, "The request to {host} failed", "Try again; --log-file keeps the details.", 1},
}

// rows are the rows of the table by kind.
var rows = byKind(table)

func byKind(table []row) map[Kind]row {
	rows := make(map[Kind]row, len(table))
	for _, r := range table {
		rows[r.kind] = r
	}
	return rows
}

// Kinds returns every kind: what keeps a request from being made, then what happens on the way, what a status means, what is wrong with an answer, and the rest.
func Kinds() []Kind {
	kinds := make([]Kind, len(table))
	for i, r := range table {
		kinds[i] = r.kind
	}
	return kinds
}
