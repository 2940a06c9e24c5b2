package sandbox

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// archiveQuery is what a request wants from the archive. The archive's other options are ignored.
type archiveQuery struct {
	columns    []column
	descending bool // by the row's id; ascending otherwise
	skip       int
	top        int
}

// column is a column that was asked for.
type column struct {
	name  string // of the column in a row
	asked string // the column as the request writes it, which names the answer's member
}

// options are the query options of a request. Like members and columns, their names are taken in any case.
func options(r *http.Request) url.Values {
	lower := url.Values{}
	for name, values := range r.URL.Query() {
		name = strings.ToLower(name)
		lower[name] = append(lower[name], values...)
	}
	return lower
}

func parseArchiveQuery(listed table, options url.Values) (q archiveQuery, err error) {
	if options.Has("$filter") {
		return q, errors.New("the sandbox has no $filter for the archive")
	}
	if q.columns, err = listed.parseColumns(strings.Join(options["$select"], ",")); err != nil {
		return q, err
	}
	if q.descending, err = listed.parseOrder(options.Get("$orderby")); err != nil {
		return q, err
	}
	if q.skip, err = parseCount(options, "$skip", 0); err != nil {
		return q, err
	}
	q.top, err = parseCount(options, "$top", math.MaxInt)
	return q, err
}

// parseColumns reads the comma list of columns. A query has to name one.
func (tb table) parseColumns(list string) ([]column, error) {
	var columns []column
	for asked := range strings.SplitSeq(list, ",") {
		if asked = strings.TrimSpace(asked); asked == "" {
			continue
		}
		name, ok := tb.column(asked)
		if !ok {
			return nil, fmt.Errorf("%q is not a column of %s; the columns are %s", asked, tb.entity, strings.Join(tb.columns, ", "))
		}
		if c := (column{name, asked}); !slices.Contains(columns, c) {
			columns = append(columns, c)
		}
	}
	if columns == nil {
		return nil, errors.New("$select is missing")
	}
	return columns, nil
}

// parseOrder reads the one order that the sandbox supports: by the row's id, with asc or desc after it, or neither.
func (tb table) parseOrder(list string) (descending bool, err error) {
	words := strings.Fields(list)
	if len(words) == 0 {
		return false, nil
	}
	if len(words) == 1 {
		words = append(words, "asc")
	}
	name, known := tb.column(words[0])
	descending = strings.EqualFold(words[1], "desc")
	if known && name == tb.key && len(words) == 2 && (descending || strings.EqualFold(words[1], "asc")) {
		return descending, nil
	}
	return false, fmt.Errorf("the $orderby %q is not %s and asc or desc, the one order of the sandbox", list, tb.prefix+tb.key)
}

func parseCount(options url.Values, name string, absent int) (int, error) {
	given := options.Get(name)
	if given == "" {
		return absent, nil
	}
	n, err := strconv.Atoi(given)
	if err != nil || n < 0 {
		return 0, fmt.Errorf("%s is %q, not a number of rows", name, given)
	}
	return n, nil
}

// choose returns the rows that are wanted, in the order of their ids.
func (q archiveQuery) choose(rows []row) []row {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.id, b.id) })
	if q.descending {
		slices.Reverse(rows)
	}
	rows = rows[min(q.skip, len(rows)):]
	return rows[:min(q.top, len(rows))]
}
