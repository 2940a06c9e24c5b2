package survey_test

import (
	"fmt"
	"testing"

	"crmhooks/client/secret"
	"crmhooks/client/survey"
	"crmhooks/client/webhook"
)

// large is a large tenant with trouble: a third of its webhooks are off or fail, and a few rules find something about every tenth.
func large() *webhook.List {
	hooks := make([]webhook.Webhook, 100_000)
	states := []webhook.State{webhook.Active, webhook.Active, webhook.Stopped, webhook.TooManyErrors, webhook.Active, webhook.Active}
	said := []string{notFound, refused, "HTTP/1.1 503 Service Unavailable", ""}
	for i := range hooks {
		w := &hooks[i]
		*w = webhook.Webhook{
			ID: int64(i + 1), Name: fmt.Sprintf("Integration %d of the ERP", i), TargetURL: fmt.Sprintf("https://host%d.example.com/hooks/%d", i%500, i),
			Type: "webhook", State: states[i%len(states)],
			Events: []string{"sale.created", "contact.changed", fmt.Sprintf("y_table%d.created", i%100)},
			Secret: secret.New(fmt.Sprint("key-", i/10*10+max(0, i%10-8))), Requested: webhook.AllFields,
			Usage: &webhook.Usage{Counted: true, Calls: 100, Errors: 9, Consecutive: int64(max(0, i%6-4)), LastError: said[i/7%len(said)]}, ErrorsEmail: "ops@example.com",
		}
		if i%10 == 0 {
			w.TargetURL, w.ErrorsEmail, w.Events[0] = "http://erp/hooks", "", "sale.craeted"
		}
		if i%100 == 1 {
			w.Type, w.TargetURL = "crmscript", fmt.Sprint("Script", i%7)
		}
	}
	return list(hooks...)
}

func BenchmarkTriage(b *testing.B) {
	l := large()
	rows := rows(l)
	for b.Loop() {
		if len(survey.Triage(l, rows)) < 900 {
			b.Fatal("there is less trouble than there should be")
		}
	}
}

func BenchmarkEvents(b *testing.B) {
	l := large()
	rows := rows(l)
	for name, rows := range map[string][]int{"all": rows, "half": rows[:len(rows)/2]} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if len(survey.Events(l, rows)) != 103 {
					b.Fatal("there are other events than there should be")
				}
			}
		})
	}
}

func BenchmarkFindings(b *testing.B) {
	l := large()
	rows := rows(l)
	for b.Loop() {
		if len(survey.Findings(l, rows, true, nil)) < 46_000 {
			b.Fatal("less is found than there should be")
		}
	}
}
