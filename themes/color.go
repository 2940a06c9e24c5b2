package themes

import (
	"regexp"
	"strconv"
	"sync"
)

// Color is a colour: "" for the terminal's own, "0" to "15" for one of its sixteen, "16" to "255" for the fixed ones, or "#rrggbb".
type Color string

var colorForm = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(|#[0-9A-Fa-f]{6}|[0-9]{1,3})$`) })

// valid reports whether the text is a colour.
func (c Color) valid() bool {
	if !colorForm().MatchString(string(c)) {
		return false
	}
	n, err := strconv.Atoi(string(c))
	return err != nil || n <= 255
}

// The sixteen colours that every terminal names, those that are legible on light and on dark backgrounds.
const (
	red     Color = "1"
	green   Color = "2"
	yellow  Color = "3"
	magenta Color = "5"
	cyan    Color = "6"
)
