package format

import (
	"cmp"
	"time"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// Column is a column of a list of webhooks: of the console's list, and of the tables that commands write.
type Column int

// The columns. Each is a row of the table in registry.go.
const (
	ColumnID Column = iota
	ColumnName
	ColumnState
	ColumnType
	ColumnEvents
	ColumnTarget
	ColumnSecret
	ColumnHeaders
	ColumnProperties
	ColumnRegistered
	ColumnRegisteredBy
	ColumnUpdated
	ColumnUpdatedBy
	ColumnErrorMail
	ColumnTenant
	ColumnCause
	ColumnCalls
	ColumnErrors
	ColumnErrorRate
	ColumnConsecutive
	ColumnLastEvent
	ColumnLastStatus
	ColumnDescription
	ColumnApp
	columnCount // of those above
)

// Look is what a cell on a screen depends on besides its webhook.
type Look struct {
	Time   func(time.Time) string // Times.Ago or Times.Minute
	Glyphs *style.Glyphs
	Filter webhook.Filter // what the rows were filtered by: the events that it looks for come first
}

// String is the name of the column, as in --columns and the configuration.
func (c Column) String() string { return registry[c].name }

// Title is the heading of the column in a table.
func (c Column) Title() string { return registry[c].title }

// Fields are the members of a webhook that the column shows; none if it shows what only the archive or the program knows.
func (c Column) Fields() webhook.Fields { return registry[c].fields }

// Order is the order that sorts the list by this column; zero if there is none.
func (c Column) Order() webhook.Order { return registry[c].order }

// Text is the whole value in one line, for programs: times in UTC, numbers without separators, nothing cut. It is "" for no value.
func (c Column) Text(w *webhook.Webhook) string { return registry[c].shows.text(w) }

// words is the whole value for people, wherever it is read: without symbols, and with times as in Text.
func (c Column) words(w *webhook.Webhook) string {
	if words := registry[c].shows.words; words != nil {
		return words(w)
	}
	return c.Text(w)
}

// Cell is the value for people to read on a screen, in one line. It is "" for no value. It makes good use of the width, and may exceed it.
func (c Column) Cell(w *webhook.Webhook, width int, l Look) string {
	if cell := registry[c].shows.cell; cell != nil {
		return cell(w, width, l)
	}
	return c.words(w)
}

// Absent is what the console's list shows where Cell is ""; often that is also "".
func (c Column) Absent(w *webhook.Webhook) string {
	if absent := registry[c].shows.absent; absent != nil {
		return absent(w)
	}
	return ""
}

// Searched are the words that the filter looks for in the column, in lower case.
func (c Column) Searched(f webhook.Filter) []string {
	if search := registry[c].search; search != nil {
		return webhook.SearchWords(search(f))
	}
	return nil
}

// narrowList is the width of the console's list below which symbols replace the words for states.
const narrowList = 64

// MinWidth is how many cells the console's list needs for the column, and the heading above them, in a list of the given width.
func (c Column) MinWidth(list int) (cells int, heading string) {
	row := &registry[c]
	if row.narrow > 0 && list < narrowList {
		return row.narrow, ""
	}
	return row.width, cmp.Or(row.short, row.title)
}

// Grow is the column's share of the spare width of the console's list; 0 for a column that needs no more.
func (c Column) Grow() int { return registry[c].grow }

// Right reports whether the column holds numbers, which are aligned to the right.
func (c Column) Right() bool { return registry[c].right }

// Rank says when a narrow screen drops the column: 1 first, higher ranks later, and 0 never.
func (c Column) Rank() int { return registry[c].rank }
