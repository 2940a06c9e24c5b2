package redact

import (
	"slices"
	"strings"
)

// ordinaryWords are the words of credentials that stay legible where they stand by themselves: "support" of support_integration_v2, but not a credential that is a word.
type ordinaryWords struct {
	of     []string // the credentials
	parts  set      // words of those that have several parts, folded, once they are needed
	single []string // those that are a word by themselves, likewise
	sorted bool     // parts and single are there

	list  []string // of the words of one credential
	lower []byte   // the word that is asked about
}

func (w *ordinaryWords) reset() {
	w.of, w.sorted = w.of[:0], false
}

func (w *ordinaryWords) add(credential string) {
	w.of = append(w.of, credential)
}

// isPart reports whether a folded word, whose ASCII letters may be of any case, is a part of a credential, and no credential by itself.
func (w *ordinaryWords) isPart(word string) bool {
	w.lower = appendLowerASCII(w.lower[:0], word)
	w.sort()
	return has(&w.parts, w.lower) && !slices.ContainsFunc(w.single, func(single string) bool { return single == string(w.lower) })
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
