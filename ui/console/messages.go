package console

import (
	"context"
	"errors"
	"time"

	"crmhooks/client/webhook"
	"crmhooks/ui/console/overlay"
	"crmhooks/ui/source"
)

// message is what a tenant's own command sends. The root hands it to the tenant that sent it, whichever is in sight; what carries no sender reaches no tenant.
type message interface{ tenant() string }

// sender is the tenant that a message comes from, and goes back to. Every message of a tenant embeds it.
type sender string

func (s sender) tenant() string { return string(s) }

// What the commands of a tenant send.
type (
	// listedMsg is an answered list.
	listedMsg struct {
		sender
		number  int
		query   webhook.Query
		result  webhook.Result
		arrival *source.Arrival // through which its webhooks came; nil for none
	}
	// arrivedMsg is a part of a list whose rest is on its way.
	arrivedMsg struct {
		sender
		number  int
		query   webhook.Query
		arrival *source.Arrival
	}
	// brokenMsg is the end of a request for a list after a part of it had come.
	brokenMsg struct {
		sender
		number  int
		query   webhook.Query
		result  webhook.Result // without webhooks
		arrival *source.Arrival
	}
	// failedMsg is a request for the list that failed.
	failedMsg struct {
		sender
		number int
		err    error
		at     time.Time
	}
	// countedMsg is the answer to the question for the usage.
	countedMsg struct {
		sender
		number int
		usages webhook.Usages
		err    error
		at     time.Time
	}
	// explainedMsg is what GetLastError said.
	explainedMsg struct {
		sender
		number int
		ids    []int64
		texts  map[int64]string
		err    error
	}
	// preparedMsg is the snapshot that follows an answer.
	preparedMsg struct {
		sender
		turn     int
		answer   answer
		snapshot *source.Snapshot
		changes  changes
	}
	// pictureMsg is an answered question of the list.
	pictureMsg struct {
		sender
		number  int
		picture *picture
	}
	// slowMsg is a step of what the screen says when the rows take long.
	slowMsg struct {
		sender
		number int
	}
	// relatedMsg is the webhooks related to another one.
	relatedMsg struct {
		sender
		number int
		items  []overlay.Item
	}
	versionMsg struct {
		sender
		number int
		text   string
	}
	spinMsg struct {
		sender
		number int
	}
	watchMsg struct {
		sender
		number int
	}
	// copiedMsg says that a text was sent to the terminal, or could not be.
	copiedMsg struct {
		sender
		what, text string
		err        error
	}
)

// answer is a message that becomes a snapshot.
type answer interface {
	message
	// request is the one that it answers, and the number that it was sent with.
	request(f *feed) (r *request, number int)
	// ends reports whether nothing more comes of the request.
	ends() bool
	// received is when it came.
	received() time.Time
	// cancelled reports whether there is nothing in it, as the request was cancelled.
	cancelled() bool
	// after is the snapshot that follows it.
	after(before *source.Snapshot) *source.Snapshot
}

func (m listedMsg) request(f *feed) (*request, int)    { return &f.list, m.number }
func (m arrivedMsg) request(f *feed) (*request, int)   { return &f.list, m.number }
func (m brokenMsg) request(f *feed) (*request, int)    { return &f.list, m.number }
func (m countedMsg) request(f *feed) (*request, int)   { return &f.usage, m.number }
func (m explainedMsg) request(f *feed) (*request, int) { return &f.lastErrors, m.number }

func (m listedMsg) ends() bool    { return true }
func (m arrivedMsg) ends() bool   { return false }
func (m brokenMsg) ends() bool    { return true }
func (m countedMsg) ends() bool   { return true }
func (m explainedMsg) ends() bool { return true }

func (m listedMsg) cancelled() bool    { return false } // a list that is cancelled is a failedMsg
func (m arrivedMsg) cancelled() bool   { return false }
func (m brokenMsg) cancelled() bool    { return false }
func (m countedMsg) cancelled() bool   { return errors.Is(m.err, context.Canceled) }
func (m explainedMsg) cancelled() bool { return errors.Is(m.err, context.Canceled) }

func (m listedMsg) received() time.Time    { return m.result.ReceivedAt }
func (m arrivedMsg) received() time.Time   { return time.Time{} }
func (m brokenMsg) received() time.Time    { return m.result.ReceivedAt }
func (m countedMsg) received() time.Time   { return m.at }
func (m explainedMsg) received() time.Time { return time.Time{} } // it changes nothing that is marked

func (m listedMsg) after(before *source.Snapshot) *source.Snapshot {
	if m.arrival != nil {
		return before.Arrived(m.query, m.result, m.arrival)
	}
	return before.Listed(m.query, m.result)
}

func (m arrivedMsg) after(before *source.Snapshot) *source.Snapshot {
	return before.Arriving(m.query, m.arrival)
}

func (m brokenMsg) after(before *source.Snapshot) *source.Snapshot {
	return before.Broken(m.query, m.result, m.arrival)
}

func (m countedMsg) after(before *source.Snapshot) *source.Snapshot {
	return before.Counted(m.usages, m.err, m.at)
}

func (m explainedMsg) after(before *source.Snapshot) *source.Snapshot {
	return before.Explained(m.ids, m.texts)
}
