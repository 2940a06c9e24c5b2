package format

import (
	"fmt"
	"slices"
	"strings"

	"crmhooks/client/suggest"
	"crmhooks/client/webhook"
)

// Columns returns every column.
func Columns() []Column {
	all := make([]Column, len(registry))
	for i := range all {
		all[i] = Column(i)
	}
	return all
}

// ColumnNames returns the names of all columns.
func ColumnNames() []string {
	names := make([]string, len(registry))
	for i, c := range Columns() {
		names[i] = c.String()
	}
	return names
}

// DefaultColumns are the columns of a table by default: for webhooks in trouble also why and who is notified, and for a selection of
// members those that were selected.
func DefaultColumns(trouble bool, asked webhook.Fields) []Column {
	switch {
	case !asked.Has(webhook.PageFields &^ webhook.FieldSecret):
		return slices.DeleteFunc(Columns(), func(c Column) bool { return c.Fields() == 0 || !asked.Has(c.Fields()) })
	case trouble:
		return []Column{ColumnState, ColumnID, ColumnName, ColumnCause, ColumnTarget, ColumnErrorMail, ColumnUpdated}
	}
	return []Column{ColumnState, ColumnID, ColumnName, ColumnEvents, ColumnTarget, ColumnUpdated}
}

// ParseColumns reads a list such as "id,name,state". The error names the wrong one, the nearest match, and all columns.
func ParseColumns(list string) ([]Column, error) {
	words := strings.Split(list, ",")
	for i, word := range words {
		words[i] = strings.ToLower(strings.TrimSpace(word))
	}
	return NamedColumns(words)
}

// NamedColumns returns the columns of these names, in their order. Its error is that of ParseColumns.
func NamedColumns(names []string) ([]Column, error) {
	var chosen []Column
	for _, name := range names {
		at := slices.Index(ColumnNames(), name)
		if at < 0 {
			return nil, fmt.Errorf("there is no column \"%s\"; there are %s", suggest.Plain(name), suggest.Among(name, ColumnNames()))
		}
		chosen = append(chosen, Column(at))
	}
	return chosen, nil
}
