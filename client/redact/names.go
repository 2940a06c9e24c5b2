package redact

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// role is what a word in the name of a header, a property or a parameter says about its value.
type role uint16

const (
	secret   role = 1 << iota // a credential
	itself                    // a credential that is itself the key, and not only has to do with one
	ofKey                     // in front of "key": one that finds or sorts data
	ofToken                   // in front of "token" or "tokens": pieces of a text
	about                     // behind a credential: says something about it, and is none
	aboutKey                  // the same behind "key" alone: the identifier of a key, or a key account
	key                       // "key" or "keys"
	token                     // "token" or "tokens"
)

// roles are the words that mean something in a name.
var roles = func() map[string]role {
	all := map[string]role{}
	for r, words := range map[role]string{
		secret | itself | key:   "key keys",
		secret | itself | token: "token tokens",
		secret | itself:         "apikey secret password passwd pwd pw psw pass passphrase passord passe senha heslo",
		secret: `secrets passcode pin auth authorization authorisation authentication cookie cookies credential credentials cred creds signature sig bearer
			session sid jwt sas hmac otp cert certificate oauth vault`,
		about: `name names type types mode timeout timeouts algorithm algorithms algo alg field fields url uri endpoint expiry expires expiration expired ttl
			length size limit count status enabled disabled required valid validity version format lifetime prefix suffix file filename provider method
			scheme issuer audience scope scopes rotation rotated created updated date at seconds minutes hours days interval label description title column
			property attribute position strategy callback timestamp thumbprint fingerprint serial subject rate used ring policy policies`,
		aboutKey: "id ids account accounts figure figures customer customers contact contacts person persons performance indicator indicators role result results",
		ofKey: `primary foreign partition routing sort sorting row cache public idempotency unique composite natural surrogate lookup dedup deduplication record
			entity object group message event index search join merge mapping project issue alternate correlation hash range business external translation`,
		ofToken: "max min maximum minimum total prompt completion num",
	} {
		for word := range strings.FieldsSeq(words) {
			all[word] |= r
		}
	}
	return all
}()

// wordPart is what says that a value is a credential inside a longer word, as in "accesstoken", but not where a word goes on as one of unless.
type wordPart struct {
	part   string
	unless string
}

// wordParts are in the languages of the vendor's customers, also as programmers write them.
var wordParts = []wordPart{
	{"token", "tokeniz tokenis"}, {"secret", "secretar"}, {"password", ""}, {"passwd", ""}, {"apikey", ""}, {"credential", ""},
	{"authorization", ""}, {"authorisation", ""}, {"cookie", ""}, {"sessid", ""}, {"sessionid", ""},
	{"accesskey", ""}, {"sharedkey", ""}, {"authkey", ""}, {"encryptionkey", ""}, {"licensekey", ""}, {"masterkey", ""}, {"privatekey", ""},
	{"signingkey", ""}, {"subscriptionkey", ""},
	{"nøkkel", "nøkkelord nøkkeltall nøkkelperson nøkkelkunde"}, {"nokkel", "nokkelord nokkeltall nokkelperson nokkelkunde"}, {"passord", ""}, {"hemmelig", ""},
	{"nyckel", "nyckelord nyckeltal nyckelperson nyckelkund"}, {"hemlig", ""}, {"lösenord", ""}, {"losenord", ""},
	{"nøgle", "nøgleord nøgletal nøgleperson"}, {"adgangskode", ""}, {"kodeord", ""},
	{"schlüssel", "schlüsselwort schlüsselkunde"}, {"schluessel", "schluesselwort schluesselkunde"}, {"schlussel", "schlusselwort schlusselkunde"}, {"passwort", ""}, {"kennwort", ""},
	{"wachtwoord", ""}, {"sleutel", "sleutelwoord"},
	{"salasana", ""}, {"motdepasse", ""}, {"contraseña", ""}, {"contrasena", ""}, {"parool", ""}, {"hasło", ""}, {"lykilorð", ""},
}

// foreignKeys are the words of these languages for a key that finds data, in one word.
var foreignKeys = table("primærnøkkel fremmednøkkel primærnøgle fremmednøgle primärnyckel primärschlüssel fremdschlüssel")

// endings are what says that a value is a credential at the end of a longer word, as in "dbpass", but not in these words.
var endings = []struct {
	ending string
	role   role
	unless map[string]bool
}{
	{"key", secret | itself | key, table("monkey turkey donkey hockey jockey whiskey hotkey lackey")},
	{"keys", secret | itself | key, table("monkeys turkeys donkeys jockeys hotkeys")},
	{"pass", secret | itself, table("bypass compass trespass encompass overpass underpass surpass")},
	{"auth", secret, nil}, {"pwd", secret | itself, nil}, {"pw", secret | itself, nil}, {"cert", secret, table("concert disconcert")},
}

// partsByStart has the parts under their first byte, to try few of them.
var partsByStart = func() (by [256][]wordPart) {
	for _, p := range wordParts {
		by[p.part[0]] = append(by[p.part[0]], p)
	}
	return by
}()

// Name reports whether the name of a header or a property says that the value is a credential: X-Api-Key does, and X-Auth-Mode and Partition-Key do not.
func Name(name string) bool {
	r := readName(name)
	return r.is
}

// KeyName reports whether a name says that its value is itself the key: X-Api-Key does, X-Signature does not.
func KeyName(name string) bool {
	r := readName(name)
	return r.is && r.last&itself != 0
}

// nameReader reads a name word by word: "X-Api-Key", "api_key", "apiKey" and "APIKey" have the same ones.
type nameReader struct {
	is   bool // the words so far name a credential
	some bool // one of them does, whatever stands around it
	odd  bool // a capital follows a letter that stands alone, as in names in an odd case: pASSWORD
	last role // of the last word
}

func readName(name string) nameReader {
	r := nameReader{}
	var buffer [64]byte
	word := buffer[:0]
	wasSmall := false
	for i := 0; i < len(name); {
		c, size := decode(name[i:])
		if c >= utf8.RuneSelf {
			c = plainLetter(c, name[i:])
		}
		if i += size; hasNoWidth(c) {
			continue
		}
		if !unicode.IsLetter(c) {
			r.word(word)
			word, wasSmall = word[:0], false
			continue
		}
		if unicode.IsUpper(c) {
			if wasSmall || startsSmall(name[i:]) {
				r.odd = r.odd || len(word) == 1
				r.word(word)
				word = word[:0]
			}
			c, wasSmall = unicode.ToLower(c), false
		} else {
			wasSmall = true
		}
		word = utf8.AppendRune(word, c)
	}
	r.word(word)
	if r.odd && !r.some {
		r.is = holdsPart([]byte(plainName(name)))
	}
	return r
}

func decode(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

// plainLetter is the plain form of a character at the beginning of a text, such as a letter of full width.
func plainLetter(c rune, s string) rune {
	if norm.NFD.PropertiesString(s).Decomposition() == nil {
		if plain := norm.NFKD.PropertiesString(s).Decomposition(); plain != nil {
			c, _ = utf8.DecodeRune(plain)
		}
	}
	return c
}

func startsSmall(s string) bool {
	if s == "" {
		return false
	}
	c, _ := decode(s)
	return unicode.IsLower(c)
}

// word takes the next word of the name, in lower case.
func (r *nameReader) word(word []byte) {
	if len(word) == 0 {
		return
	}
	says, before := roleOf(word), r.last
	r.last = says
	switch {
	case says&key != 0 && before&ofKey != 0:
		r.last = ofToken // PublicKeyToken, of an assembly
	case says&token != 0 && before&ofToken != 0:
	case says&secret != 0:
		r.is, r.some = true, true
	case says&about != 0 && before&secret != 0, says&aboutKey != 0 && before&key != 0:
		r.is = false
		r.last = secret // and so does the next: tokenTypeName
	}
}

// maxRole is how long the words of roles are at most.
const maxRole = 16

// roleOf is what a word means by itself, by its ending, or by what it holds.
func roleOf(word []byte) role {
	if len(word) < 2 {
		return 0
	}
	if len(word) <= maxRole {
		if r, known := roles[string(word)]; known {
			return r
		}
	}
	for _, e := range endings {
		if stem := len(word) - len(e.ending); stem > 0 && string(word[stem:]) == e.ending && !e.unless[string(word)] {
			if e.role&key != 0 && roles[string(word[:stem])]&ofKey != 0 {
				return 0
			}
			return e.role
		}
	}
	if holdsPart(word) {
		return secret | partRole(word)
	}
	return 0
}

// partRole tells "accesstoken", which is itself the key, from "tokenvalidation".
func partRole(word []byte) role {
	for _, end := range []string{"token", "secret", "password", "passwd", "passord"} {
		if strings.HasSuffix(string(word), end) {
			return itself
		}
	}
	return 0
}

func holdsPart(word []byte) bool {
	for i := range word {
		for _, p := range partsByStart[word[i]] {
			if len(word)-i >= len(p.part) && string(word[i:i+len(p.part)]) == p.part && !goesOn(word[i:], p.unless) && !foreignKeys[string(word)] {
				return true
			}
		}
	}
	return false
}

func goesOn(word []byte, unless string) bool {
	for longer := range strings.FieldsSeq(unless) {
		if len(word) >= len(longer) && string(word[:len(longer)]) == longer {
			return true
		}
	}
	return false
}

// table is a set of words with blanks between them.
func table(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// plainName is a name in lower case, without the marks that some write and some do not: api-version, api_version and apiVersion are one.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == '.' || r == '$' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// nameWords splits "X-Api-Key", "api_key", "apiKey" and "APIKey" into lower-case words.
func nameWords(name string) []string {
	var words []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			words = append(words, strings.ToLower(string(word)))
			word = word[:0]
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		if !unicode.IsLetter(r) {
			flush()
			continue
		}
		startsWord := unicode.IsUpper(r) && i > 0 &&
			(unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		if startsWord {
			flush()
		}
		word = append(word, r)
	}
	flush()
	return words
}
