package themes_test

import (
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"crmhooks/themes"
)

func TestEveryThemeCanBeWrittenAndRead(t *testing.T) {
	for _, want := range themes.Builtin() {
		out, err := want.TOML()
		if err != nil {
			t.Fatal(err)
		}
		got, err := themes.Parse("mine.toml", []byte(out))
		if err != nil {
			t.Fatalf("%s: %v\n%s", want.Name, err, out)
		}
		want.Name, want.File = "", "mine.toml"
		if got != want {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
}

func TestEveryRoleIsAKeyWithAComment(t *testing.T) {
	out, err := themes.Theme{}.TOML()
	if err != nil {
		t.Fatal(err)
	}
	capital := regexp.MustCompile(`\B[A-Z]`)
	styles(t, themes.Theme{}, func(role string, _ themes.Style) {
		key := strings.ToLower(capital.ReplaceAllString(role, "-$0"))
		if !regexp.MustCompile(`(?m)^# .+\n\[` + key + `\]$`).MatchString(out) {
			t.Errorf("%s is not explained in\n%s", key, out)
		}
	})
}

func TestAFileChangesWhatItMentions(t *testing.T) {
	got, err := themes.Parse("mine.toml", []byte("\xef\xbb\xbfbased-on = \"dark\"\r\nbackground = \"\"\nkey.foreground = \"208\"\nerror = {}\n"+
		"warning = {foreground = '#ABCDEF', underline = true}\n[selected]\nreverse = true\nfaint = false\n"))
	if err != nil {
		t.Fatal(err)
	}
	want, _ := themes.ByName("dark")
	want.Name, want.File, want.Description, want.Background = "", "mine.toml", "based on dark", ""
	want.Key = themes.Style{Foreground: "208"}
	want.Error = themes.Style{}
	want.Warning = themes.Style{Foreground: "#ABCDEF", Underline: true}
	want.Selected = themes.Style{Reverse: true}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for _, text := range []string{"", "description = \"on æøå\"\n[title]\nbold = true\nfaint = true\n"} {
		got, err := themes.Parse("", []byte(text))
		if base, _ := themes.ByName(""); err != nil || !reflect.DeepEqual(got.Focus, base.Focus) {
			t.Errorf("%q is not based on the default: %+v, %v", text, got, err)
		}
	}
}

func TestAFaultHasItsPlaceWhatIsAllowedAndTheNearestMatch(t *testing.T) {
	for name, c := range map[string]struct {
		text         string
		line, column int
		want         []string
	}{
		"unknown key":            {"\ndesription = \"x\"", 2, 1, []string{"desription is not a key", "description, background or based-on", "nearest is description"}},
		"unknown role":           {"[slected]\n", 1, 2, []string{"slected is not a role", "too-many-errors", "nearest is selected"}},
		"a field's name":         {"[TooManyErrors]\n", 1, 2, []string{"nearest is too-many-errors"}},
		"unknown mark":           {"[selected]\nundreline = true", 2, 1, []string{"selected.undreline is not a key of a role; there are foreground, background, bold, faint, underline or reverse; the nearest is underline"}},
		"unknown dotted mark":    {"selected.blod = true", 1, 10, []string{"selected.blod"}},
		"unknown inline mark":    {"selected = {bold = true, italic = true}", 1, 26, []string{"selected.italic"}},
		"colour by name":         {"[key]\nforeground = \"red\"", 2, 1, []string{`key.foreground must be a colour in quotes: "" for the terminal's own, "0" to "255" or "#rrggbb"`}},
		"colour without hash":    {"[key]\nbackground = \"aabbcc\"", 2, 1, []string{`the nearest is "#aabbcc"`}},
		"colour too long":        {"background = \"#aabbccdd\"", 1, 1, []string{"background must be a colour"}},
		"colour too short":       {"background = \"#abc\"", 1, 1, []string{"background must be a colour"}},
		"colour too large":       {"background = \"256\"", 1, 1, []string{`"255"`}},
		"negative colour":        {"background = \"-1\"", 1, 1, []string{`"255"`}},
		"a number as colour":     {"background = 7", 1, 1, []string{"in quotes"}},
		"a mark in quotes":       {"[title]\nbold = \"true\"", 2, 1, []string{"title.bold must be true or false, without quotes"}},
		"a role as text":         {"title = \"bold\"", 1, 1, []string{"title must be a table, such as [title]"}},
		"a role in brackets":     {"[[title]]", 1, 3, []string{"double brackets"}},
		"a table in a role":      {"[title.bold]", 1, 8, []string{"title.bold must not be a table"}},
		"a table in a table":     {"title = {bold = {}}", 1, 10, []string{"title.bold must not be a table"}},
		"a key below a mark":     {"title.bold.x = true", 1, 7, []string{"title.bold must not be a table"}},
		"a table as description": {"[description]", 1, 2, []string{"description must be a text"}},
		"unknown base":           {"based-on = \"colourblind\"", 1, 1, []string{"terminal, mono, dark", "nearest is colorblind"}},
		"base of the wrong type": {"based-on = 1", 1, 1, []string{"in quotes"}},
		"escape in description":  {"description = \"a\\u001b[2J\"", 1, 1, []string{"control characters"}},
		"two lines":              {"description = \"\"\"a\nb\"\"\"", 1, 1, []string{"on one line"}},
		"escape in a key":        {"\"\\u001b[2J\" = 1", 1, 1, []string{"\ufffd is not a key"}},
		"wrong syntax":           {"description = \"x\"\nbackground =", 2, 12, []string{"not valid TOML"}},
		"a key twice":            {"[title]\nbold = true\nbold = true", 3, 1, []string{"not valid TOML"}},
		"a role twice":           {"[title]\n[title]", 2, 2, []string{"not valid TOML"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := themes.Parse("/x/mine.toml", []byte(c.text))
			var fault *themes.Error
			if !errors.As(err, &fault) {
				t.Fatalf("got %v", err)
			}
			if fault.File != "/x/mine.toml" || fault.Line != c.line || fault.Column != c.column || fault.ExitStatus() != 2 || fault.NextStep() == "" {
				t.Errorf("got %+v, want line %d, column %d", fault, c.line, c.column)
			}
			for _, want := range append(c.want, "/x/mine.toml, line ") {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %q", err, want)
				}
			}
			if strings.ContainsAny(err.Error(), "\x1b\n") {
				t.Errorf("%q has control characters", err)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("based-on = 'dark'\nkey = {bold = true}\n[selected]\nforeground = '#123456'\nbackground = \"7\"\n"))
	f.Add([]byte("description = \"x\"\na.b = [1]\n[[x]]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		theme, err := themes.Parse("f", data)
		if err != nil {
			return
		}
		out, err := theme.TOML()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := themes.Parse("f", []byte(out)); err != nil || again != theme {
			t.Errorf("%q became %q: %v", data, out, err)
		}
	})
}
