package toml

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"crmhooks/client/suggest"
)

// Schema describes what a table may hold: values, and tables that are all of one kind.
type Schema struct {
	// Name is what messages call such a table, in the singular and without an article. It is empty for a whole document, and for a table that only
	// groups others.
	Name string
	// Header shows how such a table begins, such as "[profiles.NAME]". Only a table with a Name has one.
	Header string
	// Keys are the keys that have a value. The caller checks its type.
	Keys []string
	// Brief describes the keys where there are too many to list; a fault then has it as its next step.
	Brief string
	// Tables are the keys that have a table. Below describes what each table holds.
	Tables []string
	// AnyName lets the user choose the names of the tables below. Such a name must need no quotes.
	AnyName bool
	Below   *Schema
}

// bareKey is what TOML allows as a key without quotes.
var bareKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_-]+$`) })

// table reports whether a key has a table.
func (s *Schema) table(key string) bool {
	return slices.Contains(s.Tables, key) || s.AnyName && bareKey().MatchString(key)
}

// named is the first schema from here downwards that has a name.
func (s *Schema) named() *Schema {
	for s.Name == "" && s.Below != nil {
		s = s.Below
	}
	return s
}

// begins is a sentence about how a table of this kind is written.
func (s *Schema) begins() string {
	n := s.named()
	return "A " + n.Name + " begins with " + n.Header + "."
}

// example is a header for the table at a path, whose content has this schema.
func (s *Schema) example(path []Key) string {
	if s.AnyName {
		return "[" + dotted(path) + ".NAME]"
	}
	return "[" + dotted(path) + "]"
}

// unknown is the fault of a key that does not belong in its table: the last key of a path from the root.
func (s *Schema) unknown(root *Schema, path []Key, isTable bool) *Error {
	key := path[len(path)-1].Name
	switch below := s.named(); {
	case s.AnyName:
		return fault(path, "is not a name for a "+below.Name+"; a name is made of letters, digits, - and _", "")
	case s != root && slices.Contains(root.Keys, key):
		return fault(path, "does not belong in a "+s.Name, "Move it above the first "+s.Header+".")
	case s == root && slices.Contains(below.Keys, key):
		return fault(path, "belongs in a "+below.Name, "Move it below a line "+below.Header+".")
	case s.Brief != "":
		return fault(path, "is not a key of a "+s.Name+suggest.Hint(key, s.Keys), s.Brief)
	case s.Name != "":
		return fault(path, "is not a key of a "+s.Name+"; there are "+suggest.Among(key, s.Keys), "")
	case s.Below.Name == "":
		return fault(path, "is not a key; there are "+suggest.Among(key, slices.Concat(s.Tables, s.Keys)), "")
	case isTable:
		return fault(path, "is not a "+s.Below.Name+"; there are "+suggest.Among(key, s.Tables), "")
	}
	return fault(path, "is not a key; there are the "+s.Below.Name+"s and "+suggest.Among(key, s.Keys), "")
}

// Error is a fault in a document. It never holds a value, as that could be a secret.
type Error struct {
	Position
	Path    []Key  // to the key that the fault is about; empty when it is about the document's syntax
	Message string // what is wrong, as the rest of a sentence that begins with the key
	Next    string // what to do about it; empty when it is obvious
}

// Error is one sentence that names the place and what is wrong.
func (e *Error) Error() string {
	return e.Position.String() + ": " + strings.TrimSpace(suggest.Plain(dotted(e.Path))+" "+e.Message) + "."
}

// Dotted is the key with all its parts, such as "selected.bold"; empty when the fault is about no key.
func (e *Error) Dotted() string { return dotted(e.Path) }

// Key is the last part of the key, empty when the fault is about none.
func (e *Error) Key() string {
	if len(e.Path) == 0 {
		return ""
	}
	return suggest.Plain(e.Path[len(e.Path)-1].Name)
}

// fault is an error at the last key of a path.
func fault(path []Key, message, next string) *Error {
	return &Error{Position: path[len(path)-1].Position, Path: path, Message: message, Next: next}
}
