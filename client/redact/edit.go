package redact

import "strings"

// edit is a text of which parts are replaced, from the left to the right. It copies nothing as long as all stays as it is.
type edit struct {
	text string
	out  strings.Builder
	done int // how much of the text is in out, once something has changed
	new  bool
}

func (e *edit) replace(from, to int, with string) {
	if e.text[from:to] == with {
		return
	}
	if !e.new {
		e.out.Grow(len(e.text) + len(Mask))
	}
	e.out.WriteString(e.text[e.done:from])
	e.out.WriteString(with)
	e.done, e.new = to, true
}

func (e *edit) result() string {
	if !e.new {
		return e.text
	}
	e.out.WriteString(e.text[e.done:])
	return e.out.String()
}
