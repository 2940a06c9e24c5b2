package webhook

import "testing"

func TestEveryOrderHasARow(t *testing.T) {
	for o, row := range orders[ByAttention:] {
		if row.name == "" || row.first == "" || row.over == nil {
			t.Errorf("the table has no row for order %d, which follows %q, or the row lacks a part", int(ByAttention)+o, orders[o].name)
		}
	}
}
