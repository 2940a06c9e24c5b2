package sandbox

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// Server is a tenant that listens on loopback.
type Server struct {
	url   string
	http  *http.Server
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
	return t.serve(listener), nil
}

func (t *Tenant) serve(listener net.Listener) *Server {
	s := &Server{
		url:   "http://" + listener.Addr().String() + apiPath,
		ended: make(chan struct{}),
		http: &http.Server{
			Handler:           t,
			ReadHeaderTimeout: 10 * time.Second,
			ErrorLog:          log.New(io.Discard, "", 0), // standard error may be a screen that somebody looks at
		},
	}
	s.close = sync.OnceValue(func() error {
		err := s.http.Close()
		<-s.ended
		return err
	})
	go func() {
		defer close(s.ended)
		_ = s.http.Serve(listener) // always an error; it ends with Close
	}()
	return s
}

// URL is the base address of the API, "http://127.0.0.1:PORT/Cust00001/api".
func (s *Server) URL() string { return s.url }

// Close stops listening and ends running requests. Further calls do nothing and return the same.
func (s *Server) Close() error { return s.close() }
