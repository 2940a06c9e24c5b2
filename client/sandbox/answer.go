package sandbox

import (
	"compress/gzip"
	"encoding/json"
	"net/http"
	"strings"
)

// answer is a complete HTTP answer that is not yet written.
type answer struct {
	status      int
	contentType string
	root        string      // the element that the body is in XML; "" for a body that has no such form
	header      http.Header // beside the ones that every answer has
	body        []byte
}

func asJSON(status int, v any) answer {
	body, err := json.Marshal(v)
	if err != nil {
		return failure(http.StatusInternalServerError, "JsonException", err.Error())
	}
	return answer{status: status, contentType: jsonType, body: body}
}

// failure is an error in the shape of the vendor's REST pages.
func failure(status int, errorType, message string) answer {
	return asJSON(status, struct {
		Error        bool
		ErrorType    string
		ErrorMessage string
		ErrorSource  string
	}{true, errorType, message, "crmhooks sandbox"}).in("Error")
}

// refusal is an error in the shape in which the vendor refuses a malformed request.
func refusal(status int, message, detail string) answer {
	return asJSON(status, struct{ Message, MessageDetail string }{message, detail}).in("Error")
}

// in names the element that the answer is in XML.
func (a answer) in(root string) answer {
	a.root = root
	return a
}

// with adds headers of one name.
func (a answer) with(name string, values ...string) answer {
	if a.header == nil {
		a.header = http.Header{}
	}
	a.header[http.CanonicalHeaderKey(name)] = values
	return a
}

// write sends the answer with the headers that the vendor's server sets on all of them. A client that is gone is no error.
func (a answer) write(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for name, values := range a.header {
		h[name] = values
	}
	h.Set("Content-Type", a.contentType+"; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Vary", "Accept, Accept-Encoding")
	if !strings.Contains(strings.ToLower(r.Header.Get("Accept-Encoding")), "gzip") {
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body)
		return
	}
	h.Set("Content-Encoding", "gzip")
	w.WriteHeader(a.status)
	zip, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // the level is valid
	_, _ = zip.Write(a.body)
	_ = zip.Close()
}
