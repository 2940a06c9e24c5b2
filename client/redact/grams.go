package redact

import (
	"strings"

	"crmhooks/client/text"
)

// kinds say which sort of text a piece is of.
type kinds uint8

const (
	plain kinds = 1 << iota // a credential as it is
	coded                   // its encoding in hex or base64
)

// grams is a set of the pieces of texts, each of minPiece bytes, their ASCII letters in lower case. Most texts hold none of them, which a filter tells.
type grams struct {
	texts  []string // in lower case
	of     []kinds  // of the texts
	size   int      // bytes of the texts
	filter [256]uint64
	exact  map[uint64]kinds // made for many texts alone, when it is needed first
}

// fewBytes is how many bytes of texts are looked through faster than a map of their pieces is made.
const fewBytes = 2 << 10

// reset empties the set.
func (g *grams) reset() {
	if len(g.texts) > 0 {
		g.filter = [256]uint64{}
	}
	g.texts, g.of, g.size, g.exact = g.texts[:0], g.of[:0], 0, nil
}

// add adds the pieces of a text.
func (g *grams) add(s string, of kinds) {
	if len(s) < minPiece {
		return
	}
	g.texts, g.of, g.size, g.exact = append(g.texts, text.LowerASCII(s)), append(g.of, of), g.size+len(s), nil
	var gram uint64
	for i := range len(s) {
		if gram = push(gram, s[i]); i >= minPiece-1 {
			h := hash(gram)
			g.filter[h>>6] |= 1 << (h & 63)
		}
	}
}

// runs calls found for every part of a text that is made of pieces of one kind, each of which overlaps the one before.
func (g *grams) runs(s string, found func(of kinds, from, to int)) {
	if len(g.texts) == 0 || len(s) < minPiece {
		return
	}
	var from, to [coded + 1]int // of the run of each kind; to is 0 when there is none
	end := func(of kinds) {
		if to[of] > 0 {
			found(of, from[of], to[of])
			to[of] = 0
		}
	}
	var gram uint64
	for i := range len(s) {
		if gram = push(gram, s[i]); i < minPiece-1 {
			continue
		}
		known := kinds(0)
		if h := hash(gram); g.filter[h>>6]&(1<<(h&63)) != 0 {
			known = g.kinds(gram)
		}
		for _, of := range [...]kinds{plain, coded} {
			switch {
			case known&of == 0:
				end(of)
			case to[of] == 0:
				from[of], to[of] = i+1-minPiece, i+1
			default:
				to[of] = i + 1
			}
		}
	}
	end(plain)
	end(coded)
}

// kinds are those of the texts that hold a piece.
func (g *grams) kinds(gram uint64) (known kinds) {
	if g.size > fewBytes {
		if g.exact == nil {
			g.index()
		}
		return g.exact[gram]
	}
	var piece [minPiece]byte
	for i := range piece {
		piece[i] = byte(gram >> (8 * (minPiece - 1 - i)))
	}
	for i, text := range g.texts {
		if known&g.of[i] == 0 && strings.Contains(text, string(piece[:])) {
			known |= g.of[i]
		}
	}
	return known
}

func (g *grams) index() {
	g.exact = map[uint64]kinds{}
	for n, s := range g.texts {
		var gram uint64
		for i := range len(s) {
			if gram = push(gram, s[i]); i >= minPiece-1 {
				g.exact[gram] |= g.of[n]
			}
		}
	}
}

// push adds a byte to the end of a gram, whose first byte leaves it.
func push(gram uint64, b byte) uint64 {
	return (gram<<8 | uint64(lowerByte(b))) & (1<<(8*minPiece) - 1)
}

func lowerByte(b byte) byte {
	if 'A' <= b && b <= 'Z' {
		return b + 'a' - 'A'
	}
	return b
}

// hash is of 14 bits: the filter has 16384.
func hash(gram uint64) uint64 { return gram * 0x9e3779b97f4a7c15 >> 50 }
