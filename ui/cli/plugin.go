package cli

import (
	"fmt"
	"strconv"
	"strings"

	"crmhooks/client/survey"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// This file writes the output of a monitoring plugin. Monitoring systems read at least 4 KiB of it, and some no more, so all of it stays below that,
// whatever the server sends. These limits are in bytes unless they count something.
const (
	maxUnknown   = 1 << 10 // of an error
	maxTenant    = 100
	maxStates    = 10 // of which there are numbers
	maxState     = 40
	maxReceiver  = 100
	maxIDs       = 8 // of a group
	maxPart      = 360
	maxGroups    = 1200 // of all groups together
	maxNoteLines = 1000 // of all notes together
)

// pluginText makes a text safe for the output: it begins no performance data, and is no longer than limit.
func pluginText(s string, limit int) string {
	return strings.ReplaceAll(short(s, limit), "|", "/")
}

// plugin is the output of a monitoring plugin: a line with performance data, and a line for each group.
func (c *checked) plugin() string {
	words, data := c.measured()
	var groups []string
	for _, g := range c.groups {
		groups = append(groups, groupLine(g))
	}
	return "WEBHOOKS " + statusWords[c.status] + ": " + pluginText(c.tenant, maxTenant) + ": " + strings.Join(words, ", ") + " | " + strings.Join(data, " ") + "\n" +
		firstOf(groups, maxGroups) + firstOf(c.notes, maxNoteLines)
}

// measured are the numbers, as words and as performance data.
func (c *checked) measured() (words, data []string) {
	shown := c.counts[:min(len(c.counts), maxStates)]
	for _, count := range shown {
		limits := ";;;0"
		switch {
		case count.State == webhook.TooManyErrors:
			limits = ";;0;0"
		case count.State.Problem():
			limits = ";0;;0"
		}
		word := pluginText(count.State.Word(), maxState)
		if count.N > 0 || count.State == webhook.TooManyErrors {
			words = append(words, format.Count(count.N)+" "+word)
		}
		data = append(data, "'"+strings.NewReplacer(" ", "_", "'", "", "=", "").Replace(strings.ToLower(word))+"'="+strconv.Itoa(count.N)+limits)
	}
	if more := c.counts[len(shown):]; len(more) > 0 {
		n := 0
		for _, count := range more {
			n += count.N
		}
		words = append(words, format.Count(n)+" in "+format.Plural(len(more), "more state"))
	}
	if !c.counted && c.failing == 0 {
		words = append(words, "failing not known")
	}
	if c.counted || c.failing > 0 {
		words = append(words, format.Count(c.failing)+" failing")
		data = append(data, "'failing'="+strconv.Itoa(c.failing)+";0;;0")
	}
	if c.wait > 0 {
		data = append(data, fmt.Sprintf("'wait'=%ss;%.0f;;0", seconds(c.wait), webhook.SlowThreshold.Seconds()))
	}
	return words, data
}

// groupLine says what is wrong with a receiver, and with which webhooks.
func groupLine(g *survey.Group) string {
	ids := format.IDs(g.Hooks[:min(len(g.Hooks), maxIDs)])
	if more := len(g.Hooks) - maxIDs; more > 0 {
		ids += " and " + format.Count(more) + " more"
	}
	return pluginText(g.Receiver, maxReceiver) + ": " + format.GroupWords(g) + " (" + ids + ")"
}

// firstOf are the lines that there is room for, and how many more there are.
func firstOf(lines []string, room int) string {
	var b strings.Builder
	for i, line := range lines {
		line = pluginText(line, maxPart)
		if b.Len()+len(line) > room {
			return b.String() + "and " + format.Count(len(lines)-i) + " more\n"
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}
