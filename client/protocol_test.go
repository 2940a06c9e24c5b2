package client_test

import (
	"context"
	"errors"
	"io"
	"net"
	"strings"
	"testing"

	"crmhooks/client"
	"crmhooks/client/webhook"
)

// After 101 a connection belongs to another protocol: net/http cancels nothing any more, and closes nothing.
func TestAnAnswerThatSwitchesProtocolsEndsAtOnce(t *testing.T) {
	for name, read := range map[string]func(*client.Client) error{
		"list": func(c *client.Client) error {
			_, err := c.List(context.Background(), webhook.Query{})
			return err
		},
		"usage": usageOf,
		"last error": func(c *client.Client) error {
			_, err := c.LastErrors(context.Background(), []int64{57})
			return err
		},
	} {
		closed := make(chan error, 1)
		address := accepting(t, func(conn net.Conn) {
			readRequest(conn)
			_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
			_, err := conn.Read(make([]byte, 1)) // until the client closes it
			closed <- err
		})
		err := read(newClient(t, client.Options{BaseURL: "http://" + address}))
		if kind(t, err) != client.UnexpectedStatus || !strings.Contains(err.Error(), "HTTP 101 Switching Protocols") {
			t.Errorf("%s: %v", name, err)
		}
		if err := <-closed; !errors.Is(err, io.EOF) {
			t.Errorf("%s: the connection ended with %v", name, err)
		}
	}
}

// accepting hands every connection over and closes it afterwards.
func accepting(t *testing.T, serve func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go serveEach(listener, serve)
	return listener.Addr().String()
}

func serveEach(listener net.Listener, serve func(net.Conn)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			serve(conn)
			_ = conn.Close()
		}()
	}
}
