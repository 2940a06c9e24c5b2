package redact

// grams is a set of the pieces of texts, each of minPiece bytes, their ASCII letters in lower case. Most texts hold none of them, which a filter of a few hundred
// bytes tells; the exact set is made when it is needed first.
type grams struct {
	texts  []string
	filter [64]uint64
	exact  map[uint64]struct{}
}

// add adds the pieces of a text.
func (g *grams) add(s string) {
	g.texts = append(g.texts, s)
	var gram uint64
	for i := range len(s) {
		if gram = push(gram, s[i]); i >= minPiece-1 {
			h := hash(gram)
			g.filter[h>>6] |= 1 << (h & 63)
		}
	}
	g.exact = nil
}

// run finds the next part of a text that is made of pieces which overlap, at or behind a place; to is 0 when there is none.
func (g *grams) run(s string, at int) (from, to int) {
	if len(g.texts) == 0 || len(s)-at < minPiece {
		return 0, 0
	}
	var gram uint64
	for i := at; i < len(s); i++ {
		gram = push(gram, s[i])
		if i-at < minPiece-1 {
			continue
		}
		found := g.has(gram)
		switch {
		case found && to == 0:
			from, to = i+1-minPiece, i+1
		case found:
			to = i + 1
		case to > 0:
			return from, to
		}
	}
	return from, to
}

func (g *grams) has(gram uint64) bool {
	if h := hash(gram); g.filter[h>>6]&(1<<(h&63)) == 0 {
		return false
	}
	if g.exact == nil {
		g.index()
	}
	_, known := g.exact[gram]
	return known
}

func (g *grams) index() {
	g.exact = map[uint64]struct{}{}
	for _, s := range g.texts {
		var gram uint64
		for i := range len(s) {
			if gram = push(gram, s[i]); i >= minPiece-1 {
				g.exact[gram] = struct{}{}
			}
		}
	}
}

// push adds a byte to the end of a gram, whose first byte leaves it.
func push(gram uint64, b byte) uint64 {
	if 'A' <= b && b <= 'Z' {
		b += 'a' - 'A'
	}
	return (gram<<8 | uint64(b)) & (1<<(8*minPiece) - 1)
}

// hash is of 12 bits: the filter has 4096.
func hash(gram uint64) uint64 { return gram * 0x9e3779b97f4a7c15 >> 52 }
