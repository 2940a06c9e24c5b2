package format

import "testing"

func TestEveryColumnHasARow(t *testing.T) {
	for c, row := range registry {
		if row.name == "" || row.shows.text == nil {
			t.Errorf("the table has no row for column %d, which follows %q, or the row lacks a name or what it shows", c, registry[max(c-1, 0)].name)
		}
	}
}
