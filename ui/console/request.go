package console

import "context"

// request guards the one request of its kind that may run. Each has a number. A newer one cancels the older, and answers and errors with an old number are ignored.
type request struct {
	number int
	cancel context.CancelFunc // nil when nothing runs
}

func (r *request) begin() (context.Context, int) {
	r.end()
	ctx, cancel := context.WithCancel(context.Background())
	r.number++
	r.cancel = cancel
	return ctx, r.number
}

// end cancels what runs and reports whether something did.
func (r *request) end() bool {
	if r.cancel == nil {
		return false
	}
	r.cancel()
	r.cancel = nil
	r.number++
	return true
}

func (r *request) running() bool           { return r.cancel != nil }
func (r *request) current(number int) bool { return r.running() && r.number == number }
