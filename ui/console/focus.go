package console

// This file says who gets the keys.

// cycle moves the focus through the parts that are on the screen.
func (t *tenant) cycle(step int) {
	ring := []focus{focusName, focusEvent, focusStatus, focusList}
	if t.layout.detail.h > 0 {
		ring = append(ring, focusDetail)
	}
	for i, f := range ring {
		if f == t.focus {
			t.setFocus(ring[(i+step+len(ring))%len(ring)])
			t.look()
			return
		}
	}
	t.setFocus(focusList)
}

func (t *tenant) setFocus(f focus) {
	if f == focusDetail {
		t.list.read()
	} else {
		t.zoomed = false
	}
	t.focus = f
	t.resize()
}

// zoom gives the detail the whole screen, or restores the list.
func (t *tenant) zoom(on bool) {
	if on && t.detail.Empty() {
		return
	}
	t.zoomed = on
	t.focus = focusList
	if on {
		t.focus = focusDetail
		t.list.read()
	}
	t.resize()
	t.look()
}

// resize computes the layout and tells every part its size, and who has the keys.
func (t *tenant) resize() {
	t.layout = plan(t.width, t.height, t.zoomed, len(t.notices(t.width)))
	l := &t.layout
	if t.focus == focusDetail && l.detail.h == 0 && !t.zoomed {
		t.focus = focusList
	}
	t.list.setSize(l.bar, l.list)
	t.list.focus(t.focus != focusDetail, inputs[t.focus])
	t.detail.SetSize(l.detail.w, l.detail.h)
	t.detail.Zoom(t.zoomed && t.list.shown.view == viewWebhooks)
}

func (t *tenant) setSize(w, h int) {
	t.width, t.height = w, h
	t.resize()
}
