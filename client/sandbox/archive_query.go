package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// archiveQuery is what a request wants of the archive. The archive's other options are ignored.
type archiveQuery struct {
	columns  []column
	filtered bool // one row is wanted
	id       int  // its id
	skip     int
	top      int
}

// column is a column that was asked for.
type column struct {
	name string          // of the column in the table
	key  json.RawMessage // of the answer's member: the text that the request has for the column
}

func parseArchiveQuery(options url.Values) (archiveQuery, error) {
	var q archiveQuery
	var err error
	if q.columns, err = parseColumns(strings.Join(options["$select"], ",")); err != nil {
		return q, err
	}
	if filter := options.Get("$filter"); filter != "" {
		q.filtered = true
		if q.id, err = parseIDFilter(filter); err != nil {
			return q, err
		}
	}
	if q.skip, err = parseCount(options, "$skip", 0); err != nil {
		return q, err
	}
	q.top, err = parseCount(options, "$top", math.MaxInt)
	return q, err
}

// parseColumns reads the comma list of dotted columns. The one table here is webhook_usage, and a query has to name a column of it.
func parseColumns(list string) ([]column, error) {
	var columns []column
	for asked := range strings.SplitSeq(list, ",") {
		if asked = strings.TrimSpace(asked); asked == "" {
			continue
		}
		name, err := parseColumn(asked)
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

// parseColumn returns the name of a column in its table. As elsewhere in the API, case does not matter.
func parseColumn(asked string) (string, error) {
	name, ok := strings.CutPrefix(strings.ToLower(asked), "webhook_usage.")
	if !ok || !slices.Contains(usageColumns(), name) {
		return "", fmt.Errorf("%q is no column of webhook_usage; these are %s", asked, strings.Join(usageColumns(), ", "))
	}
	return name, nil
}

// parseIDFilter reads the one filter of the vendor's page on webhook_usage: an id of its own.
func parseIDFilter(filter string) (int, error) {
	words := strings.Fields(filter)
	if len(words) == 3 && strings.EqualFold(words[0], "webhook_usage.webhook_usage_id") && words[1] == "eq" {
		if id, err := strconv.Atoi(words[2]); err == nil {
			return id, nil
		}
	}
	return 0, fmt.Errorf("the $filter %q is not webhook_usage.webhook_usage_id eq and a number", filter)
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

// choose returns the rows that are wanted.
func (q archiveQuery) choose(rows []usage) []usage {
	if q.filtered {
		rows = slices.DeleteFunc(slices.Clone(rows), func(u usage) bool { return u.id != q.id })
	}
	rows = rows[min(q.skip, len(rows)):]
	return rows[:min(q.top, len(rows))]
}
