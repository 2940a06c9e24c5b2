package wire

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"sync"
)

// This file reads a list in batches: whatever has come is cut before an element, and the batches are read on all cores. The cut is a guess, made by how the first
// element begins. A batch that turns out not to be ordinary JSON from one end to the other, because the guess was wrong or the answer is damaged, stops that: what
// was not read goes to the tolerant decoder.

const (
	firstBatch = 16 << 10  // bytes that are read at once in the beginning, so that the first rows come soon
	maxBatch   = 256 << 10 // bytes that are read at once later
	maxUncut   = 1 << 20   // bytes in which an ordinary list has a place to cut
	maxOpening = 128       // bytes with which elements begin
	queued     = 4         // batches that wait for the ones before them
	maxEntries = 8 << 10   // entries that are read of one
)

// batches reads the list as far as it is ordinary. left is what was not read, as a list; nil when that was all, or nothing more is to be read because of the error.
func (d *decoder) batches(r io.Reader) (left io.Reader, err error) {
	c := cutter{r: r, came: func() int64 { return d.in.read }}
	if !c.open() {
		return c.rest(nil, d.entries), nil
	}
	line := newLine(d)
	var spare *batch
	for spare == nil && d.ctx.Err() == nil {
		b := c.next()
		if b == nil {
			break
		}
		if !line.put(b) {
			spare = b
		}
	}
	unread, ended, err := line.end()
	switch {
	case err != nil:
		return nil, err
	case d.ctx.Err() != nil:
		return nil, d.ctx.Err()
	case ended:
		return nil, nil
	}
	if spare != nil {
		unread = append(unread, spare)
	}
	return c.rest(unread, d.entries), nil
}

// cutter cuts what comes into batches.
type cutter struct {
	r       io.Reader
	came    func() int64 // bytes that were read so far
	buf     []byte       // has room for more
	room    int          // bytes of the buffer, as far as no element needs more
	from    int          // where the next batch begins
	opening []byte       // with which elements begin
	err     error        // of r, at its end
}

// read reads more bytes into the buffer.
func (c *cutter) read() bool {
	if c.err != nil {
		return false
	}
	if len(c.buf) == cap(c.buf) {
		c.room = min(max(firstBatch, 2*c.room), maxBatch)
		room := max(c.room, 2*(len(c.buf)-c.from))
		c.buf, c.from = append(make([]byte, 0, room), c.buf[c.from:]...), 0
	}
	n, err := c.r.Read(c.buf[len(c.buf):cap(c.buf)])
	c.buf, c.err = c.buf[:len(c.buf)+n], err
	return true
}

// open reads the bracket of the list, and how its first element begins: with a brace and the name of a member.
func (c *cutter) open() bool {
	for c.read() {
		s := scanner{b: c.buf}
		s.at('[')
		s.blanks()
		from := s.i
		if s.at('{') {
			s.blanks()
			if _, ok := s.name(); ok {
				if s.i-from > maxOpening {
					return false
				}
				c.opening, c.from = bytes.Clone(c.buf[from:s.i]), from
				return true
			}
		}
		if len(c.buf) > maxOpening {
			return false
		}
	}
	return false
}

// next waits for the next batch. It is nil when no more can be cut, or is to be cut.
func (c *cutter) next() *batch {
	searched := c.from + 1
	for {
		if at := c.cut(max(searched-len(c.opening), c.from+1)); at > 0 {
			return c.batch(at, false)
		}
		if len(c.buf)-c.from > maxUncut {
			return nil
		}
		searched = len(c.buf) - c.from
		if !c.read() {
			break
		}
		searched += c.from
	}
	if c.err != io.EOF || c.from == len(c.buf) {
		return nil
	}
	return c.batch(len(c.buf), true)
}

// batch takes the bytes up to a place out of the buffer.
func (c *cutter) batch(to int, last bool) *batch {
	b := &batch{raw: c.buf[c.from:to:to], opening: c.opening, came: c.came(), last: last, read: make(chan struct{})}
	c.from = to
	return b
}

// cut is where the last element begins behind a place, 0 if none does.
func (c *cutter) cut(behind int) int {
	for end := len(c.buf); behind < end; {
		at := bytes.LastIndex(c.buf[behind:end], c.opening)
		if at < 0 {
			return 0
		}
		at += behind
		before := bytes.TrimRight(c.buf[c.from:at], " \t\r\n")
		if len(before) > 0 && before[len(before)-1] == ',' {
			return at
		}
		end = at
	}
	return 0
}

// rest is what was not read: these batches, and whatever comes behind them.
func (c *cutter) rest(unread []*batch, entries int) io.Reader {
	var all []io.Reader
	if entries > 0 {
		all = append(all, bytes.NewReader([]byte(resumed)))
	} else if c.opening != nil {
		all = append(all, bytes.NewReader([]byte("[")))
	}
	for i, b := range unread {
		if i > 0 {
			b.rest = 0
		}
		all = append(all, bytes.NewReader(b.raw[b.rest:]))
	}
	all = append(all, bytes.NewReader(c.buf[c.from:]))
	if c.err != nil && !errors.Is(c.err, io.EOF) {
		return io.MultiReader(append(all, broken{c.err})...)
	}
	return io.MultiReader(append(all, c.r)...)
}

// broken is a reader that has failed.
type broken struct{ err error }

// Read fails.
func (b broken) Read([]byte) (int, error) { return 0, b.err }

// line passes batches to readers on all cores, and keeps their webhooks in the order of the answer.
type line struct {
	d       *decoder
	work    chan *batch // to be read by anybody
	order   chan *batch // the same, in their order
	stop    chan struct{}
	readers sync.WaitGroup
	kept    chan struct{} // closed when all batches have been kept

	unread []*batch // from the first one that is not ordinary
	ended  bool     // the list ended
	err    error    // says that no more is kept
	panic  any      // of a reader
}

func newLine(d *decoder) *line {
	l := &line{d: d, work: make(chan *batch), order: make(chan *batch, queued), stop: make(chan struct{}), kept: make(chan struct{})}
	shared, before := newDetails(d.Options), remember(d.Options)
	for range runtime.GOMAXPROCS(0) {
		l.readers.Go(func() {
			r := newBatchReader(d.Options, shared, before)
			for b := range l.work {
				r.readAll(b)
			}
		})
	}
	go l.keep()
	return l
}

// put hands a batch on. It reports whether more of them are wanted.
func (l *line) put(b *batch) bool {
	select {
	case l.order <- b:
	case <-l.stop:
		return false
	}
	l.work <- b
	return true
}

// end waits for what was put.
func (l *line) end() (unread []*batch, ended bool, err error) {
	close(l.work)
	close(l.order)
	l.readers.Wait()
	<-l.kept
	if l.panic != nil {
		panic(l.panic)
	}
	return l.unread, l.ended, l.err
}

// keep keeps what was read, batch after batch, until one of them was not read to its end.
func (l *line) keep() {
	defer close(l.kept)
	for b := range l.order {
		<-b.read
		more := len(l.unread) == 0 && l.take(b)
		if more {
			continue
		}
		if l.unread = append(l.unread, b); len(l.unread) == 1 {
			close(l.stop)
		}
	}
}

// take keeps a batch. It reports whether the next one can be kept behind it.
func (l *line) take(b *batch) (more bool) {
	defer func() {
		p := recover()
		if p == nil {
			p = b.panic
		}
		if p != nil {
			l.panic, more = p, false
		}
	}()
	l.err, l.ended = l.d.keep(b), b.ended
	return l.err == nil && b.rest == len(b.raw)
}

// keep adds the entries of a batch.
func (d *decoder) keep(b *batch) error {
	for i := range b.entries {
		e := &b.entries[i]
		if e.kind != '{' {
			if err := d.skip(e.kind); err != nil {
				return err
			}
			continue
		}
		cutOut(b.raw, e.key)
		if err := d.add(&e.w, e.size, b.came); err != nil {
			return err
		}
	}
	d.arrive()
	return nil
}
