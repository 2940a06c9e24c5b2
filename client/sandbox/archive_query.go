package sandbox

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// archiveQuery is what a request wants of the archive. The archive's other options are ignored.
type archiveQuery struct {
	columns  []column
	order    []order
	filtered bool // one row is wanted
	id       int  // its id
	skip     int
	top      int
}

// column is a column that was asked for.
type column struct {
	name string          // of the column in a row
	key  json.RawMessage // of the answer's member: the text that the request has for the column
}

// order is one of the columns that rows are ordered by.
type order struct {
	name       string
	descending bool
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
	if q.columns, err = listed.parseColumns(strings.Join(options["$select"], ",")); err != nil {
		return q, err
	}
	if q.order, err = listed.parseOrder(options.Get("$orderby")); err != nil {
		return q, err
	}
	if filter := options.Get("$filter"); filter != "" {
		q.filtered = true
		if q.id, err = listed.parseIDFilter(filter); err != nil {
			return q, err
		}
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
		name, err := tb.parseColumn(asked)
		if err != nil {
			return nil, err
		}
		if c := (column{name, quote(asked)}); !slices.ContainsFunc(columns, c.same) {
			columns = append(columns, c)
		}
	}
	if columns == nil {
		return nil, errors.New("$select is missing")
	}
	return columns, nil
}

// same reports whether two columns would be one member of the answer.
func (c column) same(other column) bool { return string(c.key) == string(other.key) }

func (tb table) parseColumn(asked string) (string, error) {
	name, ok := tb.column(asked)
	if !ok {
		return "", fmt.Errorf("%q is no column of %s; these are %s", asked, tb.entity, strings.Join(tb.columns, ", "))
	}
	return name, nil
}

// parseOrder reads the comma list of columns to order by, each with asc or desc after it, or neither.
func (tb table) parseOrder(list string) ([]order, error) {
	if strings.TrimSpace(list) == "" {
		return nil, nil
	}
	var by []order
	for asked := range strings.SplitSeq(list, ",") {
		words := strings.Fields(asked)
		if len(words) == 1 {
			words = append(words, "asc")
		}
		if len(words) != 2 || !strings.EqualFold(words[1], "asc") && !strings.EqualFold(words[1], "desc") {
			return nil, fmt.Errorf("the $orderby %q is not a column and asc or desc", asked)
		}
		name, err := tb.parseColumn(words[0])
		if err != nil {
			return nil, err
		}
		if slices.Contains(tb.unordered, name) {
			return nil, fmt.Errorf("%s cannot be ordered by %s", tb.entity, name)
		}
		by = append(by, order{name, strings.EqualFold(words[1], "desc")})
	}
	return by, nil
}

// parseIDFilter reads the one filter of the vendor's page on webhook_usage: an id of its own.
func (tb table) parseIDFilter(filter string) (int, error) {
	words := strings.Fields(filter)
	if len(words) == 3 && strings.EqualFold(words[0], tb.prefix+tb.key) && words[1] == "eq" {
		if id, err := strconv.Atoi(words[2]); err == nil {
			return id, nil
		}
	}
	return 0, fmt.Errorf("the $filter %q is not %s eq and a number", filter, tb.prefix+tb.key)
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

// choose returns the rows that are wanted, in the order that is.
func (q archiveQuery) choose(rows []row) []row {
	rows = slices.Clone(rows)
	if q.filtered {
		rows = slices.DeleteFunc(rows, func(r row) bool { return r.id != q.id })
	}
	if q.order != nil {
		slices.SortStableFunc(rows, q.compare)
	}
	rows = rows[min(q.skip, len(rows)):]
	return rows[:min(q.top, len(rows))]
}

func (q archiveQuery) compare(a, b row) int {
	for _, by := range q.order {
		c := compareValues(a.columns.get(by.name), b.columns.get(by.name))
		if by.descending {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

// compareValues orders numbers by size and texts by their letters. What is neither comes first, as null does in the vendor's databases.
func compareValues(a, b json.RawMessage) int {
	kind := kindRank(a)
	switch other := kindRank(b); {
	case kind != other:
		return cmp.Compare(kind, other)
	case kind == textRank:
		x, _ := text(a)
		y, _ := text(b)
		return strings.Compare(x, y)
	case kind == numberRank:
		x, _ := strconv.ParseFloat(string(a), 64) // infinite where it is too large
		y, _ := strconv.ParseFloat(string(b), 64)
		return cmp.Compare(x, y)
	}
	return 0
}

const (
	otherRank = iota
	numberRank
	textRank
)

func kindRank(value json.RawMessage) int {
	switch {
	case len(value) == 0:
		return otherRank
	case value[0] == '"':
		return textRank
	case value[0] == '-' || value[0] >= '0' && value[0] <= '9':
		return numberRank
	}
	return otherRank
}
