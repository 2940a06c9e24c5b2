package redact

import "strings"

// isOrdinary reports after a quick look that Target leaves an address as it is: it has a scheme, a host that is no known receiver and a path in plain letters,
// digits and the marks . - _ and ~, no part of which looks like a credential or announces one. Of an address that needs a closer look, it is false.
func isOrdinary(address string) bool {
	rest, is := strings.CutPrefix(address, "https://")
	if !is {
		if rest, is = strings.CutPrefix(address, "http://"); !is {
			return false
		}
	}
	host := rest[:endOf(rest, slashByte)]
	return isOrdinaryHost(withoutPort(host)) && isOrdinaryPath(rest[len(host):]) && nextKey(rest, 0).to == 0 && !strings.Contains(rest, privateKeyStart)
}

func isOrdinaryHost(name string) bool {
	for i := range len(name) {
		if classes[name[i]]&hostByte == 0 {
			return false
		}
	}
	return name != "" && len(hostsByDomain()[domain(strings.TrimSuffix(name, "."))]) == 0 // for anyHost, see isOrdinaryPath
}

// isOrdinaryPath is about a path that is empty or begins with a slash.
func isOrdinaryPath(path string) bool {
	for from := 0; from < len(path); {
		part := path[from+1:]
		part = part[:endOf(part, slashByte)]
		to := from + 1 + len(part)
		if part == "" && to < len(path) || !isOrdinaryPart(part) || from == 0 && isAnywhere(readPart{text: part}) && beginsAnywhere(path) {
			return false
		}
		from = to
	}
	return true
}

func beginsAnywhere(path string) bool {
	var room [maxPattern + 1]readPart
	return isAnywhere(readParts(room[:0], path, false)...)
}

// isAnywhere reports whether parts of a path begin as those do that have a credential on any host.
func isAnywhere(parts ...readPart) bool { return siteOf("").pattern(parts) != "" }

func isOrdinaryPart(part string) bool {
	from := 0 // of the run of letters, digits and marks
	for i := range len(part) {
		switch of := classes[part[i]]; {
		case of&pathByte == 0:
			return false
		case of&runByte == 0:
			if unguessable(part[from:i]) {
				return false
			}
			from = i + 1
		}
	}
	return !unguessable(part[from:]) && !announces(part) && part != "." && part != ".."
}
