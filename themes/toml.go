package themes

import (
	"errors"
	"strings"

	encoding "github.com/pelletier/go-toml/v2"

	"crmhooks/config/toml"
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
	err := encoding.NewEncoder(&out).Encode(t)
	return out.String(), err
}

// Parse reads a theme strictly. A role that the file does not mention is as in the theme that it is based on; one that it mentions is
// as it says there and nothing else. file is where the data is from; it is for errors, which are of type *Error, and for the theme.
func Parse(file string, data []byte) (Theme, error) {
	entries, err := toml.Read(file, data, schema())
	var fault *toml.Error
	if errors.As(err, &fault) {
		return Theme{}, &Error{Position: fault.Position, Key: fault.Dotted(), Message: fault.Message}
	}
	d := draft{file: file, base: Default, roles: map[string]*Style{}}
	for _, e := range entries {
		if message := d.add(e); message != "" {
			return Theme{}, &Error{Position: e.Path[len(e.Path)-1].Position, Key: e.Dotted(), Message: message}
		}
	}
	return d.theme()
}
