package redact

// edit is a text of which parts are replaced, from the left to the right. It copies nothing as long as all stays as it is.
type edit struct {
	text string
	out  []byte
	done int // how much of the text is in out, once something has changed
	new  bool
}

func (e *edit) replace(from, to int, with string) {
	if e.text[from:to] == with {
		return
	}
	e.out = append(append(e.out, e.text[e.done:from]...), with...)
	e.done, e.new = to, true
}

func (e *edit) result() string {
	if !e.new {
		return e.text
	}
	return string(append(e.out, e.text[e.done:]...))
}
