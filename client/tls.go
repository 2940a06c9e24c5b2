package client

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"net/url"

	"crmhooks/client/failure"
	"crmhooks/client/localfile"
	"crmhooks/client/text"
)

// Security says whom the client trusts and what it shows of itself. The zero value trusts the system's authorities and shows nothing.
type Security struct {
	CAFile             string // PEM certificates of further authorities
	CertFile, KeyFile  string // PEM certificate of this side and its private key
	Proxy              string // address of an HTTP proxy in place of HTTPS_PROXY, for targets beyond this machine; "" for that one
	InsecureSkipVerify bool   // the server's certificate is not checked
}

// Apply changes a transport that nothing has been sent with. Its error is an *Error of kind BadCertificate or BadAddress.
func (s Security) Apply(t *http.Transport) error {
	t.TLSClientConfig.InsecureSkipVerify = s.InsecureSkipVerify
	if s.Proxy != "" {
		proxy, err := url.Parse(s.Proxy)
		if err != nil || proxy.Host == "" {
			return &failure.Error{Kind: failure.BadAddress, Detail: "the proxy's address has no host"}
		}
		t.Proxy = beyondLoopback(http.ProxyURL(proxy))
	}
	if s.CAFile != "" {
		pool, err := authorities(s.CAFile)
		if err != nil {
			return err
		}
		t.TLSClientConfig.RootCAs = pool
	}
	if s.CertFile == "" {
		return nil
	}
	pair, err := keyPair(s.CertFile, s.KeyFile)
	if err != nil {
		return &failure.Error{Kind: failure.BadCertificate, Detail: "client_cert and client_key: " + text.Line(err.Error()), Cause: err}
	}
	t.TLSClientConfig.Certificates = []tls.Certificate{pair}
	return nil
}

// maxPEMBytes is far above any file of certificates; the authorities of a whole system have a few hundred kilobytes.
const maxPEMBytes = 4 << 20

func keyPair(certFile, keyFile string) (tls.Certificate, error) {
	cert, _, err := localfile.Read(certFile, maxPEMBytes)
	if err != nil {
		return tls.Certificate{}, err
	}
	key, _, err := localfile.Read(keyFile, maxPEMBytes)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.X509KeyPair(cert, key)
}

// authorities are the system's and those of a file.
func authorities(path string) (*x509.CertPool, error) {
	pem, _, err := localfile.Read(path, maxPEMBytes)
	if err != nil {
		return nil, &failure.Error{Kind: failure.BadCertificate, Detail: "ca_file: " + text.Line(err.Error()), Cause: err}
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // a machine without authorities of its own
	}
	if !pool.AppendCertsFromPEM(pem) {
		return nil, &failure.Error{Kind: failure.BadCertificate, Detail: "ca_file: " + text.Line(path) + " holds no certificate in PEM form"}
	}
	return pool, nil
}
