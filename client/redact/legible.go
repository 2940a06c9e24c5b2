package redact

import (
	"slices"
	"strings"
)

// ordinaryWords are the words of credentials that stay legible where they stand by themselves: "support" of support_integration_v2, but not a credential that is a word.
type ordinaryWords struct {
	of     []string // the credentials
	size   int      // of these in bytes
	parts  set      // words of those that have several parts, folded, once they are needed
	single []string // those that are a word by themselves, likewise
	sorted bool     // parts and single are there

	list   []string // of the words of one credential
	asked  []byte   // the word that was asked about last
	isOne  bool     // what was said of it
	folded []byte
}

func (w *ordinaryWords) reset() {
	w.of, w.size, w.sorted, w.asked = w.of[:0], 0, false, w.asked[:0]
}

func (w *ordinaryWords) add(credential string) {
	w.of, w.size = append(w.of, credential), w.size+len(credential)
}

// isPart reports whether a folded word, whose ASCII letters may be of any case, is a part of a credential, and no credential by itself. It remembers what it said last: a
// word that is in the name of a webhook is often in its address too.
func (w *ordinaryWords) isPart(word string) bool {
	w.folded = appendLowerASCII(w.folded[:0], word)
	if string(w.folded) != string(w.asked) {
		w.asked, w.folded = w.folded, w.asked
		w.isOne = w.standsAlone(string(w.asked)) || w.lookUp(w.asked)
	}
	return w.isOne
}

func (w *ordinaryWords) lookUp(word []byte) bool {
	w.sort()
	return has(&w.parts, word) && !slices.ContainsFunc(w.single, func(single string) bool { return single == string(word) })
}

// standsAlone reports after a quick look that a word is a part. Of a word that needs a closer look, it is false.
func (w *ordinaryWords) standsAlone(word string) (found bool) {
	if len(word) < minPiece || w.size > fewBytes {
		return false
	}
	for i := range len(word) {
		if classes[word[i]]&smallByte == 0 {
			return false
		}
	}
	for _, c := range w.of {
		if !isPrintable(c) || len(withoutMarks(c)) == len(word) { // which may be the word itself
			return false
		}
		if i := strings.Index(c, word); i >= 0 {
			found = found || (i == 0 || !isLetter(c[i-1])) && (i+len(word) == len(c) || !isLetter(c[i+len(word)]))
		}
	}
	return found
}

// withoutMarks is a text of printable ASCII without the marks around it.
func withoutMarks(s string) string {
	for s != "" && !isAlphanumeric(s[0]) {
		s = s[1:]
	}
	for s != "" && !isAlphanumeric(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// isIn reports whether a text is an ordinary word that is a credential, or a part of one that is.
func (w *ordinaryWords) isIn(s string) bool {
	w.sort()
	s = fold(s).text
	return slices.ContainsFunc(w.single, func(word string) bool {
		return len(word) <= wordLength && oddness(word) < leastOdd && strings.Contains(word, s)
	})
}

// sort tells the words of the credentials.
func (w *ordinaryWords) sort() {
	if w.sorted {
		return
	}
	w.parts.reset()
	w.single, w.sorted = w.single[:0], true
	for _, credential := range w.of {
		w.sortOne(credential)
	}
}

func (w *ordinaryWords) sortOne(credential string) {
	w.list = appendWords(w.list[:0], credential)
	if len(w.list) == 1 {
		if word := strings.ToLower(w.list[0]); word == strings.ToLower(strings.TrimFunc(credential, isMark)) {
			w.single = append(w.single, fold(word).text) // it is the whole value, apart from marks around it
			return
		}
	}
	for _, word := range w.list {
		if word = strings.ToLower(word); len(word) >= minPiece {
			w.parts.add(fold(word).text)
		}
	}
}
