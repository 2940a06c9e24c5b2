package secret

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// bodyVariant is a form in which the raw body may have been, when the one at hand is not the one that was signed.
type bodyVariant struct {
	what string
	body []byte
}

// maxReencoded is the largest body that is re-encoded in other forms. The vendor's bodies have a few kilobytes.
const maxReencoded = 1 << 20

// bodyVariants are the forms that a body had before an editor, a shell or a framework changed it, as far as it can be undone: encodings and line ends
// first, and those once more with the JSON written as SuperOffice writes it, in one line.
func bodyVariants(body []byte) []bodyVariant {
	if len(body) > maxReencoded {
		return nil
	}
	plain := textVariants(body)
	all := plain
	for _, v := range append([]bodyVariant{{"", body}}, plain...) {
		for _, j := range jsonVariants(v.body) {
			if v.what != "" {
				j.what += ", " + strings.TrimPrefix(v.what, "over the body ")
			}
			all = append(all, j)
		}
	}
	return all
}

// textVariants undo what happens to a text on its way into a file.
func textVariants(body []byte) []bodyVariant {
	var all []bodyVariant
	add := func(what string, changed []byte) {
		if !bytes.Equal(changed, body) {
			all = append(all, bodyVariant{"over the body " + what, changed})
		}
	}
	const (
		shorter = "without the line end at its end: an editor or a shell has added it"
		longer  = "with a line end at its end, which this one lacks"
	)
	add(shorter, bytes.TrimSuffix(bytes.TrimSuffix(body, []byte("\n")), []byte("\r")))
	add("without the blanks and line ends around it", bytes.TrimSpace(body))
	add(longer, append(bytes.Clone(body), '\n'))
	add(longer, append(bytes.Clone(body), "\r\n"...))
	add("with the line ends of Unix", bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")))
	add("with the line ends of Windows", bytes.ReplaceAll(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")), []byte("\n"), []byte("\r\n")))
	const mark = "\xef\xbb\xbf"
	add("without the byte order mark at its beginning", bytes.TrimPrefix(body, []byte(mark)))
	add("with a byte order mark at its beginning", append([]byte(mark), body...))
	if decoded, ok := fromUTF16(body); ok {
		add("in UTF-8: this one was saved as UTF-16, as PowerShell does", decoded)
		add("in UTF-8 and without the line end at its end: this one was saved as UTF-16, as PowerShell does", bytes.TrimRight(decoded, "\r\n"))
	}
	if !utf8.Valid(body) {
		add("in UTF-8: this one was saved as Latin-1", fromLatin1(body))
	}
	return all
}

// jsonVariants write a body of JSON in the ways in which a server may have written it.
func jsonVariants(body []byte) []bodyVariant {
	var compact bytes.Buffer
	if json.Compact(&compact, body) != nil {
		return nil
	}
	var all []bodyVariant
	add := func(what string, changed []byte) {
		if !bytes.Equal(changed, body) {
			all = append(all, bodyVariant{"over the body " + what + ": this one was parsed and reformatted, but the signature covers the raw bytes", changed})
		}
	}
	add("with its JSON in one line", compact.Bytes())
	plain := plainEscapes(compact.Bytes())
	add("with its JSON in one line and no needless escapes", plain)
	for _, html := range []bool{false, true} {
		for _, ascii := range []bool{false, true} {
			for _, upper := range []bool{false, true} {
				add("with its JSON in one line and other characters escaped", escaped(plain, html, ascii, upper))
			}
		}
	}
	return all
}

// plainEscapes rewrites every string of compact JSON with as few escapes as JSON allows: PHP escapes slashes, and many libraries what is
// not ASCII.
func plainEscapes(compact []byte) []byte {
	return eachString(compact, func(quoted []byte) []byte {
		var text string
		if json.Unmarshal(quoted, &text) != nil {
			return quoted
		}
		var out bytes.Buffer
		enc := json.NewEncoder(&out)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(text) // a text always encodes
		return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
	})
}

// htmlCharacters are those that careful libraries escape in JSON, .NET's among them.
const htmlCharacters = "<>&'+`"

// escaped writes what is not ASCII, and the characters that matter in HTML, as \u and four digits.
func escaped(compact []byte, html, ascii, upper bool) []byte {
	digits := "0123456789abcdef"
	if upper {
		digits = strings.ToUpper(digits)
	}
	return eachString(compact, func(quoted []byte) []byte {
		var out bytes.Buffer
		for _, r := range string(quoted) {
			if ascii && r > 0x7e || html && strings.ContainsRune(htmlCharacters, r) {
				for _, unit := range utf16.Encode([]rune{r}) {
					out.WriteString(`\u`)
					for shift := 12; shift >= 0; shift -= 4 {
						out.WriteByte(digits[unit>>shift&15])
					}
				}
				continue
			}
			out.WriteRune(r)
		}
		return out.Bytes()
	})
}

// eachString replaces every string of valid JSON, quotes included.
func eachString(data []byte, change func(quoted []byte) []byte) []byte {
	var out bytes.Buffer
	for i := 0; i < len(data); i++ {
		if data[i] != '"' {
			out.WriteByte(data[i])
			continue
		}
		end := i + 1
		for end < len(data) && data[end] != '"' {
			if data[end] == '\\' {
				end++
			}
			end++
		}
		end = min(end, len(data)-1)
		out.Write(change(data[i : end+1]))
		i = end
	}
	return out.Bytes()
}

// fromUTF16 decodes a text that begins with a byte order mark of UTF-16.
func fromUTF16(body []byte) ([]byte, bool) {
	if len(body) < 2 || len(body)%2 != 0 {
		return nil, false
	}
	low, high := 0, 1
	switch {
	case body[0] == 0xff && body[1] == 0xfe:
	case body[0] == 0xfe && body[1] == 0xff:
		low, high = 1, 0
	default:
		return nil, false
	}
	units := make([]uint16, 0, len(body)/2)
	for i := 2; i+1 < len(body); i += 2 {
		units = append(units, uint16(body[i+low])|uint16(body[i+high])<<8)
	}
	return []byte(string(utf16.Decode(units))), true
}

func fromLatin1(body []byte) []byte {
	runes := make([]rune, len(body))
	for i, b := range body {
		runes[i] = rune(b)
	}
	return []byte(string(runes))
}
