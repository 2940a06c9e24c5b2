package redact

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// This file reads addresses as a server does, since the same one can be written in many ways.

// readHost is the name of a host without its port, with percent-encoded, full width and capital letters as plain ones.
func readHost(host string) view {
	host = withoutPort(host)
	if v, ok := unescape(host); ok {
		return fold(v.text).within(v)
	}
	return fold(host)
}

// wantedPart is what the receivers' patterns say about a part of a path.
type wantedPart struct {
	index       int  // of the part
	public      bool // it is no credential
	key         bool // what begins at from is one
	from        int
	behindColon bool // of that, only what follows a colon
}

// wantedParts appends the parts that the patterns of a site's receivers cover, in path order. An encoded slash may separate parts or belong to a
// credential: what is a credential in either reading counts as one.
func (s site) wantedParts(wanted []wantedPart, path string) []wantedPart {
	var room [maxPattern + 1]readPart
	wanted = s.wantedIn(wanted, readParts(room[:0], path, false))
	if strings.IndexByte(path, '%') < 0 {
		return wanted
	}
	known := len(wanted) > 0
	for _, part := range s.wantedIn(nil, readParts(room[:0], path, true)) {
		same := slices.IndexFunc(wanted, func(w wantedPart) bool { return w.index == part.index })
		switch {
		case same < 0 && (part.key || !known):
			wanted = append(wanted, part)
		case same >= 0 && part.key && !wanted[same].key:
			wanted[same] = part
		}
	}
	slices.SortFunc(wanted, func(a, b wantedPart) int { return cmp.Compare(a.index, b.index) })
	return wanted
}

// wantedIn appends what a pattern says about the parts in one reading. In a part with encoded slashes, the first credential extends to the end of the part.
func (s site) wantedIn(wanted []wantedPart, parts []readPart) []wantedPart {
	known := s.pattern(parts)
	for _, p := range parts {
		var want string
		want, known, _ = strings.Cut(known, "/")
		part := wantedPart{index: p.index, from: p.from, key: strings.HasSuffix(want, "KEY"), behindColon: strings.HasSuffix(want, ":KEY"), public: want != ""}
		last := len(wanted) - 1
		switch same := last >= 0 && wanted[last].index == p.index; {
		case same && wanted[last].key:
		case same && part.key:
			wanted[last] = part
		case same:
			wanted[last].public = wanted[last].public && part.public
		case want != "":
			wanted = append(wanted, part)
		}
	}
	return wanted
}

// readPart is a part of a path as a server reads it, decoded.
type readPart struct {
	text  string
	index int // of the part of the path that it is in
	from  int // where it begins in that
}

// readParts appends the first parts of a path, one more than the longest pattern has, after /./ and /x/../ are resolved. An encoded slash separates them if split says so.
func readParts(parts []readPart, path string, split bool) []readPart {
	depth, index := 0, -1
	for i := 0; i < len(path); {
		if classes[path[i]]&slashByte != 0 {
			i++
			continue
		}
		part := path[i : i+endOf(path[i:], slashByte)]
		i += len(part)
		index++
		if !split {
			parts, depth = readInto(parts, depth, readPart{part, index, 0})
			continue
		}
		for from, sub := range encodedParts(part) {
			parts, depth = readInto(parts, depth, readPart{sub, index, from})
		}
	}
	return parts
}

// readInto takes the next part, still encoded, of a path at a depth.
func readInto(parts []readPart, depth int, part readPart) ([]readPart, int) {
	switch part.text = unescaped(part.text); part.text {
	case ".":
		return parts, depth
	case "..":
		depth = max(0, depth-1)
		return parts[:min(depth, len(parts))], depth
	}
	if depth == len(parts) && depth <= maxPattern {
		parts = append(parts, part)
	}
	return parts, depth + 1
}

// encodedParts splits a part of a path at its encoded slashes, and says where each piece begins.
func encodedParts(part string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for from := 0; from < len(part); {
			end, next := firstOf(part[from:], "%2f", "%5c")
			if end > 0 && !yield(from, part[from:from+end]) {
				return
			}
			from += next
		}
	}
}
