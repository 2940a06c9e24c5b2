package client

import (
	"slices"
	"strings"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// maxLastError is how much of the text of an error is read, in bytes. The vendor's column holds 4000 characters.
const maxLastError = 16 << 10

// lastError makes the text of an error fit to show. It holds whatever a receiver has answered, headers and body, so it is cleaned, and every
// credential that can be made out in it is masked, ours among them.
func (l *login) lastError(came string) string {
	if len(came) > maxLastError {
		came = strings.ToValidUTF8(came[:maxLastError], "") + "…"
	}
	return l.withoutLogin(maskText(strings.TrimSpace(text.Lines(came))))
}

// maskText masks the credentials in a text of many lines, and leaves what is around them legible.
func maskText(s string) string {
	if s == "" {
		return ""
	}
	if mayHoldCredential(s) {
		s = credentialPiece.ReplaceAllString(s, webhook.Mask) // a private key has several lines
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		line = authorization.ReplaceAllString(line, "$1 "+webhook.Mask)
		if strings.Contains(line, "//") || strings.Contains(line, `\/`) {
			line = addressWords.ReplaceAllStringFunc(line, maskAddress)
		}
		lines[i] = maskPairs(line)
	}
	return strings.Join(lines, "\n")
}

// maskAddress masks the credentials of a word that is an address.
func maskAddress(word string) string {
	if strings.Contains(word, "//") || strings.Contains(word, `:\/`) {
		return maskURL(word)
	}
	return word
}

// maskPairs masks the value behind every name of a credential: what is in quotes, and else the rest of the line, as nobody can tell where a
// value without quotes ends.
func maskPairs(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); i++ {
		if line[i] != ':' && line[i] != '=' || !namesCredential(line[:i]) {
			continue
		}
		value := i + 1
		for value < len(line) && strings.IndexByte(quotesAndBlanks, line[value]) >= 0 {
			value++
		}
		if value == len(line) || strings.HasPrefix(line[value:], webhook.Mask) {
			continue
		}
		end := endOfValue(line, value)
		out.WriteString(line[:value] + webhook.Mask)
		line, i = line[end:], -1
	}
	return out.String() + line
}

// quotesAndBlanks may stand around names and values.
const quotesAndBlanks = " \t\"'\\"

// namesCredential reports whether a text ends with the name of a credential.
func namesCredential(s string) bool {
	name := strings.TrimRight(s, quotesAndBlanks)
	name = name[strings.LastIndexFunc(name, outsideName)+1:]
	if !credentialName(name) {
		return false
	}
	words := nameWords(name)
	return !slices.Contains(publicNames, words[len(words)-1])
}

// publicNames end names that only speak of credentials, as those of errors do: System.Security.Authentication.AuthenticationException.
var publicNames = []string{"exception", "error", "failure", "certificate", "certificates", "cert", "headers"}

// endOfValue is where a value ends: at the quote that closes it, escaped like the one that opened it, or at the end of the line.
func endOfValue(line string, value int) int {
	if value == 0 || line[value-1] != '"' && line[value-1] != '\'' {
		return len(line)
	}
	quote := line[value-1]
	escaped := value > 1 && line[value-2] == '\\'
	for i := value; i < len(line); i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && line[i+1] == quote:
			if escaped {
				return i
			}
			i++
		case line[i] == quote:
			return i
		}
	}
	return len(line)
}
