package table_test

import (
	"testing"

	"crmhooks/ui/console/table"
)

// BenchmarkSetRows shows 100,000 rows, with the cursor on the last one, and draws them.
func BenchmarkSetRows(b *testing.B) {
	all := rows(numbered(100_000)...)
	m := newTable(b)
	m.SetSize(120, 40)
	set(m, all)
	press(m, "end")
	b.ReportAllocs()
	for b.Loop() {
		m.SetRows(table.Rows[row]{All: all, At: len(all) - 1})
		m.View()
	}
}
