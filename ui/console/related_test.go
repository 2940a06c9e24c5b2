package console_test

import "testing"

func TestFromAWebhookToItsRelativesAndBack(t *testing.T) {
	d := open(t, always(read(t, `[
		{"WebhookId":1,"Name":"One","Events":["sale.sold"],"TargetUrl":"https://erp.example.com/a","State":"Active"},
		{"WebhookId":2,"Name":"Two","Events":["ticket.created"],"TargetUrl":"https://erp.example.com/b","State":"Active"},
		{"WebhookId":17,"Name":"Watched","Events":["sale.sold"],"TargetUrl":"https://other.example.com","State":"TooManyErrors"},
		{"WebhookId":4,"Name":"Watcher","Events":["webhook17.errors"],"TargetUrl":"","State":"Active"},
		{"WebhookId":5,"Name":"Bare","State":"Active"}]`)), 120, 40)
	d.press("/", "one", "enter", "x")
	d.shows("1  on erp.example.com  2", "2  that listen to sale.sold  2")
	d.press("1")
	d.shows("Name ❯ host:=erp.example.com", "One", "Two", "2 of 5")
	d.press("x", "down", "enter") // from a relative to its own
	d.shows("Event ❯ =sale.sold", "Watched", "2 of 5")
	d.press("u")
	d.shows("Name ❯ host:=erp.example.com")
	d.press("u")
	d.shows("Name ❯ one", "1 of 5")
	d.cursorOn("One")
	d.press("u")
	d.shows("there is nothing to go back to")
	d.press("esc", "/", "watcher", "enter", "x")
	d.shows("whose state webhook17.errors tells  1")
	d.press("2")
	d.shows("Name ❯ id:17", "Watched")
	d.press("u", "esc", "/", "bare", "enter", "x")
	d.shows("no target host and no event")
}
