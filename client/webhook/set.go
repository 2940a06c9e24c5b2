package webhook

import (
	"strconv"
	"sync"
)

// Set is some webhooks of a list, such as those of a group. They stay the same ones in a newer list.
type Set struct {
	title string
	hooks []*Webhook
	keys  func() map[Key]bool
}

// NewSet makes a set. It keeps the slice. Its title says what the webhooks have in common, in a few words.
func NewSet(title string, hooks []*Webhook) *Set {
	return &Set{title, hooks, sync.OnceValue(func() map[Key]bool { // many sets are made, and few are looked into
		keys := make(map[Key]bool, len(hooks))
		for _, w := range hooks {
			keys[w.Key()] = true
		}
		return keys
	})}
}

// Title says what the webhooks have in common.
func (s *Set) Title() string { return s.title }

// Holds reports whether a webhook belongs to the set.
func (s *Set) Holds(w *Webhook) bool { return s.keys()[w.Key()] }

// Search is words for Filter.Name that find the webhooks by their ids; "" where that would be longer than a search may be.
func (s *Set) Search() string {
	search := []byte("id:")
	for i, w := range s.hooks {
		if i > 0 {
			search = append(search, ',')
		}
		if search = strconv.AppendInt(search, w.ID, 10); len(search) > MaxSearch {
			return ""
		}
	}
	return string(search)
}
