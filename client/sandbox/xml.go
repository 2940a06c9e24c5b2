package sandbox

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"regexp"
	"strings"
	"sync"
)

// accepted is an answer of the agent in the form that a request wants: XML where Accept prefers that.
func (a answer) accepted(r *http.Request) answer {
	wanted := acceptable(r.Header.Values("Accept"), agentTypes())
	if a.root != "" && strings.HasSuffix(wanted, "/xml") {
		a.contentType, a.body = wanted, toXML(a.root, a.body)
	}
	return a
}

// toXML writes a valid JSON document as XML: members become elements of their names, elements of an array the ones that the vendor's classes are called.
// What has names of its own choice becomes pairs of Key and Value, and null an element that says it is nil.
func toXML(root string, document []byte) []byte {
	out := bytes.NewBufferString(xml.Header)
	w := xmlWriter{json.NewDecoder(bytes.NewReader(document)), xml.NewEncoder(out)}
	w.json.UseNumber()
	w.value(element(root, xml.Attr{Name: xml.Name{Local: "xmlns:i"}, Value: "http://www.w3.org/2001/XMLSchema-instance"}), false)
	_ = w.xml.Close() // a buffer takes everything
	return out.Bytes()
}

// xmlWriter moves tokens from a JSON document to an XML one. Neither fails: the document is valid, and the names are checked.
type xmlWriter struct {
	json *json.Decoder
	xml  *xml.Encoder
}

func element(name string, attributes ...xml.Attr) xml.StartElement {
	return xml.StartElement{Name: xml.Name{Local: name}, Attr: attributes}
}

// value writes the next value. Inside a dictionary every object is one.
func (w xmlWriter) value(start xml.StartElement, dictionary bool) {
	token, _ := w.json.Token()
	if token == nil {
		start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: "i:nil"}, Value: "true"})
	}
	_ = w.xml.EncodeToken(start)
	switch v := token.(type) {
	case json.Delim:
		for w.json.More() {
			if v == '{' {
				w.member(dictionary)
			} else {
				w.value(element(itemName(start.Name.Local)), dictionary)
			}
		}
		_, _ = w.json.Token() // the closing one
	case string:
		w.text(v)
	case json.Number:
		w.text(v.String())
	case bool:
		w.text(map[bool]string{true: "true", false: "false"}[v])
	}
	_ = w.xml.EncodeToken(start.End())
}

func (w xmlWriter) text(s string) { _ = w.xml.EncodeToken(xml.CharData(s)) }

// elementName is what a member's name has to be to name an element.
var elementName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`) })

func (w xmlWriter) member(dictionary bool) {
	token, _ := w.json.Token()
	name, _ := token.(string)
	if !dictionary && elementName().MatchString(name) {
		w.value(element(name), isDictionary(name))
		return
	}
	pair, key := element("KeyValue"), element("Key")
	_ = w.xml.EncodeToken(pair)
	_ = w.xml.EncodeToken(key)
	w.text(name)
	_ = w.xml.EncodeToken(key.End())
	w.value(element("Value"), true)
	_ = w.xml.EncodeToken(pair.End())
}

// itemName is the element of an item in a list.
func itemName(list string) string {
	switch list {
	case "ArrayOfWebhook":
		return "Webhook"
	case "ErrorAssociates":
		return "MDOListItem"
	case "Events", "ErrorEmails":
		return "string"
	}
	return "Item"
}
