package wire

import (
	"fmt"
	"slices"
	"strings"

	"crmhooks/client/redact"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// say adds a sentence about an anomaly of the webhook, once.
func (m *mapper) say(sentence string) {
	switch {
	case len(m.rest.Anomalies) == maxAnomalies || slices.Contains(m.rest.Anomalies, sentence):
		return
	case len(m.rest.Anomalies) == maxAnomalies-1:
		sentence = "More is odd about this webhook than is listed here."
	}
	m.rest.Anomalies = append(m.rest.Anomalies, sentence)
	m.spend(entryCost + len(sentence))
}

// spend counts bytes that are kept whatever else there is: their number is bounded already.
func (m *mapper) spend(bytes int) { m.size += bytes }

// fits reports whether so many more bytes of a list fit, and counts them. When they do not, a sentence says so of the member.
func (m *mapper) fits(member string, bytes int) bool {
	if bytes > m.left {
		m.left = 0
		m.say("crmhooks keeps 1 MiB of one webhook: the rest of " + shortened(member) + " is left out.")
		return false
	}
	m.left -= bytes
	m.spend(bytes)
	return true
}

// line cleans a text of one line and cuts it to at most so many bytes, which is said.
func (m *mapper) line(name, raw string, most int) string {
	short, long := cut(raw, most)
	if long {
		m.say(tooLong(name, len(raw), most))
	}
	line := text.Line(short)
	m.spend(len(line))
	return line
}

// scrubbed cleans and masks the next value of a scrubber, and says what was left out. of is the member of the webhook that the value is in.
func (m *mapper) scrubbed(of string, s *scrubber, name string, judged judgement) webhook.Member {
	s.long, s.deep, s.hidden = false, false, nil
	member := s.member(name, judged)
	m.hide(s.hidden...)
	if s.long {
		m.say(fmt.Sprintf("%s holds a text or a name that is too long: only its first %d or %d KiB are shown.", shortened(of), maxText>>10, maxName>>10))
	}
	if s.deep {
		m.say(fmt.Sprintf("%s is nested in more than %d levels: what is below is left out.", shortened(of), maxDepth))
	}
	if !m.fits(of, len(member.Name)+len(member.Value)) {
		member.Name, member.Value = shortened(member.Name), `"`+cutMark+`"`
	}
	return member
}

// hide remembers what was masked, up to maxFound texts of one webhook.
func (m *mapper) hide(all ...redact.Found) {
	m.hidden = append(m.hidden, all[:min(len(all), maxFound-len(m.hidden))]...)
}

// found is a text that was masked: as much of it as is looked for elsewhere, copied so that it does not keep the answer in memory.
func found(raw string, name judgement) redact.Found {
	return redact.Found{Text: strings.Clone(raw[:min(len(raw), maxFoundText)]), Named: name > plainName, Key: name == keyName}
}

// shortened is the name of a member for a sentence.
func shortened(name string) string {
	short, _ := cut(name, maxShownName)
	return text.Line(short)
}
