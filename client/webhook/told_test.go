package webhook_test

import (
	"testing"

	"crmhooks/client/webhook"
)

func TestWhoListensToAWebhookBeingOff(t *testing.T) {
	const mail = "ops@example.com"
	hook := func(id int64, state webhook.State, mail string, events ...string) webhook.Webhook {
		return webhook.Webhook{ID: id, State: state, ErrorsEmail: mail, Events: events}
	}
	for _, c := range []struct {
		name   string
		hooks  []webhook.Webhook // the question is about the first
		listen bool
	}{
		{"nobody", []webhook.Webhook{hook(1, webhook.TooManyErrors, ""), hook(2, webhook.Active, mail, "sale.sold")}, false},
		{"a recipient", []webhook.Webhook{hook(1, webhook.TooManyErrors, mail)}, false},
		{"another one's event", []webhook.Webhook{hook(1, webhook.TooManyErrors, ""), hook(2, webhook.Active, "", "sale.sold", "webhook1.errors")}, true},
		{"both", []webhook.Webhook{hook(1, webhook.TooManyErrors, mail), hook(2, webhook.Active, "", "webhook1.errors")}, true},
		{"the literal name", []webhook.Webhook{hook(1, webhook.Active, ""), hook(2, webhook.Active, "", "webhook.errors")}, true},
		{"the listener is stopped", []webhook.Webhook{hook(1, webhook.Active, ""), hook(2, webhook.Stopped, "", "webhook1.errors", "webhook.errors")}, false},
		{"the listener is off", []webhook.Webhook{hook(1, webhook.Active, ""), hook(2, webhook.TooManyErrors, "", "webhook1.errors")}, false},
		{"another number", []webhook.Webhook{hook(1, webhook.Active, ""), hook(2, webhook.Active, "", "webhook11.errors", "webhook2.errors")}, false},
		{"another change", []webhook.Webhook{hook(1, webhook.Active, ""), hook(2, webhook.Active, "", "webhook1.stopped", "webhook1.started", "webhook1.errors.x")}, false},
		{"itself", []webhook.Webhook{hook(1, webhook.Active, "", "webhook1.errors", "webhook.errors", "webhook1.errors")}, false},
		{"itself and another", []webhook.Webhook{hook(1, webhook.Active, "", "webhook1.errors"), hook(2, webhook.Active, "", "webhook1.errors")}, true},
		{"itself and another, literally", []webhook.Webhook{hook(1, webhook.Active, "", "webhook.errors"), hook(2, webhook.Active, "", "webhook.errors")}, true},
		{"no id", []webhook.Webhook{hook(0, webhook.Active, ""), hook(2, webhook.Active, "", "webhook0.errors")}, false},
	} {
		l := webhook.NewList(c.hooks)
		listeners := l.ErrorListeners()
		if listen := listeners.Listen(l.Webhooks[0]); listen != c.listen {
			t.Errorf("%s: %v", c.name, listen)
		}
	}
}
