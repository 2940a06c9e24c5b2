package table_test

import (
	"testing"
)

// BenchmarkSetRows shows 100,000 rows, with the cursor on the last one, and draws them.
func BenchmarkSetRows(b *testing.B) {
	all := rows(numbered(100_000)...)
	m := newTable(b)
	m.SetSize(120, 40)
	m.SetRows(all)
	press(m, "end")
	b.ReportAllocs()
	for b.Loop() {
		m.SetRows(all)
		m.View()
	}
}
