package format

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"crmhooks/client/webhook"
	"crmhooks/ui/style"
)

// CSV writes webhooks for programs and spreadsheets, with a heading (RFC 4180, lines end with a line feed). A cell that a spreadsheet
// would take for a formula begins with an apostrophe.
func CSV(out io.Writer, hooks []*webhook.Webhook, columns []Column) error {
	w := csv.NewWriter(out)
	heading := make([]string, len(columns))
	for i, c := range columns {
		heading[i] = c.String()
	}
	_ = w.Write(heading) // Flush and Error report
	for _, hook := range hooks {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = noFormula(c.Text(hook))
		}
		_ = w.Write(row)
	}
	w.Flush()
	return w.Error()
}

// formulaStarts are the characters that begin a formula, a command or a number in some spreadsheet, also in the widths that East Asian ones take for the same.
const formulaStarts = "=+-@|%" + "＝＋－＠｜％" + "﹦﹢﹣﹫﹪" + "−"

// noFormula puts an apostrophe before a cell that a spreadsheet may calculate. Blanks of every kind before a formula do not keep it from that.
func noFormula(cell string) string {
	start, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(cell, invisible))
	if strings.ContainsRune(formulaStarts, start) {
		return "'" + cell
	}
	return cell
}

// invisible reports whether a character shows nothing: blanks, also those that do not break, and what controls the text around it.
func invisible(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.C, r) }

// Names writes one name a line, and the id of a webhook that has none.
func Names(out io.Writer, hooks []*webhook.Webhook) error {
	for _, hook := range hooks {
		name := hook.Name
		if name == "" {
			name = "#" + id(hook.ID)
		}
		if _, err := io.WriteString(out, name+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// Text writes every field of a webhook, line by line, for people and for screen readers. Nothing is cut or wrapped.
func Text(out io.Writer, w *webhook.Webhook, t Times, s *style.Styles) error {
	_, err := io.WriteString(out, s.Title.Render(Title(w))+"\n"+strings.Join(Lines(Detail(w, t), s, 0, 0), "\n")+"\n")
	return err
}
