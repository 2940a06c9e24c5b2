// Package toml strictly reads the files that users write. It refuses what a schema does not allow, and names the place and the nearest match.
package toml

import (
	"fmt"
	"strings"

	"crmhooks/client/suggest"
)

// Position is a place in a file.
type Position struct {
	File   string // as the user named it
	Line   int    // from 1; 0 when it is about the whole file
	Column int    // from 1, in bytes
}

// String is how messages name the place, safe to show.
func (p Position) String() string {
	where := suggest.Plain(p.File)
	if p.Line > 0 {
		where += fmt.Sprintf(", line %d, column %d", p.Line, p.Column)
	}
	return where
}

// Key is one part of a dotted key, with its position.
type Key struct {
	Position
	Name string
}

// dotted is a key as it is written with all its parts.
func dotted(path []Key) string {
	names := make([]string, len(path))
	for i, k := range path {
		names[i] = k.Name
	}
	return strings.Join(names, ".")
}

// Kind is the type of a value.
type Kind int

// The kinds.
const (
	Other Kind = iota // a number, a date, a list of anything but texts
	Text
	Truth
	List // of texts
	Table
)

// Value is what a key has.
type Value struct {
	Kind  Kind
	Text  string   // of a Text; "true" or "false" of a Truth
	Items []string // of a List
}

// Entry is one statement of a document: a value with its key, or a table, also one that holds nothing.
type Entry struct {
	Path  []Key // from the top of the document; no longer than the schema is deep, however long a dotted key is
	Value Value
}

// Dotted is the entry's key with all its parts, such as "selected.bold".
func (e Entry) Dotted() string { return dotted(e.Path) }
