package sandbox

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// archive answers with the rows that a request asks for, all of them in one page.
func (t *Tenant) archive(r *http.Request) answer { return t.archivePage(r, paging{}) }

// paging says how the archive cuts what a request asks for. The zero value puts all into one page.
type paging struct {
	rows int                                    // in a page; 0 for all
	next func(r *http.Request, skip int) string // the address of the page that begins after that many rows
}

func (t *Tenant) archivePage(r *http.Request, p paging) answer {
	if problem := refuseLogin(r); problem != nil {
		return *problem
	}
	mediaType, problem := answerType(r, []string{jsonType})
	if problem != nil {
		return *problem
	}
	listed := usageTable()
	if knownPath(r) == webhookArchivePath {
		listed = webhookTable()
	}
	q, err := parseArchiveQuery(listed, options(r))
	if err != nil {
		return invalid(err)
	}
	page, next := q.choose(listed.rows(t)), json.RawMessage(`null`)
	if p.rows > 0 && len(page) > p.rows {
		page, next = page[:p.rows], quote(p.next(r, q.skip+p.rows))
	}
	rows := make([]json.RawMessage, len(page))
	for i, row := range page {
		rows[i] = row.show(listed.entity, q.columns)
	}
	body := object{
		{"odata.metadata", quote(origin(r) + apiPath + "/v1/Archive/$metadata")},
		{"odata.nextLink", next},
		{"value", array(rows)},
	}
	return answer{status: http.StatusOK, contentType: mediaType, body: body.encode()}
}

// show writes the row as the archive answers it: its key as text, then a member for each column, null where the row has none.
func (r row) show(entity string, columns []column) json.RawMessage {
	shown := object{
		{"PrimaryKey", quote(strconv.Itoa(r.id))},
		{"EntityName", quote(entity)},
	}
	for _, c := range columns {
		shown = append(shown, member{c.asked, r.columns.getOr(c.name, "null")})
	}
	return shown.encode()
}
