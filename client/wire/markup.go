package wire

import (
	"bufio"
	"slices"
	"strings"

	"crmhooks/client/failure"
)

// pageElements are those that a web page begins with. Pages of proxies and appliances often lack their first ones.
var pageElements = []string{"html", "head", "body", "title", "meta", "link", "script", "style", "div", "center", "h1", "p", "form"}

// markup tells a web page from any other XML by its document type or its first element, in any case, whatever comments and declarations stand before it. It reads
// no further than that.
func markup(br *bufio.Reader) failure.Kind {
	m := markupReader{br: br, left: maxMessage}
	for m.next() == '<' {
		switch name := m.name(); {
		case name == "!--":
			m.skip("-->")
		case strings.HasPrefix(name, "?"):
			m.skip("?>")
		case slices.Contains(pageElements, name), name == "!doctype" && m.name() == "html":
			return failure.HTMLAnswer
		default:
			return failure.XMLAnswer
		}
	}
	return failure.XMLAnswer
}

// markupReader reads the beginning of an answer; 0 stands for the end of what is read.
type markupReader struct {
	br   *bufio.Reader
	left int
}

func (m *markupReader) read() byte {
	if m.left--; m.left < 0 {
		return 0
	}
	b, err := m.br.ReadByte()
	if err != nil {
		return 0
	}
	return b
}

// next is the next byte that is no blank.
func (m *markupReader) next() byte {
	for {
		if b := m.read(); !blank(b) {
			return b
		}
	}
}

// longestName is longer than any name that is looked for.
const longestName = 16

// name reads a name in lower case, and the byte after it. A comment's ends where it begins.
func (m *markupReader) name() string {
	var name []byte
	for b := m.next(); b != 0 && b != '>' && b != '/' && b != '[' && !blank(b) && len(name) < longestName; b = m.read() {
		if name = append(name, b); string(name) == "!--" {
			break
		}
	}
	return strings.ToLower(string(name))
}

// skip reads on until an end.
func (m *markupReader) skip(end string) {
	var tail string
	for !strings.HasSuffix(tail, end) {
		b := m.read()
		if b == 0 {
			return
		}
		tail = tail[max(len(tail)-len(end)+1, 0):] + string(rune(b))
	}
}

func blank(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }
