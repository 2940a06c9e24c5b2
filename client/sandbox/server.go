package sandbox

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"
)

// Server is a tenant that listens on loopback.
type Server struct {
	url   string
	ended chan struct{}
	close func() error
}

// Start listens on addr, "127.0.0.1:0" for a free port, and serves until Close. Its credentials are public, so it refuses
// every address that another machine could reach.
func (t *Tenant) Start(addr string) (*Server, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %q is no address with a port, such as 127.0.0.1:0: %w", addr, err)
	}
	if ip, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !ip.Unmap().IsLoopback()) {
		return nil, fmt.Errorf("sandbox: %q is not a loopback address; use 127.0.0.1 or [::1]", addr)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	// The name localhost says only what the machine's resolver makes of it.
	if a, ok := listener.Addr().(*net.TCPAddr); !ok || !a.IP.IsLoopback() {
		_ = listener.Close()
		return nil, fmt.Errorf("sandbox: %q leads to %s, which is not a loopback address", addr, listener.Addr())
	}
	s, err := t.serve(listener)
	if err != nil {
		_ = listener.Close()
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	return s, nil
}

func (t *Tenant) serve(listener net.Listener) (*Server, error) {
	s := &Server{url: t.address(listener.Addr().(*net.TCPAddr)), ended: make(chan struct{})}
	if t.fault.secure != noTLS {
		config, err := t.fault.secure.tlsConfig(t.now())
		if err != nil {
			return nil, err
		}
		listener = tls.NewListener(listener, config)
	}
	var run func()
	var stop func() error
	switch {
	case t.fault.closed:
		run, stop = func() {}, func() error { return nil }
		_ = listener.Close()
	case t.fault.accept != nil:
		run, stop = t.serveRaw(listener)
	default:
		run, stop = t.serveHTTP(listener)
	}
	s.close = sync.OnceValue(func() error {
		err := stop()
		<-s.ended
		return err
	})
	go func() {
		defer close(s.ended)
		run()
	}()
	return s, nil
}

// address is the base of the API, as a client is to know it.
func (t *Tenant) address(at *net.TCPAddr) string {
	scheme, host := "http", at.IP.String()
	if t.fault.secure != noTLS {
		scheme = "https"
	}
	scheme, host = cmp.Or(t.fault.scheme, scheme), cmp.Or(t.fault.host, host)
	return scheme + "://" + net.JoinHostPort(host, strconv.Itoa(at.Port)) + apiPath
}

func (t *Tenant) serveHTTP(listener net.Listener) (run func(), stop func() error) {
	server := &http.Server{
		Handler:           ownNames(listener.Addr().(*net.TCPAddr).IP, t),
		ReadHeaderTimeout: 10 * time.Second,
		ErrorLog:          log.New(io.Discard, "", 0), // standard error may be a screen that somebody looks at
	}
	return func() { _ = server.Serve(listener) }, server.Close // always an error; it ends with Close
}

// serveRaw hands every connection to the tenant's fault.
func (t *Tenant) serveRaw(listener net.Listener) (run func(), stop func() error) {
	var connections sync.WaitGroup
	var mu sync.Mutex
	var open []net.Conn
	run = func() {
		defer connections.Wait()
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open = append(open, conn)
			mu.Unlock()
			connections.Go(func() { t.fault.accept(conn) })
		}
	}
	stop = func() error {
		err := listener.Close()
		mu.Lock()
		defer mu.Unlock()
		for _, conn := range open {
			_ = conn.Close()
		}
		return err
	}
	return run, stop
}

// URL is the base address of the API, "http://127.0.0.1:PORT/Cust00001/api".
func (s *Server) URL() string { return s.url }

// Close stops listening and ends running requests. Further calls do nothing and return the same.
func (s *Server) Close() error { return s.close() }
