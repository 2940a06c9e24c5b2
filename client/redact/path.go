package redact

import (
	"regexp"
	"strings"
	"unicode"
)

// Many receivers have no other credential than a part of their address that nobody can guess: Slack, Teams, Discord, Zapier, Telegram.
// What looks as if it were made to be unguessable is masked.

var (
	longRun = regexp.MustCompile(`[A-Za-z0-9_-]{12,}`)
	uuid    = regexp.MustCompile(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

	// announced finds what stands behind its own name in a path: /token/x, ;jsessionid=x, and ?token=x with an encoded question mark.
	announced = regexp.MustCompile(`(?i)([/;&]|%3f|%26)(access[_-]?token|token|secret|api[_-]?key|key|password|sig|signature|jsessionid)(/|=|%3d)([^/;&?#]+)`)

	// zapier has short parts that nobody can guess, the last of the path.
	zapier = regexp.MustCompile(`(?i)(//hooks\.zapier\.com/.*/)([^/]+)(/?)$`)
)

// maskPath masks the unguessable parts of the path of an address, which has no query and no fragment. The host stays: people look for it.
func maskPath(address string) string {
	if strings.Contains(address, "zapier") {
		address = zapier.ReplaceAllString(address, "$1"+Mask+"$3")
	}
	start := authorityStart(address)
	slash := strings.IndexAny(address[start:], "/;")
	if slash < 0 {
		return address
	}
	return address[:start+slash] + maskParts(address[start+slash:])
}

func maskParts(path string) string {
	path = announced.ReplaceAllString(path, "$1$2$3"+Mask)
	return longRun.ReplaceAllStringFunc(path, func(run string) string {
		if unguessable(run) {
			return Mask
		}
		return run
	})
}

const (
	longPiece  = 12 // how long a piece between hyphens has to be
	fewChanges = 3  // how often letters and digits have to change places in it; words with a number in them do once or twice
)

func unguessable(run string) bool {
	if uuid.MatchString(run) {
		return true
	}
	for piece := range strings.FieldsFuncSeq(run, func(r rune) bool { return r == '-' || r == '_' }) {
		if len(piece) >= longPiece && changes(piece) >= fewChanges {
			return true
		}
	}
	return false
}

// changes counts how often a letter follows a digit or a digit a letter.
func changes(s string) int {
	n := 0
	var before rune
	for _, r := range s {
		if before != 0 && unicode.IsDigit(r) != unicode.IsDigit(before) {
			n++
		}
		before = r
	}
	return n
}
