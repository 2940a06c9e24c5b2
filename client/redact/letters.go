package redact

// pairs says how odd a letter (the column, a to z) is after another one (the row), from 0 for pairs in most words to 8 for pairs in none. It is the number of
// bits that the letter costs beyond an even guess, counted in the words of English, Norwegian, Swedish, Danish, German and Dutch. å counts as a, ø as o, and
// requests, queries and sequences count as often as programmers write them.
var pairs = [26]string{
	"43334435474231848132446756", // a
	"14771767258277288246287847", // b
	"28582880382388188363388848", // c
	"25730555166454268225356848", // d
	"45434445374241645122546567", // e
	"26862267257277178252377847", // f
	"26850633255353368224367858", // g
	"16871777256454178343365847", // h
	"35332437784241348422648785", // i
	"17850788486576078656188878", // j
	"16871675243363268232346848", // k
	"15631556164255258633357837", // l
	"13761566176525228645377858", // m
	"25421515274563368622557856", // n
	"54434436564221338133335657", // o
	"16771563287276228134378858", // p
	"56776777577567676676056777", // q
	"14531545184444258433356846", // r
	"35362563242434337621456857", // s
	"25671663166565268232356845", // t
	"43334436384221638212666786", // u
	"16860667186474278546578878", // v
	"15750673186563268446487868", // w
	"26262564175556317651346446", // x
	"34333526583232438222555687", // y
	"15770775186567278764173843", // z
}

// What a step from one character to the next adds to how odd a run is. Words take away, what nobody can guess adds.
const (
	usualPair  = 3  // of the table: neither odd nor ordinary
	newWord    = 3  // a capital behind a small letter
	digitStep  = 4  // from a letter to a digit, or back
	toStep     = 1  // the same for 2 and 4, which stand for "to" and "for": crm2erp, b2b
	markStep   = -1 // a hyphen or another mark on either side
	foreign    = -2 // a letter beyond ASCII, which keys do not have
	numberStep = 0
)

// oddness is how odd the oddest part of a text is. Ordinary names stay below 12, what is made at random gets about two for every character.
func oddness(s string) int {
	most, now := 0, 0
	for i := 1; i < len(s); i++ {
		now = max(0, now+step(s[i-1], s[i]))
		most = max(most, now)
	}
	return most
}

func step(a, b byte) int {
	switch {
	case a >= 0x80 || b >= 0x80:
		return foreign
	case isSmall(a) && isCapital(b):
		return newWord
	case isLetter(a) && isLetter(b):
		return int(pairs[a|0x20-'a'][b|0x20-'a']-'0') - usualPair
	case isLetter(a) && isDigit(b):
		return stepAt(b)
	case isDigit(a) && isLetter(b):
		return stepAt(a)
	case isDigit(a) && isDigit(b):
		return numberStep
	}
	return markStep
}

func stepAt(digit byte) int {
	if digit == '2' || digit == '4' {
		return toStep
	}
	return digitStep
}

func isSmall(b byte) bool   { return 'a' <= b && b <= 'z' }
func isCapital(b byte) bool { return 'A' <= b && b <= 'Z' }
func isLetter(b byte) bool  { return isSmall(b | 0x20) }
func isDigit(b byte) bool   { return '0' <= b && b <= '9' }

// uuidLength is that of a UUID with its hyphens.
const uuidLength = 36

// nextUUID is where the first UUID of a text begins, or -1.
func nextUUID(s string) int {
	for i := 0; i+uuidLength <= len(s); i++ {
		if s[i+8] == '-' && isUUID(s[i:i+uuidLength]) {
			return i
		}
	}
	return -1
}

func isUUID(s string) bool {
	for i := range len(s) {
		hyphen := i == 8 || i == 13 || i == 18 || i == 23
		if hyphen != (s[i] == '-') || !hyphen && !isHexDigit(s[i]) {
			return false
		}
	}
	return len(s) == uuidLength
}
