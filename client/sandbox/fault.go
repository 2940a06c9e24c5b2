package sandbox

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
)

// Fault is a way in which a server, or what is between, can be broken.
type Fault struct {
	Name        string
	Description string // one line: what the server does
	Version     string // of the server that it makes sense on, one of Versions; "" for the newest

	answer func(*Tenant, http.ResponseWriter, *http.Request) // answers in place of the tenant
	paths  []string                                          // that answer stands in for; nil for the list alone
	accept func(net.Conn)                                    // takes every connection over from HTTP; nil for HTTP
	secure certificate                                       // answers over TLS with a certificate of this kind
	scheme string                                            // of the address, when it is not what the server speaks
	host   string                                            // of the address, when it is not the server's
	closed bool                                              // nobody listens
}

// Faults returns every fault, those of the connection first, then those of the list, then those of what is read beside it.
func Faults() []Fault {
	return slices.Concat(connectionFaults(), answerFaults(), memberFaults(), usageFaults(), rootFaults())
}

// rootFaults are the faults of the API's root, which tells the version. All else is as it should be.
func rootFaults() []Fault {
	root := []string{apiPath}
	return []Fault{
		{Name: "version-not-found", Description: "404 for the version of the server", paths: root, answer: status(http.StatusNotFound, `{"Message":"No HTTP resource was found."}`)},
		{Name: "version-html", Description: "a page for the version of the server, whatever was asked for", paths: root, answer: body("text/html; charset=utf-8", signInPage)},
	}
}

// about reports whether the fault stands in for the read of a path.
func (f Fault) about(path string) bool {
	if f.paths == nil {
		return path == listPath
	}
	return slices.Contains(f.paths, path)
}

// faultByName finds a fault; "" is none.
func faultByName(name string) (Fault, error) {
	if name == "" {
		return Fault{}, nil
	}
	var names []string
	for _, f := range Faults() {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	return Fault{}, fmt.Errorf("there is no fault %q; there are %s", name, strings.Join(names, ", "))
}

func connectionFaults() []Fault {
	return []Fault{
		{Name: "unknown-host", Description: "the host's name is not known", host: "sandbox.invalid"},
		{Name: "refused", Description: "nobody listens at the port", closed: true},
		{Name: "reset", Description: "the connection is reset before the answer", accept: reset},
		{Name: "not-http", Description: "another protocol answers at the port", accept: banner},
		{Name: "broken-header", Description: "the connection is reset in the middle of the answer's header", accept: resetInHeader},
		{Name: "connect-timeout", Description: "the connection is accepted, and its TLS handshake never ends", scheme: "https", accept: silence},
		{Name: "tls-protocol", Description: "plain HTTP answers where TLS is expected", scheme: "https"},
		{Name: "tls-handshake", Description: "the TLS handshake is broken off, as by servers that want a client certificate", scheme: "https", accept: alert(40)},
		{Name: "tls-client", Description: "the server wants a client certificate", scheme: "https", accept: alert(116)},
		{Name: "tls-authority", Description: "the certificate is of an authority that nobody knows", secure: selfSigned},
		{Name: "tls-expired", Description: "the certificate has expired", secure: expired},
		{Name: "tls-name", Description: "the certificate is issued for a different host name", secure: otherName},
	}
}

// reset ends a connection as a firewall would.
func reset(c net.Conn) {
	buffer := make([]byte, 1)
	_, _ = c.Read(buffer) // the request has begun
	hangUp(c)
}

// hangUp closes a connection with a reset.
func hangUp(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = c.Close()
}

// resetInHeader reads a request and answers with half a header.
func resetInHeader(c net.Conn) {
	if request, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
		_, _ = io.Copy(io.Discard, request.Body)
	}
	_, _ = c.Write([]byte("HTTP/1.1 200 OK\r\nContent-Type: appl"))
	hangUp(c)
}

// alert breaks a TLS handshake off with an alert of this number (RFC 8446, section 6). It reads on until the other side goes away, as closing with bytes
// unread would reset the connection, and the alert would be lost.
func alert(number byte) func(net.Conn) {
	return func(c net.Conn) {
		buffer := make([]byte, 1)
		_, _ = c.Read(buffer) // the handshake has begun
		_, _ = c.Write([]byte{21, 3, 3, 0, 2, 2, number})
		silence(c)
	}
}

// banner greets as a mail server does.
func banner(c net.Conn) {
	_, _ = c.Write([]byte("220 mail.example.com ESMTP\r\n"))
	_ = c.Close()
}

// silence reads and says nothing until the other side goes away.
func silence(c net.Conn) {
	buffer := make([]byte, 4096)
	for {
		if _, err := c.Read(buffer); err != nil {
			_ = c.Close()
			return
		}
	}
}
