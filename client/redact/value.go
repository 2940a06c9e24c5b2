package redact

import (
	"encoding/base64"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// scheme is an HTTP authentication scheme.
type scheme struct {
	name   string
	always bool // even an ordinary word after it is a credential; a "basic plan" or a "token ring" is none
}

var schemes = []scheme{{"bearer", true}, {"soticket", true}, {"basic", false}, {"digest", false}, {"negotiate", false}, {"ntlm", false}, {"apikey", false}, {"token", false}}

// isSchemeWord reports whether a word follows a scheme in names for it.
func isSchemeWord(word string) bool {
	switch word {
	case "token", "tokens", "auth", "authentication", "authorization", "required":
		return true
	}
	return false
}

// maxScheme is the length of the longest name of a scheme.
const maxScheme = 9

// cutScheme returns what follows the name of a scheme at the beginning of a value, and the scheme. Without one it returns the value. It trims blanks.
func cutScheme(value string) (rest string, s scheme) {
	value = strings.TrimSpace(value)
	i := indexSpace(value[:min(len(value), maxScheme+1)])
	if i < 0 || !mayBeScheme(value[0]) {
		return value, scheme{}
	}
	for _, s := range schemes {
		if strings.EqualFold(value[:i], s.name) {
			return strings.TrimSpace(value[i:]), s
		}
	}
	return value, scheme{}
}

// mayBeScheme reports whether the name of a scheme may begin with a byte: with a letter of one, or with a letter beyond ASCII that counts as the same.
func mayBeScheme(b byte) bool {
	switch lowerByte(b) {
	case 'a', 'b', 'd', 'n', 's', 't':
		return true
	}
	return b >= utf8.RuneSelf
}

// hasScheme reports whether a value is a credential that begins with the name of its scheme.
func hasScheme(value string) bool {
	rest, s := cutScheme(value)
	return s.name != "" && isSchemeCredential(rest, s.always)
}

// isSchemeCredential reports whether what follows the name of a scheme is a credential: anything but a word is, and after some schemes also a single word and
// anything but a sentence.
func isSchemeCredential(s string, always bool) bool {
	first, more := s, false
	if end := indexSpace(s); end >= 0 {
		first, more = s[:end], true
	}
	switch {
	case !isPlainWord(first):
		return true
	case more:
		return always && !allWords(s)
	}
	return always && !isSchemeWord(strings.ToLower(first))
}

// credentialPair reports whether a text holds the name and the value of a credential, as connection strings, header lines and JSON
// inside of text do: "Password=x", "X-Api-Key: x", `"token":"x"`. A value that is masked already is none.
func credentialPair(text string) bool {
	for range credentialPairs(text) {
		return true
	}
	return false
}

// credentialPairs are the names of credentials in a text, each with all of the text that follows its colon or equals sign.
func credentialPairs(text string) iter.Seq2[string, string] {
	return func(yield func(name, rest string) bool) {
		for i := range len(text) {
			if text[i] != ':' && text[i] != '=' {
				continue
			}
			name := strings.TrimRight(text[:i], quotesAndBlanks)
			name = name[strings.LastIndexFunc(name, outsideName)+1:]
			value := strings.TrimLeft(text[i+1:], quotesAndBlanks)
			if value != "" && !strings.HasPrefix(value, Mask) && Name(name) && !qualified(text[:i], name) && !yield(name, text[i+1:]) {
				return
			}
		}
	}
}

// valueOf is the value that follows a name: what is in quotes, or else everything up to where another pair may begin.
func valueOf(rest string) string {
	value := strings.TrimLeft(rest, quotesAndBlanks)
	if from := len(rest) - len(value); from > 0 && strings.IndexByte(`"'`, rest[from-1]) >= 0 {
		if end := strings.IndexByte(value, rest[from-1]); end >= 0 {
			return strings.TrimRight(value[:end], `\`)
		}
	}
	if end := strings.IndexAny(value, ";&,\n"); end >= 0 {
		value = value[:end]
	}
	return value
}

// qualified reports whether the word before a name at the end of a text says that it names no credential: "Primary key".
func qualified(text, name string) bool {
	before, blank := strings.CutSuffix(strings.TrimSuffix(strings.TrimRight(text, quotesAndBlanks), name), " ")
	return blank && !Name(before[strings.LastIndexFunc(before, outsideName)+1:]+" "+name)
}

func outsideName(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' && r != '.' && !hasNoWidth(r)
}

// Value masks a text that is or holds a credential, and the credentials in the addresses of any other.
func Value(value string) string {
	if hasScheme(value) {
		return Mask
	}
	if hasShortWords(value) {
		return value
	}
	if strings.Contains(value, privateKeyStart) {
		return Mask
	}
	vendor := false
	for k := nextKey(value, 0); k.to > 0; k = nextKey(value, k.to) {
		if vendor = k.vendor; !vendor {
			return Mask
		}
	}
	if vendor { // the beginning of each is public
		value = maskKeys(value)
	}
	if strings.Contains(value, "//") {
		value = maskURLs(value, sentenceByte)
	}
	if credentialPair(value) || holdsRandom(value) {
		return Mask
	}
	return value
}

// minTold is how many bytes what is told to be a credential by itself has at the least: sk_ and six more.
const minTold = 9

// hasShortWords reports whether a value has neither a word that is long enough for a credential nor the sign behind a name or in an address.
func hasShortWords(value string) bool {
	n := 0 // bytes of the word
	for i := range len(value) {
		of := classes[value[i]]
		if n++; of&valueEnd != 0 {
			n = 0
		}
		if n >= minTold || of&signByte != 0 {
			return false
		}
	}
	return true
}

const (
	minLogin  = 12  // bytes of the shortest login in base64 that is looked for: a shorter text is one by chance
	maxLogin  = 512 // bytes of the longest one
	minRandom = 32  // bytes of the shortest part of a value that is masked for its letters alone: shorter ones are mostly identifiers
	minSingle = 16  // the same for a value of one word, which has to be stranger
	leastKey  = 20  // the least oddness of a key
)

// holdsRandom reports whether a part of a value is a key made at random, or the user and the password of a Basic login. A UUID is mostly a public identifier.
func holdsRandom(value string) bool {
	several := false // words, as far as is known
	for part := range fields(value, valueEnd) {
		switch {
		case len(part) < minLogin:
		case isLogin(part), isRandom(part):
			return true
		case !several && isKey(part):
			if isSingle(value) {
				return true
			}
			several = true
		}
	}
	return false
}

// isSingle reports whether a value is of one word.
func isSingle(value string) bool {
	return indexSpace(strings.TrimSpace(value)) < 0
}

// isKey reports whether a word looks like a key or a password that was made at random. Numbers in hex are mostly identifiers, and dots part the names of hosts.
func isKey(word string) bool {
	if len(word) < minSingle || len(word) >= minRandom || isHex(word) || strings.Contains(word, "//") || oddness(word) < leastKey {
		return false
	}
	for i := range len(word) {
		if !isEncodedRun(word[i]) && strings.IndexByte("!#$%*?^~", word[i]) < 0 {
			return false
		}
	}
	return true
}

func isRandom(part string) bool {
	if len(part) < minRandom || strings.Contains(part, "//") {
		return false
	}
	for i := range len(part) {
		if !isEncodedRun(part[i]) {
			return false
		}
	}
	for at := nextUUID(part); at >= 0; at = nextUUID(part) {
		if isRandom(part[:at]) {
			return true
		}
		part = part[at+uuidLength:]
	}
	return len(part) >= minRandom && oddness(part) >= leastOdd
}

// isLogin reports whether a text is a user and a password in base64.
func isLogin(s string) bool {
	if len(s) < minLogin || len(s) > maxLogin || s[minLogin-1] == '=' {
		return false
	}
	user, password, _ := strings.Cut(decodedLogin(s), ":")
	return password != "" && !strings.HasPrefix(password, "//") && !strings.ContainsAny(user, " \t{[\"")
}

// decodedLogin is the user and the password that a text encodes in base64, with a colon between them; "" for none.
func decodedLogin(s string) string {
	s = strings.TrimRight(s, "=")
	if !mayBeLogin(s) {
		return ""
	}
	plain, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil {
		return ""
	}
	login := string(plain)
	if user, _, pair := strings.Cut(login, ":"); !pair || user == "" || !utf8.ValidString(login) || strings.ContainsFunc(login, unprintable) {
		return ""
	}
	return login
}

// mayBeLogin is a quick look at whether a text is base64 of a text with a colon and without control characters.
func mayBeLogin(s string) (colon bool) {
	var bits uint32
	for i := range len(s) {
		if classes[s[i]]&standardByte == 0 {
			return false
		}
		bits = bits<<6 | uint32(base64Value(s[i]))
		if n := i % 4; n > 0 {
			b := byte(bits >> (2 * (3 - n)))
			if b < ' ' || b == 0x7f {
				return false
			}
			colon = colon || b == ':'
		}
	}
	return colon
}

func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// NonEmpty is the mask, or nothing for nothing.
func NonEmpty(s string) string {
	if s == "" {
		return ""
	}
	return Mask
}
