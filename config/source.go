package config

import (
	"maps"
	"strings"

	"crmhooks/client/suggest"
	"crmhooks/config/toml"
)

// Source is where the webhooks come from.
type Source struct {
	Kind Kind
	// Profile is the target and its login, with variables and flags mixed in. For the built-in tenant and a saved list it
	// has no target and no login, only the language, time zone, timeout, and what is read beside the list.
	Profile Profile
	File    string // the saved list of FromFile; "-" is standard input
}

// Kind is the kind of a source.
type Kind string

// The kinds of source.
const (
	FromProfile     Kind = "profile"
	FromURL         Kind = "url"
	FromEnvironment Kind = "environment"
	FromDemo        Kind = "demo"
	FromFile        Kind = "file"
)

// chooser finds the one source among the layers.
type chooser struct {
	flags, vars layer
	file        *file
	env         environment
	defaultPath string
}

// source finds the source. A flag wins over every variable, and a variable over the file's own profile.
func (c chooser) source() (Source, error) {
	if v, ok := c.file.top["profile"]; ok {
		if _, err := c.named(v); err != nil { // wrong also when it is not the one that is opened
			return Source{}, err
		}
	}
	kind, v, err := c.choose()
	if err != nil {
		return Source{}, err
	}
	src := Source{Kind: kind}
	switch kind {
	case FromProfile:
		src.Profile, err = c.profile(v)
	case FromURL, FromEnvironment:
		src.Profile, err = c.target("", v.at, nil, c.address(kind, v))
	case FromFile:
		if src.File = v.Text; src.File == "" {
			return Source{}, v.at.fault("must name a file, or - for standard input", "")
		}
		src.Profile, err = c.nobody()
	default:
		src.Profile, err = c.nobody()
	}
	return src, err
}

// choose finds the setting that says what to open.
func (c chooser) choose() (Kind, value, error) {
	tenant, given := c.flags["tenant"]
	for _, l := range []layer{
		c.flags.only(string(FromProfile), string(FromURL), string(FromEnvironment), string(FromDemo), string(FromFile)),
		c.vars.only(string(FromProfile), string(FromURL), string(FromEnvironment)),
		c.file.top.only(string(FromProfile)),
	} {
		keys := sorted(l)
		if len(keys) > 1 {
			return "", value{}, l[keys[0]].at.fault("and "+l[keys[1]].at.Name+" exclude each other", "Give exactly one source.")
		}
		if len(keys) == 0 {
			continue
		}
		kind := Kind(keys[0])
		if given && kind != FromEnvironment && kind != FromURL {
			break
		}
		return kind, l[keys[0]], nil
	}
	if given {
		return "", value{}, tenant.at.fault("needs --environment or --url", "Leave it out, or say where that tenant is.")
	}
	return "", value{}, c.noSource()
}

// noSource says how to start.
func (c chooser) noSource() error {
	next := "Try --demo for the built-in tenant, or name yours with --url URL or --environment online --tenant CustNNNNN; " +
		"put profiles for daily use into " + c.usualFile() + "."
	if names := sorted(c.file.profiles); len(names) > 0 {
		next = "Name one with --profile: " + suggest.Plain(strings.Join(names, ", ")) + "; or try --demo for the built-in tenant."
	}
	return &Error{Message: "Nothing says which tenant to open", Next: next, cause: ErrNoSource}
}

// usualFile is where profiles stand, for a message.
func (c chooser) usualFile() string {
	if c.defaultPath == "" { // a user without a home
		return "a file that --config names"
	}
	return suggest.Plain(c.defaultPath)
}

// profile builds the profile that a setting names.
func (c chooser) profile(v value) (Profile, error) {
	name, err := c.named(v)
	if err != nil {
		return Profile{}, err
	}
	return c.target(name, c.file.heads[name], c.file.profiles[name], nil)
}

// named finds the name of a profile that there is.
func (c chooser) named(v value) (string, error) {
	if v.Kind == toml.Table {
		return "", v.at.fault("is the name of the profile to open", "A profile itself begins with [profiles.NAME], with an s.")
	}
	var name string
	if err := v.text(&name); err != nil {
		return "", err
	}
	if _, ok := c.file.profiles[name]; ok {
		return name, nil
	}
	names := sorted(c.file.profiles)
	switch {
	case c.file.path == "":
		return "", v.at.fault("names a profile, but there is no configuration file", "Write the profile into "+c.usualFile()+".")
	case len(names) == 0:
		return "", v.at.fault("names a profile, but the file has none", "Write a profile that begins with [profiles.NAME].")
	}
	return "", v.at.fault("names a profile that does not exist; there are "+suggest.Plain(strings.Join(names, ", "))+suggest.Hint(name, names), "")
}

// address is the layer that makes up a target outside of the file. A tenant comes from where the address comes from, or goes
// with an environment; a variable left over from another target must not name the one of --url.
func (c chooser) address(kind Kind, v value) layer {
	l := layer{string(kind): v}
	if tenant, ok := c.vars["tenant"]; ok && (kind == FromEnvironment || strings.HasPrefix(v.at.Name, prefix)) {
		l["tenant"] = tenant
	}
	if tenant, ok := c.flags["tenant"]; ok {
		l["tenant"] = tenant
	}
	return l
}

// target builds the target to open. Variables never give a profile another address: its login belongs to its own target. Nor do they give their own login to
// any other target:
//
// Variables name a target with CRMHOOKS_PROFILE, CRMHOOKS_URL, CRMHOOKS_ENVIRONMENT and CRMHOOKS_TENANT. Where any of these is set, what the variables
// say about a login (each secret, auth, username, client_cert and client_key), about what may be risked for it (allow_http, insecure_skip_verify) and about
// the target itself (label, danger) holds only if each of them that is set names what is opened: the same profile, the same address, the same environment,
// the same tenant. Where none of them is set, it holds for the target that the program was started with, and for no profile that is switched to later.
// The settings in general hold for every target.
func (c chooser) target(name string, head place, own, address layer) (Profile, error) {
	vars, other := c.vars.without(naming...), c.another(name, own, address)
	if other != "" {
		vars = vars.only(general...)
	}
	b, err := build(name, head, c.env, own, vars, c.flags.only("timeout"), address)
	if err != nil {
		return Profile{}, err
	}
	if other != "" {
		b.explainQuestions(c.vars, other)
	}
	return b.Profile, b.ready(other)
}

// naming are the settings with which variables name a target.
var naming = []string{"profile", "url", "environment", "tenant"}

// another is the variable that names a different target than the one being opened, "" for none.
func (c chooser) another(name string, own, address layer) string {
	opened := layer{"profile": rawValue("profile", name)}
	maps.Copy(opened, own)
	maps.Copy(opened, address)
	for _, key := range naming {
		named, ok := c.vars[key]
		if ok && strings.TrimRight(named.Text, "/") != strings.TrimRight(opened[key].Text, "/") {
			return named.at.Name
		}
	}
	return ""
}

var (
	// reading are the settings for what is read, and how; they say nothing about a target.
	reading = []string{"language", "so_language", "so_culture", "so_timezone", "timeout", "usage", "last_error", "other_apps"}
	// general are the settings that variables may give every target: these, and those for this machine's network.
	general = append([]string{"ca_file", "proxy"}, reading...)
)

// nobody is the profile for a source that needs no login.
func (c chooser) nobody() (Profile, error) {
	b := builder{Profile: blank(), at: map[string]place{}}
	for _, l := range []layer{c.vars.only(reading...), c.flags.only("timeout")} {
		if err := b.apply(l, c.env); err != nil {
			return Profile{}, err
		}
	}
	return b.Profile, nil
}
