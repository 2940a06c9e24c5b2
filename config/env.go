package config

import (
	"path/filepath"
	"strings"
)

// prefix begins the name of every variable of ours.
const prefix = "CRMHOOKS_"

// environment is the environment by name.
type environment struct {
	vars map[string]string
	list []string
}

func newEnvironment(list []string) environment {
	e := environment{vars: map[string]string{}, list: list}
	for _, entry := range list {
		name, text, _ := strings.Cut(entry, "=")
		if _, twice := e.vars[name]; !twice { // the first one counts, as for os.Getenv
			e.vars[name] = text
		}
	}
	return e
}

// get returns a variable. One that is set to nothing counts as not set.
func (e environment) get(name string) (string, bool) {
	text := e.vars[name]
	return text, text != ""
}

// folder returns a variable that holds the absolute path of a folder, "" for any other.
func (e environment) folder(name string) string {
	dir, _ := e.get(name)
	if !filepath.IsAbs(dir) {
		return ""
	}
	return dir
}

// layer returns the settings that variables make. Every key k has a variable CRMHOOKS_K; other variables are ignored.
func (e environment) layer() layer {
	l := layer{}
	for _, key := range append(profileKeys(), topKeys...) {
		name := prefix + strings.ToUpper(key)
		if text, ok := e.get(name); ok {
			l[key] = rawValue(name, text)
		}
	}
	return l
}

// forChildren is the environment of a program that fetches a secret. It gets no variable of ours, as these may hold others.
func (e environment) forChildren() []string {
	rest := make([]string, 0, len(e.list))
	for _, entry := range e.list {
		if !strings.HasPrefix(strings.ToUpper(entry), prefix) {
			rest = append(rest, entry)
		}
	}
	return rest
}
