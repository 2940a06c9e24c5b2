package themes

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"crmhooks/config/suggest"
)

// legend begins a file and says what its values may be.
const legend = `# Colours: "" is the terminal's own, "0" to "255" one of its numbered ones, or "#rrggbb".
# Marks: bold, faint, underline and reverse are true or false. What a role does not mention is off.
# based-on = "NAME" lends the roles that a file leaves out from a built-in theme.

`

// TOML writes a theme as a file that Parse reads as the same theme.
func (t Theme) TOML() (string, error) {
	var out strings.Builder
	out.WriteString(legend)
	err := toml.NewEncoder(&out).Encode(t)
	return out.String(), err
}

// Parse reads a theme strictly. A role that the file does not mention is as in the theme that it is based on; one that it mentions is
// as it says there and nothing else. file is where the data is from; it is for errors, which are of type *Error, and for the theme.
func Parse(file string, data []byte) (Theme, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	var syntax map[string]any
	if err := toml.Unmarshal(data, &syntax); err != nil {
		return Theme{}, syntaxError(file, err)
	}
	d := draft{file: file, base: Default, roles: map[string]*Style{}}
	d.parser.Reset(data)
	var header []place
	for d.parser.NextExpression() {
		e := d.parser.Expression()
		keys := d.keys(e.Key())
		var err error
		switch e.Kind {
		case unstable.ArrayTable:
			err = d.fault(keys, "must not be written in double brackets")
		case unstable.Table:
			header = keys
			err = d.table(header)
		default:
			err = d.add(slices.Concat(header, keys), e.Value())
		}
		if err != nil {
			return Theme{}, err
		}
	}
	return d.theme()
}

// syntaxError is what the parser says about a file that is no TOML. The decoder finds double keys too.
func syntaxError(file string, err error) *Error {
	e := &Error{File: file, Message: "This is not valid TOML: " + suggest.Plain(strings.TrimPrefix(err.Error(), "toml: "))}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		e.Line, e.Column = decode.Position()
	}
	return e
}
