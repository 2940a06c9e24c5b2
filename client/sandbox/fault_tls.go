package sandbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"time"
)

// certificate is a kind of certificate that no client should accept.
type certificate int

const (
	noTLS certificate = iota
	selfSigned
	expired
	otherName
)

// tlsConfig makes a certificate of the kind, signed by itself.
func (c certificate) tlsConfig(now time.Time) (*tls.Config, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("a key for the certificate: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.Unix()), Subject: pkix.Name{CommonName: "crmhooks sandbox"},
		NotBefore: now.AddDate(0, 0, -30), NotAfter: now.AddDate(0, 0, 30), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	switch c {
	case expired:
		template.NotAfter = now.AddDate(0, 0, -1)
	case otherName:
		template.IPAddresses, template.DNSNames = nil, []string{"crm.example.com"}
	case noTLS, selfSigned: // it is signed by itself already
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("the certificate: %w", err)
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}, nil
}
