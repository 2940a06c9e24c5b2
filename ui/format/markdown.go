package format

import (
	"bufio"
	"io"
	"strings"

	"crmhooks/client/webhook"
)

// MarkdownTable writes webhooks as a table for a ticket or a wiki.
func MarkdownTable(out io.Writer, hooks []*webhook.Webhook, columns []Column) error {
	b := bufio.NewWriter(out) // Flush reports what fails
	_, _ = b.WriteString("|")
	for _, c := range columns {
		_, _ = b.WriteString(" " + c.Title() + " |")
	}
	_, _ = b.WriteString("\n|" + strings.Repeat(" --- |", len(columns)) + "\n")
	for _, w := range hooks {
		_, _ = b.WriteString("|")
		for _, c := range columns {
			_, _ = b.WriteString(" " + markdownCell(c, w) + " |")
		}
		_, _ = b.WriteString("\n")
	}
	return b.Flush()
}

func markdownCell(c Column, w *webhook.Webhook) string {
	text := c.words(w)
	if text == "" {
		return None
	}
	return strings.ReplaceAll(verbatim(text), "|", `\|`)
}

// verbatim keeps text from a webhook as it is: what Markdown, or HTML in it, would read as markup, a link or a mention
// becomes code, which also reads well unrendered. A > is markup only at the beginning.
func verbatim(s string) string {
	if !strings.ContainsAny(s, "*_[]<`|\\#~!@&$") && !strings.HasPrefix(strings.TrimSpace(s), ">") && !strings.Contains(s, "://") && !strings.Contains(s, "www.") {
		return s
	}
	fence := strings.Repeat("`", longestTicks(s)+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// longestTicks is the length of the longest run of backticks.
func longestTicks(s string) int {
	longest, now := 0, 0
	for i := range len(s) {
		if s[i] != '`' {
			now = 0
			continue
		}
		now++
		longest = max(longest, now)
	}
	return longest
}

// Markdown writes one webhook for a ticket: what it is and does, with its secrets masked, in words that are still true tomorrow.
func Markdown(out io.Writer, w *webhook.Webhook, t Times) error {
	var b strings.Builder
	b.WriteString("## " + verbatim(Title(w)) + " (webhook " + id(w.ID) + ")\n\n")
	if w.Tenant != "" {
		b.WriteString("- Tenant: " + markdownText(w.Tenant) + "\n")
	}
	for _, section := range Detail(w, t) {
		if !section.Minor {
			markdownSection(&b, section)
		}
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func markdownSection(b *strings.Builder, s Section) {
	if s.Title != "" {
		b.WriteString("\n### " + s.Title + "\n\n")
	}
	for _, row := range s.Rows {
		if s.Text {
			markdownLines(b, row.Values)
		} else {
			markdownRow(b, row)
		}
	}
}

// markdownLines writes a longer text as a block of code, which begins with blanks and not with a fence, as the text may hold any fence.
func markdownLines(b *strings.Builder, lines []Value) {
	for _, line := range lines {
		b.WriteString(strings.TrimRight("    "+line.Text, " ") + "\n")
	}
}

// markdownRow is a list item; several values are items below it.
func markdownRow(b *strings.Builder, r Row) {
	indent := ""
	if r.Label != "" {
		b.WriteString("- " + r.Label + ":")
		if len(r.Values) == 1 && r.Values[0].Name == "" {
			b.WriteString(" " + markdownText(r.Values[0].Text) + "\n")
			return
		}
		b.WriteString("\n")
		indent = "  "
	}
	for i := 0; i < len(r.Values); {
		v := r.Values[i]
		lines := []string{v.Text}
		for i++; i < len(r.Values) && r.Values[i].Name == "" && v.Name != ""; i++ { // lines of the same value
			lines = append(lines, strings.TrimSpace(r.Values[i].Text))
		}
		b.WriteString(indent + "- " + markdownNamed(v.Name, strings.Join(lines, " ")) + "\n")
	}
}

func markdownNamed(name, text string) string {
	if name == "" {
		return markdownText(text)
	}
	return verbatim(name) + ": " + markdownText(text)
}

func markdownText(text string) string {
	if text == "" {
		return None
	}
	return verbatim(text)
}
