package wire

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"crmhooks/client/text"
	"crmhooks/client/webhook"
)

// wordsRemembered bounds how many words are remembered of an answer in which no two are the same, and longestWord how long they are, in bytes.
const (
	wordsRemembered = 4096
	longestWord     = 128
)

// words are those that recur in an answer: names of members and headers, events, types. Each is read once.
type words struct {
	all    map[string]*word
	states map[string]webhook.State
}

// word is a JSON string that was read. What it says as the name of a header or a property is judged when that is first asked.
type word struct {
	raw      string         // as it came
	text     string         // cleaned
	field    webhook.Fields // the member of this name; 0 for none
	ours     bool           // it is a member that only a list that we saved has
	isJudged bool
	says     judgement
}

func newWords() words { return words{map[string]*word{}, map[string]webhook.State{}} }

func (ws *words) of(v jsontext.Value) *word {
	if known, ok := ws.all[string(v)]; ok {
		return known
	}
	raw := unquote(v)
	w := &word{raw: raw, text: text.Line(raw), field: webhook.FieldByName(raw), ours: raw == usageMember || raw == webhook.OtherAppMember}
	if strings.Contains(raw, "/") {
		w.field = 0
	}
	if len(ws.all) < wordsRemembered && len(v) <= longestWord {
		ws.all[string(v)] = w
	}
	return w
}

// judged is what the word says as a name.
func (w *word) judged() judgement {
	if !w.isJudged {
		w.says, w.isJudged = judge(w.raw), true
	}
	return w.says
}

// state is a state that the vendor documents, by its name or its number; "" for any other value.
func (ws *words) state(v jsontext.Value) webhook.State {
	if known, ok := ws.states[string(v)]; ok {
		return known
	}
	if k := v.Kind(); k != '"' && k != '0' || len(v) > longestWord {
		return ""
	}
	name := strings.TrimSpace(text.Line(scalar(v)))
	state := webhook.StateOf(name)
	if name == "" || !state.Documented() {
		return ""
	}
	ws.states[string(v)] = state
	return state
}
