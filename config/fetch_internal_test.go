package config

import (
	"errors"
	"testing"
	"time"
)

func TestACommandThatNeverEndsIsEnded(t *testing.T) {
	c := command{argv: []string{"/bin/sh", "-c", "while :; do :; done"}, limit: 10 * time.Millisecond, at: place{Name: "token_command"}}
	_, err := c.run(t.Context())
	var fault *Error
	if !errors.As(err, &fault) || fault.Error() != "token_command failed: sh did not end within 10ms." {
		t.Errorf("got %v", err)
	}
}
