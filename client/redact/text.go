package redact

import (
	"slices"
	"strings"
)

var (
	// privateKey has several lines. A certificate is no secret, and stays.
	privateKey = lazy(`-----BEGIN [A-Z ]*PRIVATE KEY[\s\S]*?(-----END[^\n]*|\z)`)

	// schemeAndCredential finds a credential that follows the name of its scheme, in quotes or not.
	schemeAndCredential = lazy(`(?i)\b(basic|bearer|soticket|digest|negotiate|ntlm|apikey)(\s+["']?)([^\s"',;]+)`)

	// parameter is one of those that a server asks for a login with.
	parameter = lazy(`^(realm|charset|error|error_description|scope|nonce|opaque|qop|algorithm|stale)=`)

	// namedApart finds a name in one member or attribute and its value in the next one.
	namedApart = lazy(`(?i)\b(?:name|key|header|field|parameter)["'\\]*\s*[:=]\s*["'\\]*([\w.-]+)["'\\]*[\s,;]*["'\\]*value["'\\]*\s*[:=]\s*["'\\]*`)

	// element finds an element of XML or HTML with its text.
	element = lazy(`<([\w.:-]+)(?:\s[^<>]*)?>([^<>]+)`)

	// textAddress finds the words of a text that may be an address. Unlike in a list of addresses, what ends them is a blank or a bracket.
	textAddress = lazy(`[^\s"<>]+`)
)

// Text masks the credentials in a text of many lines, and leaves what is around them legible. Values of names go before what can be told by
// itself, which could take a name away and leave its value.
func Text(s string) string {
	if s == "" {
		return ""
	}
	m := pairMasker{}
	lines := strings.Split(privateKey().ReplaceAllString(s, Mask), "\n")
	for i, line := range lines {
		lines[i] = maskPieces(m.line(maskAddresses(line)))
	}
	return strings.Join(lines, "\n")
}

// maskAddresses masks the credentials of the addresses in a line.
func maskAddresses(line string) string {
	if !strings.Contains(line, "//") && !strings.Contains(line, `\/`) {
		return line
	}
	return textAddress().ReplaceAllStringFunc(line, maskAddress)
}

// maskPieces masks what can be told by itself in a line: keys of known forms, and what follows the name of a scheme.
func maskPieces(line string) string {
	line = maskKeys(line)
	if !namesScheme(line) {
		return line
	}
	return schemeAndCredential().ReplaceAllStringFunc(line, func(found string) string {
		parts := schemeAndCredential().FindStringSubmatch(found)
		if isPlainWord(parts[3]) || parameter().MatchString(parts[3]) {
			return found
		}
		return parts[1] + parts[2] + Mask
	})
}

// namesScheme is a quick look for the schemes of schemeAndCredential, which most lines do not have.
func namesScheme(line string) bool {
	lower := strings.ToLower(line)
	return slices.ContainsFunc([]string{"basic", "bearer", "soticket", "digest", "negotiate", "ntlm", "apikey"}, func(scheme string) bool {
		return strings.Contains(lower, scheme)
	})
}

// maskAddress masks the credentials of a word that is an address. The punctuation of its sentence is none of it.
func maskAddress(word string) string {
	if !strings.Contains(word, "//") && !strings.Contains(word, `:\/`) {
		return word
	}
	address := strings.TrimRight(word, ".,;:!)]}'")
	return maskURL(address, sentenceByte) + word[len(address):]
}

// pairMasker masks the values of names that speak of credentials. A value may stand on the next line, or a list of them on several.
type pairMasker struct {
	open bool // the last line ended with such a name, or with the beginning of its value
	list bool // a list of values goes on
}

func (m *pairMasker) line(line string) string {
	indented := line != "" && (line[0] == ' ' || line[0] == '\t')
	trimmed := strings.TrimSpace(line)
	goesOn := m.list || m.open && indented && trimmed != "" && !strings.ContainsAny(trimmed, " \t")
	m.open = false
	if m.list && (strings.HasPrefix(trimmed, "]") || strings.HasPrefix(trimmed, "}")) {
		m.list, goesOn = false, false
	}
	if goesOn {
		return line[:strings.Index(line, trimmed)] + Mask
	}
	if strings.Contains(line, "<") {
		line = element().ReplaceAllStringFunc(line, maskElement)
	}
	return m.pairs(maskApart(line))
}

// maskElement masks the text of an element whose name speaks of a credential.
func maskElement(found string) string {
	parts := element().FindStringSubmatch(found)
	if !Name(parts[1]) || strings.TrimSpace(parts[2]) == "" {
		return found
	}
	return strings.TrimSuffix(found, parts[2]) + Mask
}

// maskApart masks values whose names stand in another member.
func maskApart(line string) string {
	if !strings.ContainsAny(line, ":=") || !strings.Contains(strings.ToLower(line), "value") {
		return line
	}
	var out strings.Builder
	for {
		at := namedApart().FindStringSubmatchIndex(line)
		if at == nil {
			return out.String() + line
		}
		end := at[1]
		if Name(line[at[2]:at[3]]) {
			end = endOfValue(line, at[1])
			out.WriteString(line[:at[1]] + Mask)
		} else {
			out.WriteString(line[:end])
		}
		line = line[end:]
	}
}

// pairs masks the value behind every name of a credential: what is in quotes, and else the rest of the line, as nobody can tell where a value without
// quotes ends.
func (m *pairMasker) pairs(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); i++ {
		if line[i] != ':' && line[i] != '=' {
			continue
		}
		name, quoted := nameBefore(line[:i], line[i])
		if !secretName(name, line[i+1:]) || !quoted && qualified(line[:i], name) {
			continue
		}
		value := i + 1
		for value < len(line) && strings.IndexByte(quotesAndBlanks, line[value]) >= 0 {
			value++
		}
		end := len(line)
		if header := !quoted && line[i] == ':' && out.Len() == 0 && strings.TrimSpace(line[:i]) == name; !header {
			end = endOfValue(line, value)
		}
		if inQuery := strings.HasSuffix(line[:i], "?"+name) || strings.HasSuffix(line[:i], "&"+name); inQuery && strings.HasPrefix(line[value:], Mask) {
			continue // of an address, which is masked
		}
		if isState(line[value:end]) {
			continue
		}
		if m.open = end == len(line); value == len(line) {
			continue
		}
		m.list = m.open && strings.ContainsRune("[{", rune(line[value])) && !strings.ContainsAny(line[value+1:], "]}")
		if line[value:end] == Mask {
			continue
		}
		out.WriteString(line[:value] + Mask)
		line, i = line[end:], -1
	}
	return out.String() + line
}

// stateWord reports whether a text gives this word in place of a credential, in the languages of the vendor's customers: password: wrong.
func stateWord(word string) bool {
	switch word {
	case "wrong", "expired", "missing", "none", "required", "invalid", "incorrect", "rejected", "denied", "unknown", "empty", "unset", "null", "nil",
		"undefined", "valid", "revoked", "disabled", "enabled", "optional", "absent",
		"include", "omit", "unauthorized", "forbidden", "failed", "mismatch", "feil", "mangler", "utløpt", "ugyldig", "ingen", "påkrevd", "fel", "saknas",
		"ogiltig", "ogiltigt", "krävs", "forkert", "udløbet", "fehlt", "ungültig",
		"abgelaufen", "falsch", "keine", "keiner", "erforderlich", "verlopen", "ongeldig", "ontbreekt", "geen", "onjuist", "vereist":
		return true
	}
	return false
}

// isState reports whether a value is a state of a credential, with nothing but words behind it.
func isState(value string) bool {
	value = strings.TrimRight(value, quotesAndBlanks)
	first, rest, _ := strings.Cut(value, " ")
	return stateWord(strings.ToLower(strings.TrimRight(first, ".:!?)"))) && allWords(rest)
}

// quotesAndBlanks may stand around names and values.
const quotesAndBlanks = " \t\"'\\"

// nameBefore is the name at the end of a text, before a colon or an equals sign, and whether it stands in quotes. The names of forms may end with a
// bracket: headers[Authorization]=...
func nameBefore(s string, separator byte) (name string, quoted bool) {
	for _, entity := range []string{"&quot;", "&#34;", "&#39;"} {
		s = strings.TrimSuffix(s, entity)
	}
	if separator == '=' {
		s = strings.TrimSuffix(s, "]")
	}
	trimmed := strings.TrimRight(s, quotesAndBlanks)
	name = trimmed[strings.LastIndexFunc(trimmed, outsideName)+1:]
	return name, strings.TrimRight(s, " \t") != trimmed
}

// publicNames end names that only speak of credentials, as those of errors do: System.Security.Authentication.AuthenticationException.
var publicNames = []string{"exception", "error", "failure", "certificate", "certificates", "cert"}

// place finds what follows the name of a file in the trace of a stack: auth.js:12:5, TokenValidator.cs:line 42.
var place = lazy(`^(line )?[0-9]{1,6}([^0-9A-Za-z]|\z)`)

// secretName reports whether a name is that of a credential. A name of several parts, as in X-Client-Cert, never only speaks of one.
func secretName(name, value string) bool {
	if !Name(name) {
		return false
	}
	if strings.Contains(name, ".") && place().MatchString(value) || strings.HasPrefix(strings.ToLower(name), "access-control-") {
		return false
	}
	words := appendWords(nil, name)
	return strings.ContainsAny(name, "-_") || !slices.Contains(publicNames, strings.ToLower(words[len(words)-1]))
}

// endOfValue is where a value ends: at the quote that closes it, with as many backslashes before it as the one that opened it, or at the end of the
// line. Two quotes in a row stand for one.
func endOfValue(line string, value int) int {
	if value == 0 || line[value-1] != '"' && line[value-1] != '\'' {
		return len(line)
	}
	quote, depth := line[value-1], backslashes(line[:value-1])
	for i := value; i < len(line); i++ {
		if line[i] != quote || backslashes(line[value:i]) != depth {
			continue
		}
		if i+1 < len(line) && line[i+1] == quote {
			i++
			continue
		}
		return i - depth
	}
	return len(line)
}

// backslashes is how many of them stand at the end of a text.
func backslashes(s string) int { return len(s) - len(strings.TrimRight(s, `\`)) }
