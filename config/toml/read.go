package toml

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"crmhooks/client/suggest"
)

// Read returns the entries of a document in order. Each has a key that the schema knows; where the schema has a value and the key goes on after a dot or in
// brackets, the entry is of kind Table. file is where the data is from. The time is linear in the size of the data. Its errors are of type *Error.
func Read(file string, data []byte, schema *Schema) ([]Entry, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	// The decoder finds wrong syntax and duplicate keys; the walk after it knows the position of each key.
	var syntax map[string]any
	if err := toml.Unmarshal(data, &syntax); err != nil {
		return nil, syntaxError(file, err)
	}
	r := reader{file: file, root: schema}
	for i, b := range data {
		if b == '\n' {
			r.newlines = append(r.newlines, i)
		}
	}
	r.parser.Reset(data)
	var header []Key
	for r.parser.NextExpression() {
		e := r.parser.Expression()
		keys := r.keys(e.Key())
		var err error
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			header = keys
			err = r.header(header, e.Kind == unstable.ArrayTable)
		default:
			err = r.add(slices.Concat(header, keys), e.Value())
		}
		if err != nil {
			return nil, err
		}
	}
	return r.entries, nil
}

// syntaxError repeats the parser's words only up to where they might quote the file.
func syntaxError(file string, err error) *Error {
	message, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "toml: "), ": ")
	e := &Error{Position: Position{File: file}, Message: "This is not valid TOML: " + suggest.Plain(message)}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		e.Line, e.Column = decode.Position()
	}
	return e
}

// reader reads through a document once.
type reader struct {
	file     string
	root     *Schema
	parser   unstable.Parser
	newlines []int // the offset of each
	entries  []Entry
}

// keys returns the parts of a dotted key.
func (r *reader) keys(it unstable.Iterator) []Key {
	var keys []Key
	for it.Next() {
		offset := int(it.Node().Raw.Offset)
		line, _ := slices.BinarySearch(r.newlines, offset)
		column := offset + 1
		if line > 0 {
			column = offset - r.newlines[line-1]
		}
		keys = append(keys, Key{Position{File: r.file, Line: line + 1, Column: column}, string(it.Node().Data)})
	}
	return keys
}

// header reads the header of a table.
func (r *reader) header(path []Key, brackets bool) error {
	depth, schema, err := r.find(path, true)
	if err != nil {
		return err
	}
	if schema != nil && brackets {
		return fault(path, "must not be written in double brackets", schema.begins())
	}
	r.entries = append(r.entries, Entry{path[:depth], Value{Kind: Table}})
	return nil
}

// add adds a value, and the content of an inline table.
func (r *reader) add(path []Key, node *unstable.Node) error {
	value := valueOf(node)
	depth, schema, err := r.find(path, value.Kind == Table)
	if err != nil {
		return err
	}
	switch {
	case schema != nil && value.Kind != Table:
		return fault(path, "must be a table, such as "+schema.example(path), schema.begins())
	case depth < len(path):
		value = Value{Kind: Table}
	}
	r.entries = append(r.entries, Entry{path[:depth], value})
	if schema == nil { // below a value there is nothing, so the walk ends here however deep the document is
		return nil
	}
	for it := node.Children(); it.Next(); {
		child := it.Node()
		if err := r.add(slices.Concat(path, r.keys(child.Key())), child.Value()); err != nil {
			return err
		}
	}
	return nil
}

// find returns how many parts of a path the schema knows, and the schema of what is below them, nil for a value.
func (r *reader) find(path []Key, isTable bool) (depth int, below *Schema, err error) {
	s := r.root
	for i, key := range path {
		switch {
		case s.table(key.Name):
			s = s.Below
		case slices.Contains(s.Keys, key.Name):
			return i + 1, nil, nil
		default:
			return 0, nil, s.unknown(r.root, path[:i+1], isTable || i < len(path)-1)
		}
	}
	return len(path), s, nil
}

// valueOf reads the values that a setting may have.
func valueOf(node *unstable.Node) Value {
	switch node.Kind {
	case unstable.String:
		return Value{Kind: Text, Text: string(node.Data)}
	case unstable.Bool:
		return Value{Kind: Truth, Text: string(node.Data)}
	case unstable.InlineTable:
		return Value{Kind: Table}
	case unstable.Array:
		v := Value{Kind: List}
		for it := node.Children(); it.Next(); {
			if it.Node().Kind != unstable.String {
				return Value{}
			}
			v.Items = append(v.Items, string(it.Node().Data))
		}
		return v
	}
	return Value{}
}
