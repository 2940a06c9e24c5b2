package client_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crmhooks/client"
	"crmhooks/client/failure"
)

// secure is a TLS server that asks for a client's certificate, the file of its authority, and the files of such a certificate.
func secure(t *testing.T) (address, authority, cert, key string) {
	t.Helper()
	pair, pool := certificate(t, "127.0.0.1", time.Now().Add(time.Hour))
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "[]")
	}))
	server.Config.ErrorLog = quiet()
	server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequireAnyClientCert, ClientCAs: pool}
	server.StartTLS()
	t.Cleanup(server.Close)
	private, err := x509.MarshalPKCS8PrivateKey(pair.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, block := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: pair.Certificate[0]}, key: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return server.URL, cert, cert, key
}

func TestCertificatesOfTheConfiguration(t *testing.T) {
	address, authority, cert, key := secure(t)
	for _, c := range []struct {
		name     string
		security client.Security
		apply    failure.Kind // of Apply
		list     failure.Kind // of List
	}{
		{"all that it takes", client.Security{CAFile: authority, CertFile: cert, KeyFile: key}, "", ""},
		{"an unknown authority", client.Security{CertFile: cert, KeyFile: key}, "", failure.TLSAuthority},
		{"nothing checked", client.Security{CertFile: cert, KeyFile: key, InsecureSkipVerify: true}, "", ""},
		{"no certificate to show", client.Security{CAFile: authority}, "", failure.TLSClient},
		{"no such file", client.Security{CAFile: authority + "x"}, failure.BadCertificate, ""},
		{"a file without a certificate", client.Security{CAFile: key}, failure.BadCertificate, ""},
		{"a key file without a key", client.Security{CertFile: cert, KeyFile: cert}, failure.BadCertificate, ""},
		{"a proxy without a host", client.Security{Proxy: "http://"}, failure.BadAddress, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			transport := client.NewTransport(5 * time.Second)
			transport.Proxy = nil
			if err := c.security.Apply(transport); c.apply != "" {
				if kind(t, err) != c.apply {
					t.Errorf("%v", err)
				}
				return
			} else if err != nil {
				t.Fatal(err)
			}
			_, err := list(t, client.Options{BaseURL: address, Transport: transport})
			if c.list == "" && err != nil || c.list != "" && kind(t, err) != c.list {
				t.Errorf("%v, want %q", err, c.list)
			}
		})
	}
}

func TestOldTLSIsRefused(t *testing.T) {
	pair, pool := certificate(t, "127.0.0.1", time.Now().Add(time.Hour))
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = quiet()
	server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	server.StartTLS()
	t.Cleanup(server.Close)
	if _, err := list(t, client.Options{BaseURL: server.URL, Transport: direct(pool)}); kind(t, err) != failure.TLSProtocol {
		t.Errorf("%v", err)
	}
}

func TestAProxy(t *testing.T) {
	var asked []string
	proxy := serving(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.String())
		if r.Method == http.MethodConnect {
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "[]")
	})
	through := func(proxy, address string) error {
		transport := client.NewTransport(5 * time.Second)
		if err := (client.Security{Proxy: proxy}).Apply(transport); err != nil {
			t.Fatal(err)
		}
		_, err := list(t, client.Options{BaseURL: address, Transport: transport})
		return err
	}
	if err := through(proxy, "http://crm.example.com"); err != nil || len(asked) != 1 || !strings.HasPrefix(asked[0], "POST http://crm.example.com/api/v1/") {
		t.Errorf("%v, the proxy was asked for %v", err, asked)
	}
	if err := through(proxy, "https://crm.example.com"); kind(t, err) != failure.ProxyFailed {
		t.Errorf("a proxy that wants a login: %v", err)
	}
	if err := through("http://127.0.0.1:1", "https://crm.example.com"); kind(t, err) != failure.ProxyFailed {
		t.Errorf("a proxy that is not there: %v", err)
	}
}

func TestCertificates(t *testing.T) {
	now := time.Now()
	for _, c := range []struct {
		name    string
		host    string
		expires time.Time
		trusted bool
		want    failure.Kind
	}{
		{"good", "127.0.0.1", now.Add(time.Hour), true, ""},
		{"of an unknown authority", "127.0.0.1", now.Add(time.Hour), false, failure.TLSAuthority},
		{"expired", "127.0.0.1", now.Add(-time.Hour), true, failure.TLSExpired},
		{"of another name", "192.0.2.1", now.Add(time.Hour), true, failure.TLSName},
	} {
		t.Run(c.name, func(t *testing.T) {
			pair, pool := certificate(t, c.host, c.expires)
			if !c.trusted {
				pool = x509.NewCertPool()
			}
			server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				_, _ = io.WriteString(w, "[]")
			}))
			server.Config.ErrorLog = quiet()
			server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}}
			server.StartTLS()
			t.Cleanup(server.Close)
			_, err := list(t, client.Options{BaseURL: server.URL, Transport: direct(pool)})
			if c.want == "" && err != nil || c.want != "" && kind(t, err) != c.want {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

// certificate makes a certificate for an address, and the pool that trusts it.
func certificate(t *testing.T, host string, expires time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: expires.Add(-48 * time.Hour), NotAfter: expires,
		IPAddresses: []net.IP{net.ParseIP(host)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
