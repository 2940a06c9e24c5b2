package themes

// Builtin returns the themes that come with the program, the default first.
func Builtin() []Theme {
	return []Theme{terminal(), mono(), dark(), light(), highContrast(), colorblind()}
}

// terminal uses the terminal's own colours, so that it suits any palette. It uses faint rather than grey: in some palettes "bright black"
// is the background.
func terminal() Theme {
	t := mono()
	t.Name, t.Description = "terminal", "the terminal's own sixteen colours, on light and dark backgrounds"
	t.Accent = Style{Foreground: cyan, Bold: true}
	t.Focus = Style{Foreground: cyan, Bold: true}
	t.Key = Style{Foreground: cyan}
	t.Label = Style{Foreground: cyan}
	t.Warning = Style{Foreground: yellow}
	t.Error = Style{Foreground: red, Bold: true}
	t.ReadOnly = Style{Foreground: green}
	t.Danger = Style{Foreground: red, Bold: true, Reverse: true}
	t.Active = Style{Foreground: green}
	t.Failing = Style{Foreground: yellow, Bold: true}
	t.Stopped = Style{Faint: true}
	t.TooManyErrors = Style{Foreground: red, Bold: true}
	t.UnknownState = Style{Foreground: magenta, Bold: true}
	return t
}

// mono has no colour at all: weight, faintness and reverse carry what symbols and words say anyway.
func mono() Theme {
	return Theme{
		Name:            "mono",
		Description:     "no colours: bold, faint and reverse alone",
		Muted:           Style{Faint: true},
		Title:           Style{Bold: true},
		Heading:         Style{Faint: true},
		Accent:          Style{Bold: true},
		Border:          Style{Faint: true},
		Focus:           Style{Bold: true},
		Selected:        Style{Reverse: true},
		SelectedBlurred: Style{Bold: true},
		Key:             Style{Bold: true},
		Warning:         Style{Bold: true},
		Error:           Style{Bold: true},
		Danger:          Style{Bold: true, Reverse: true},
		Failing:         Style{Bold: true},
		TooManyErrors:   Style{Bold: true},
		UnknownState:    Style{Bold: true},
	}
}

// palette is what distinguishes the true-colour themes. Most of its colours are among the 256 fixed ones, so that a terminal without true colour
// shows much the same.
type palette struct {
	background                  Color // what it is made for
	text, strong, muted, border Color
	label, accent               Color
	good, failing, paused       Color // states
	bad, odd                    Color
	warning                     Color
	selected, blurred, danger   Style
}

// theme gives the colours of a palette to the roles.
func (p palette) theme(name, description string) Theme {
	return Theme{
		Name: name, Description: description, Background: p.background,
		Text:    Style{Foreground: p.text},
		Muted:   Style{Foreground: p.muted},
		Title:   Style{Foreground: p.strong, Bold: true},
		Label:   Style{Foreground: p.label},
		Heading: Style{Foreground: p.muted},
		Accent:  Style{Foreground: p.accent, Bold: true},
		Border:  Style{Foreground: p.border},
		Focus:   Style{Foreground: p.accent, Bold: true},

		Selected: p.selected, SelectedBlurred: p.blurred, Danger: p.danger,

		Key:      Style{Foreground: p.accent},
		Warning:  Style{Foreground: p.warning},
		Error:    Style{Foreground: p.bad, Bold: true},
		ReadOnly: Style{Foreground: p.good},

		Active:        Style{Foreground: p.good},
		Failing:       Style{Foreground: p.failing, Bold: true},
		Stopped:       Style{Foreground: p.paused},
		TooManyErrors: Style{Foreground: p.bad, Bold: true},
		UnknownState:  Style{Foreground: p.odd, Bold: true},
	}
}

func dark() Theme {
	return palette{
		background: "#16181a",
		text:       "#e4e4e4", strong: "#ffffff", muted: "#a8a8a8", border: "#8a8a8a",
		label: "#87d7d7", accent: "#5fd7ff",
		good: "#5fd787", failing: "#ffd75f", paused: "#bcbcbc", bad: "#ff8787", odd: "#d7afff", warning: "#ffd75f",
		selected: Style{Foreground: "#ffffff", Background: "#005f87", Bold: true},
		blurred:  Style{Foreground: "#ffffff", Background: "#3a3a3a"},
		danger:   Style{Foreground: "#ffffff", Background: "#af0000", Bold: true},
	}.theme("dark", "soft colours on a dark background")
}

func light() Theme {
	return palette{
		background: "#ffffff",
		text:       "#1c1c1c", strong: "#000000", muted: "#5f5f5f", border: "#6c6c6c",
		label: "#005f87", accent: "#005f87",
		good: "#005f00", failing: "#875f00", paused: "#585858", bad: "#af0000", odd: "#5f00af", warning: "#875f00",
		selected: Style{Foreground: "#ffffff", Background: "#005f87", Bold: true},
		blurred:  Style{Foreground: "#000000", Background: "#d0d0d0"},
		danger:   Style{Foreground: "#ffffff", Background: "#af0000", Bold: true},
	}.theme("light", "deep colours on a white background")
}

func highContrast() Theme {
	return palette{
		background: "#000000",
		text:       "#ffffff", strong: "#ffffff", muted: "#d0d0d0", border: "#ffffff",
		label: "#87ffff", accent: "#00ffff",
		good: "#00ff00", failing: "#ffff00", paused: "#dadada", bad: "#ff8787", odd: "#ff87ff", warning: "#ffff00",
		selected: Style{Foreground: "#000000", Background: "#ffff00", Bold: true},
		blurred:  Style{Foreground: "#ffffff", Background: "#0000af", Bold: true},
		danger:   Style{Foreground: "#ffffff", Background: "#870000", Bold: true},
	}.theme("high-contrast", "strong colours on a black background, at least 7 to 1")
}

// colorblind takes its colours from the palette of Okabe and Ito, which people with red-green blindness can tell apart.
func colorblind() Theme {
	return palette{
		background: "#16181a",
		text:       "#e4e4e4", strong: "#ffffff", muted: "#a8a8a8", border: "#8a8a8a",
		label: "#56b4e9", accent: "#56b4e9",
		good: "#009e73", failing: "#e69f00", paused: "#f0e442", bad: "#d55e00", odd: "#cc79a7", warning: "#e69f00",
		selected: Style{Foreground: "#ffffff", Background: "#0072b2", Bold: true},
		blurred:  Style{Foreground: "#ffffff", Background: "#3a3a3a"},
		danger:   Style{Foreground: "#000000", Background: "#d55e00", Bold: true},
	}.theme("colorblind", "the colours of Okabe and Ito on a dark background, safe for red-green blindness")
}
