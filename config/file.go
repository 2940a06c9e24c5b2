package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"crmhooks/client/localfile"
	"crmhooks/client/suggest"
	"crmhooks/client/text"
	"crmhooks/config/toml"
)

// maxFileBytes is far above any configuration.
const maxFileBytes = 1 << 20

// topKeys are the keys outside a profile.
var topKeys = []string{"profile", "theme", "times", "columns", "watch", "bell", "ignore_findings"}

// file is the configuration file. Its values are checked when they are used.
type file struct {
	path     string // empty when there is no file
	top      layer
	profiles map[string]layer
	heads    map[string]place // where each profile begins
}

// load reads the file that the input names. Only the default file may be absent.
func load(in Input, env environment) (*file, error) {
	path, named := in.Path, place{Name: "--config"}
	if path == "" {
		path, _ = env.get(prefix + "CONFIG")
		named.Name = prefix + "CONFIG"
	}
	byDefault := path == ""
	if byDefault {
		if path = Path(in.Environ); path == "" {
			return &file{}, nil
		}
	}
	data, info, err := localfile.Read(path, maxFileBytes)
	if byDefault && errors.Is(err, fs.ErrNotExist) {
		return &file{}, nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, named.fault("names a file that does not exist: "+suggest.Plain(path), "Check the path.")
	}
	if err != nil {
		return nil, ofFile(path, "The configuration cannot be read: "+localfile.Reason(err), "Check the path and its permissions.")
	}
	f, err := parse(path, data)
	if err != nil {
		return nil, err
	}
	return f, cmp.Or(f.private(info), f.trusted(info))
}

// private refuses a file that holds a secret and can be read by others.
func (f *file) private(info fs.FileInfo) error {
	if !localfile.Shared(info, 0o077) {
		return nil
	}
	for _, profile := range sorted(f.profiles) {
		for _, s := range secretKinds {
			if v, ok := f.profiles[profile][s.key]; ok {
				return v.at.fault("is a secret in a file that others can read or change",
					"Run chmod 600 "+shellWord(f.path)+", or give the secret with "+s.key+"_env, "+s.key+"_file or "+s.key+"_command.")
			}
		}
	}
	return nil
}

// trusted refuses a file that somebody else has a say in: it names programs that run, and the addresses that logins go to.
func (f *file) trusted(info fs.FileInfo) error {
	refuse := func(why, next string) error {
		return ofFile(f.path, "The configuration "+why+", and can name programs to run", next)
	}
	switch {
	case localfile.Foreign(info):
		return refuse("belongs to somebody else", fmt.Sprintf("Read it; if you trust it, run sudo chown %d %s.", os.Geteuid(), shellWord(f.path)))
	case localfile.Shared(info, 0o022):
		return refuse("can be changed by others", "Read it; then run chmod go-w "+shellWord(f.path)+".")
	}
	return nil
}

// shellWord is a path in a command line that the user can paste.
func shellWord(path string) string { return text.ShellWord(suggest.Plain(path)) }

// schema describes what a configuration may contain.
func schema() *toml.Schema {
	return &toml.Schema{Keys: topKeys, Tables: []string{"profiles"}, Below: &toml.Schema{AnyName: true, Below: &toml.Schema{
		Name: "profile", Header: "[profiles.NAME]", Keys: profileKeys(), Brief: "A profile has " + keysInBrief() + ".",
	}}}
}

// parse reads TOML strictly.
func parse(path string, data []byte) (*file, error) {
	entries, err := toml.Read(path, data, schema())
	var fault *toml.Error
	if errors.As(err, &fault) {
		return nil, &Error{Position: fault.Position, Key: fault.Key(), Message: fault.Message, Next: fault.Next}
	}
	f := &file{path: path, top: layer{}, profiles: map[string]layer{}, heads: map[string]place{}}
	for _, e := range entries {
		f.add(e)
	}
	return f, err
}

// add puts an entry where it belongs. The longest path is that of a profile's key: profiles, the profile's name, the key.
func (f *file) add(e toml.Entry) {
	v := value{Value: e.Value, at: place(e.Path[len(e.Path)-1])}
	if e.Path[0].Name != "profiles" {
		f.top[v.at.Name] = v
		return
	}
	if len(e.Path) == 1 {
		return
	}
	name := e.Path[1]
	if f.profiles[name.Name] == nil {
		f.profiles[name.Name], f.heads[name.Name] = layer{}, place{name.Position, "[profiles." + name.Name + "]"}
	}
	if len(e.Path) == 3 {
		f.profiles[name.Name][v.at.Name] = v
	}
}

// checked returns the profiles of the file, by name, as the file alone makes them.
func (f *file) checked(env environment) ([]Profile, error) {
	var profiles []Profile
	for _, name := range sorted(f.profiles) {
		b, err := build(name, f.heads[name], env, f.profiles[name])
		if err != nil {
			return nil, err
		}
		profiles = append(profiles, b.Profile)
	}
	return profiles, nil
}
