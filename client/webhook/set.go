package webhook

import (
	"strconv"
	"strings"
)

// Set is some webhooks of a list, such as those of a group. They stay the same ones in a newer list.
type Set struct {
	title string
	keys  map[Key]bool
	ids   []int64
}

// NewSet makes a set. Its title says what the webhooks have in common, in a few words.
func NewSet(title string, hooks []*Webhook) *Set {
	s := &Set{title: title, keys: make(map[Key]bool, len(hooks))}
	for _, w := range hooks {
		s.keys[w.Key()] = true
		s.ids = append(s.ids, w.ID)
	}
	return s
}

// Title says what the webhooks have in common.
func (s *Set) Title() string { return s.title }

// Holds reports whether a webhook belongs to the set.
func (s *Set) Holds(w *Webhook) bool { return s.keys[w.Key()] }

// Search is words for Filter.Name that find the webhooks by their ids; "" where that would be longer than a search may be.
func (s *Set) Search() string {
	words := make([]string, len(s.ids))
	for i, id := range s.ids {
		words[i] = strconv.FormatInt(id, 10)
	}
	if search := "id:" + strings.Join(words, ","); len(search) <= MaxSearch {
		return search
	}
	return ""
}
