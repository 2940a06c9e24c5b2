package sandbox

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// archive answers with the rows of webhook_usage that a request asks for, all of them in one page.
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
	mediaType, problem := answerType(r)
	if problem != nil {
		return *problem
	}
	q, err := parseArchiveQuery(r.URL.Query())
	if err != nil {
		return invalid(err)
	}
	page, next := q.choose(t.usage), json.RawMessage(`null`)
	if p.rows > 0 && len(page) > p.rows {
		page, next = page[:p.rows], quote(p.next(r, q.skip+p.rows))
	}
	body := object{
		{key: json.RawMessage(`"odata.metadata"`), value: quote(origin(r) + apiPath + "/v1/Archive/$metadata")},
		{key: json.RawMessage(`"odata.nextLink"`), value: next},
		{key: json.RawMessage(`"value"`), value: q.show(page)},
	}
	return answer{status: http.StatusOK, contentType: mediaType, body: body.encode()}
}

// show writes the array of rows.
func (q archiveQuery) show(rows []usage) json.RawMessage {
	out := bytes.NewBufferString("[")
	for i, u := range rows {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(u.show(q.columns))
	}
	out.WriteByte(']')
	return out.Bytes()
}
