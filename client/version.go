package client

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// maxVersionWait is how long the version may be waited for. It is good to know and nothing more.
const maxVersionWait = 5 * time.Second

// Version asks the API's root for the version of the server, such as 12.1.1412.0, once in the life of the client. It is "" when the server does not tell, for
// whatever reason.
func (c *Client) Version(ctx context.Context) string {
	c.versionMu.Lock()
	defer c.versionMu.Unlock()
	if !c.versionAsked {
		version, err := c.askVersion(ctx)
		if ctx.Err() != nil {
			return "" // whoever asks next may wait for it
		}
		if err != nil {
			c.opts.Log.Info("version", "error", err)
		}
		c.version, c.versionAsked = version, true
	}
	return c.version
}

func (c *Client) askVersion(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, min(maxVersionWait, c.opts.Timeout))
	defer cancel()
	body, err := c.attempt(ctx, call{method: http.MethodGet})
	if err != nil {
		return "", c.explain(ctx, err)
	}
	defer func() { _ = body.Close() }()
	var said struct{ NetServerVersion, Version string }
	if err := json.NewDecoder(io.LimitReader(body, maxStateBytes)).Decode(&said); err != nil {
		return "", err
	}
	for _, version := range []string{said.NetServerVersion, said.Version} {
		if version = strings.TrimSpace(version); versionForm().MatchString(version) {
			return version, nil
		}
	}
	return "", nil
}

// versionForm is that of a version of SuperOffice: 11.13.921.0.
var versionForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9]{1,3}\.[0-9]{1,5}(\.[0-9]{1,6}){0,2}$`) })

// countsInList reports whether a server of this version counts the calls in the list itself: since 12.0.
func countsInList(version string) bool {
	major, _, _ := strings.Cut(version, ".")
	n, err := strconv.Atoi(major)
	return err == nil && n >= 12
}
