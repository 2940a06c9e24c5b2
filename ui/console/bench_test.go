package console_test

import (
	"fmt"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"crmhooks/client/webhook"
)

// large is a tenant of 100,000 webhooks.
func large() webhook.Result {
	hooks := make([]webhook.Webhook, 100_000)
	for i := range hooks {
		hooks[i] = webhook.Webhook{
			ID: int64(i), Name: fmt.Sprintf("Integration %d of the ERP", i), TargetURL: fmt.Sprintf("https://host%d.example.com/hooks/%d", i%50, i),
			Events: []string{"sale.created", "contact.changed"}, State: webhook.States()[i%4], Present: webhook.AllFields, Requested: webhook.AllFields,
		}
	}
	return webhook.Result{Webhooks: hooks, ReceivedAt: noon}
}

// BenchmarkStep is a step of the cursor, with its picture.
func BenchmarkStep(b *testing.B) {
	d := open(b, always(large()), 120, 40)
	keys := []tea.KeyType{tea.KeyDown, tea.KeyUp}
	for i := 0; b.Loop(); i++ {
		d.m.Update(tea.KeyMsg{Type: keys[i%2]})
		d.m.View()
	}
}

// BenchmarkLetter is a letter typed into the name input, with its picture: the letter itself, and the rows that it keeps.
func BenchmarkLetter(b *testing.B) {
	letter := func(i int) tea.KeyMsg {
		if i%2 == 0 {
			return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{'7'}}
		}
		return tea.KeyMsg{Type: tea.KeyBackspace}
	}
	for name, typed := range map[string]string{"first": "", "more": "erp"} {
		b.Run(name, func(b *testing.B) {
			d := open(b, always(large()), 120, 40)
			d.press("/", typed)
			for i := 0; b.Loop(); i++ {
				d.key(letter(i))
				d.m.View()
			}
		})
	}
	b.Run("drawn", func(b *testing.B) {
		d := open(b, always(large()), 120, 40)
		d.press("/", "erp")
		for i := 0; b.Loop(); i++ {
			d.m.Update(letter(i))
			d.m.View()
		}
	})
}

// BenchmarkSort goes to another order, with its picture.
func BenchmarkSort(b *testing.B) {
	d := open(b, always(large()), 120, 40)
	for b.Loop() {
		d.press("O")
		d.m.View()
	}
}

// BenchmarkOverview turns the list around, with its picture.
func BenchmarkOverview(b *testing.B) {
	for view, key := range map[string]string{"triage": "T", "events": "V", "findings": "F"} {
		b.Run(view, func(b *testing.B) {
			d := open(b, always(large()), 120, 40)
			for b.Loop() {
				d.press(key)
				d.m.View()
				d.press("esc")
			}
		})
	}
}

// BenchmarkStepInOverview is a step of the cursor in the triage, with its picture.
func BenchmarkStepInOverview(b *testing.B) {
	d := open(b, always(large()), 120, 40)
	d.press("T")
	keys := []tea.KeyType{tea.KeyDown, tea.KeyUp}
	for i := 0; b.Loop(); i++ {
		d.m.Update(tea.KeyMsg{Type: keys[i%2]})
		d.m.View()
	}
}
