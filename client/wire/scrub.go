package wire

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/redact"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// unquote is the text of a JSON string. Invalid UTF-8 becomes the replacement character, which is all that the error would say.
func unquote(v jsontext.Value) string {
	if plainText(v) {
		return string(v[1 : len(v)-1])
	}
	b, _ := jsontext.AppendUnquote(nil, v)
	return string(b)
}

// plainText reports whether a JSON string is ASCII without escapes, as most are.
func plainText(v jsontext.Value) bool {
	for _, b := range v {
		if b >= utf8.RuneSelf || b == '\\' {
			return false
		}
	}
	return len(v) > 1 && v[0] == '"' && v[len(v)-1] == '"'
}

// scalar is the text of a string, and the JSON of anything else.
func scalar(v jsontext.Value) string {
	if v.Kind() == '"' {
		return unquote(v)
	}
	return string(v)
}

// members walks an object that was already found to be valid.
func members(v jsontext.Value) iter.Seq2[string, jsontext.Value] {
	return func(yield func(string, jsontext.Value) bool) {
		dec := jsontext.NewDecoder(bytes.NewBuffer(v), lenient...)
		_, _ = dec.ReadToken()
		for dec.PeekKind() == '"' {
			token, err := dec.ReadToken()
			if err != nil {
				return
			}
			name := token.String()
			value, err := dec.ReadValue()
			if err != nil || !yield(name, value) {
				return
			}
		}
	}
}

// elements walks an array that was already found to be valid.
func elements(v jsontext.Value) iter.Seq[jsontext.Value] {
	return func(yield func(jsontext.Value) bool) {
		dec := jsontext.NewDecoder(bytes.NewBuffer(v), lenient...)
		_, _ = dec.ReadToken()
		for dec.PeekKind() != ']' {
			value, err := dec.ReadValue()
			if err != nil || !yield(value) {
				return
			}
		}
	}
}

// scrubber copies values that were already found to be valid, in compact form, in one pass: every text in them is cleaned and bounded, and inside a
// credential every text and number is masked.
type scrubber struct {
	dec    *jsontext.Decoder
	out    bytes.Buffer
	depth  int            // how many values the present one is in
	masked []span         // parts of the output that are to be masked
	hidden []redact.Found // what was masked, as it came
	long   bool           // a text was cut
	deep   bool           // a value that was nested too deep was left out
}

func newScrubber(v jsontext.Value) *scrubber {
	return &scrubber{dec: jsontext.NewDecoder(bytes.NewBuffer(v), lenient...)}
}

// member copies the next value, which has this name. A value that is too large to be kept is not read to its end.
func (s *scrubber) member(name string, judged judgement) webhook.Member {
	s.out.Reset()
	s.masked = s.masked[:0]
	s.value(judged)
	return webhook.Member{Name: text.Line(s.clean(name, maxName)), Value: s.copied()}
}

// full reports whether the value is too large to be kept, so that nothing more of it needs to be read.
func (s *scrubber) full() bool { return s.out.Len() > maxWebhook }

// clean cleans a text and cuts it.
func (s *scrubber) clean(raw string, most int) string {
	raw, long := cut(raw, most)
	s.long = s.long || long
	return text.Lines(raw)
}

// copied is the output with the mask in the place of the spans that turned out to be credentials. It is built once, as a hostile answer may
// have thousands of them inside one another.
func (s *scrubber) copied() string {
	if len(s.masked) == 0 {
		return s.out.String()
	}
	slices.SortFunc(s.masked, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	done := 0
	for _, m := range s.masked {
		if m.from < done { // inside of the one before
			continue
		}
		out.Write(s.out.Bytes()[done:m.from])
		out.WriteString(`"` + redact.Mask + `"`)
		done = m.to
	}
	out.Write(s.out.Bytes()[done:])
	return out.String()
}

// value copies the next value, and returns its text as it came when it is one.
func (s *scrubber) value(credential judgement) string {
	kind := s.dec.PeekKind()
	switch {
	case kind != '{' && kind != '[':
		return s.scalar(credential)
	case s.depth == maxDepth:
		s.deep = true
		_ = s.dec.SkipValue() // it is valid
		s.quote(cutMark)
		return ""
	}
	s.depth++
	if kind == '{' {
		s.object(credential)
	} else {
		s.array(credential)
	}
	s.depth--
	return ""
}

// object copies an object. One that names a credential in one member and gives it in another, {"name":"password","value":"x"}, is
// masked there too, whichever comes first.
func (s *scrubber) object(credential judgement) {
	s.bracket()
	var value span // where the output has the value of such a pair
	rawValue := ""
	named := plainName
	for separator := ""; s.dec.PeekKind() == '"' && !s.full(); separator = "," {
		token, _ := s.dec.ReadToken()
		name := token.String()
		s.out.WriteString(separator)
		s.quote(text.Line(s.clean(name, maxName)))
		s.out.WriteByte(':')
		from := s.out.Len()
		raw := s.value(max(credential, judge(name)))
		switch strings.ToLower(name) {
		case "name", "key", "header", "field", "parameter":
			named = max(named, judge(raw))
		case "value":
			value, rawValue = span{from, s.out.Len()}, raw
		}
	}
	if named > plainName && value.to > value.from {
		s.masked = append(s.masked, value)
		s.hide(rawValue, named)
	}
	s.bracket()
}

// span is a part of a text.
type span struct{ from, to int }

// after is the same part behind so many more bytes.
func (s span) after(bytes int) span { return span{s.from + bytes, s.to + bytes} }

func (s *scrubber) array(credential judgement) {
	s.bracket()
	for separator := ""; s.dec.PeekKind() != ']' && !s.full(); separator = "," {
		s.out.WriteString(separator)
		s.value(credential)
	}
	s.bracket()
}

// bracket copies an opening or a closing bracket or brace.
func (s *scrubber) bracket() {
	token, _ := s.dec.ReadToken()
	s.out.WriteString(token.String())
}

func (s *scrubber) scalar(credential judgement) string {
	token, _ := s.dec.ReadToken()
	raw := token.String()
	if token.Kind() != '"' {
		switch {
		case token.Kind() == '0' && credential > plainName:
			s.hide(raw, credential)
			s.quote(redact.Mask)
		case len(raw) > maxName: // a number
			s.quote(s.clean(raw, maxName))
		default:
			s.out.WriteString(raw)
		}
		return ""
	}
	if credential > plainName {
		s.hide(raw, credential)
		s.quote(redact.NonEmpty(raw))
		return raw
	}
	clean := s.clean(raw, maxText)
	masked := redact.Value(clean)
	if masked != clean {
		s.hide(raw, plainName)
	}
	s.quote(masked)
	return raw
}

func (s *scrubber) hide(raw string, name judgement) {
	if len(s.hidden) < maxFound {
		s.hidden = append(s.hidden, found(raw, name))
	}
}

// judgement is what a name says about its value.
type judgement int

// The judgements, from nothing to the most.
const (
	plainName      judgement = iota
	credentialName           // it has to do with a credential
	keyName                  // it is one
)

func judge(name string) judgement {
	switch {
	case !redact.Name(name):
		return plainName
	case redact.KeyName(name):
		return keyName
	}
	return credentialName
}

func (s *scrubber) quote(v string) {
	b, _ := jsontext.AppendQuote(s.out.AvailableBuffer(), v) // cleaned text is valid UTF-8
	s.out.Write(b)
}
