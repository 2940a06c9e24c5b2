package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"crmhooks/client/localfile"
	"crmhooks/config/suggest"
)

// maxFileBytes is far above any configuration.
const maxFileBytes = 1 << 20

// topKeys are the keys that stand outside of a profile.
var topKeys = []string{"profile", "theme", "times", "columns", "watch", "bell", "ignore_findings"}

// file is the configuration file, read but for its values, which are checked as they are used.
type file struct {
	path     string // empty when there is no file
	top      layer
	profiles map[string]layer
	heads    map[string]place // where each profile begins
}

// load reads the file that the input names. Only the default file may be absent.
func load(in Input, env environment) (*file, error) {
	path, named := in.Path, place{key: "--config"}
	if path == "" {
		path, _ = env.get(prefix + "CONFIG")
		named.key = prefix + "CONFIG"
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
		return nil, &Error{File: path, Message: "The configuration cannot be read: " + reason(err), Next: "Check the path and its permissions."}
	}
	f, err := parse(path, data)
	if err != nil {
		return nil, err
	}
	return f, cmp.Or(f.private(info), f.trusted(info))
}

// reason says why a file cannot be used, without its path.
func reason(err error) string {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		err = failed.Err
	}
	return err.Error()
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
		return &Error{File: f.path, Message: "The configuration " + why + ", and can name programs to run", Next: next}
	}
	switch {
	case localfile.Foreign(info):
		return refuse("belongs to somebody else", fmt.Sprintf("Read it; if you trust it, run sudo chown %d %s.", os.Geteuid(), shellWord(f.path)))
	case localfile.Shared(info, 0o022):
		return refuse("can be changed by others", "Read it; then run chmod go-w "+shellWord(f.path)+".")
	}
	return nil
}

var shellSafe = regexp.MustCompile(`^[A-Za-z0-9_./-]+$`)

// shellWord quotes a path, where needed, for a command line that the user can paste.
func shellWord(path string) string {
	path = suggest.Plain(path)
	if shellSafe.MatchString(path) {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// parse reads TOML strictly. The decoder finds wrong syntax and double keys; the walk after it knows where each key stands.
func parse(path string, data []byte) (*file, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	var syntax map[string]any
	if err := toml.Unmarshal(data, &syntax); err != nil {
		return nil, syntaxError(path, err)
	}
	f := &file{path: path, top: layer{}, profiles: map[string]layer{}, heads: map[string]place{}}
	w := walk{file: f}
	for i, b := range data {
		if b == '\n' {
			w.newlines = append(w.newlines, i)
		}
	}
	w.parser.Reset(data)
	var header []place
	for w.parser.NextExpression() {
		e := w.parser.Expression()
		keys := w.keys(e.Key())
		var err error
		switch e.Kind {
		case unstable.ArrayTable:
			err = keys[0].fault("must not be written in double brackets", "A profile begins with [profiles.NAME].")
		case unstable.Table:
			header = keys
			err = w.add(header, value{kind: table})
		default:
			err = w.addNode(slices.Concat(header, keys), e.Value())
		}
		if err != nil {
			return nil, err
		}
	}
	return f, nil
}

// syntaxError repeats the parser's words only up to where they might quote the file.
func syntaxError(path string, err error) *Error {
	message, _, _ := strings.Cut(strings.TrimPrefix(err.Error(), "toml: "), ": ")
	e := &Error{File: path, Message: "This is not valid TOML: " + suggest.Plain(message)}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		e.Line, e.Column = decode.Position()
	}
	return e
}

// walk puts every key of the document where it belongs.
type walk struct {
	file     *file
	parser   unstable.Parser
	newlines []int // the offset of each
}

// keys returns the parts of a dotted key, each with its place.
func (w *walk) keys(it unstable.Iterator) []place {
	var keys []place
	for it.Next() {
		offset := int(it.Node().Raw.Offset)
		line, _ := slices.BinarySearch(w.newlines, offset)
		column := offset + 1
		if line > 0 {
			column = offset - w.newlines[line-1]
		}
		keys = append(keys, place{file: w.file.path, line: line + 1, column: column, key: string(it.Node().Data)})
	}
	return keys
}

// addNode adds a value, and the content of an inline table.
func (w *walk) addNode(path []place, node *unstable.Node) error {
	if err := w.add(path, valueOf(node)); err != nil {
		return err
	}
	// Below the keys of a profile there are no tables, so the walk ends there however deep the document is.
	if node.Kind != unstable.InlineTable || len(path) > 2 {
		return nil
	}
	for it := node.Children(); it.Next(); {
		child := it.Node()
		if err := w.addNode(slices.Concat(path, w.keys(child.Key())), child.Value()); err != nil {
			return err
		}
	}
	return nil
}

// valueOf reads the values that a setting may have.
func valueOf(node *unstable.Node) value {
	switch node.Kind {
	case unstable.String:
		return value{kind: text, str: string(node.Data)}
	case unstable.Bool:
		return value{kind: truth, str: string(node.Data)}
	case unstable.InlineTable:
		return value{kind: table}
	case unstable.Array:
		v := value{kind: list}
		for it := node.Children(); it.Next(); {
			if it.Node().Kind != unstable.String {
				return value{kind: other}
			}
			v.strs = append(v.strs, string(it.Node().Data))
		}
		return v
	}
	return value{kind: other}
}

var profileName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// add puts one value at its place, and refuses keys that there are not.
func (w *walk) add(path []place, v value) error {
	top := path[0]
	if top.key != "profiles" {
		return w.addTop(path, v)
	}
	if len(path) < 3 && v.kind != table {
		return path[len(path)-1].fault("must be a table", "A profile begins with [profiles.NAME].")
	}
	if len(path) == 1 {
		return nil
	}
	name := path[1]
	if !profileName.MatchString(name.key) {
		return name.fault("is no name for a profile; it is made of letters, digits, - and _", "")
	}
	if w.file.profiles[name.key] == nil {
		w.file.profiles[name.key], w.file.heads[name.key] = layer{}, headOf(name)
	}
	if len(path) == 2 {
		return nil
	}
	key := path[2]
	if !slices.Contains(profileKeys(), key.key) {
		return unknownInProfile(key)
	}
	w.file.profiles[name.key][key.key] = settled(v, path[2:])
	return nil
}

// headOf is the place of a whole profile.
func headOf(name place) place {
	name.key = "[profiles." + name.key + "]"
	return name
}

func (w *walk) addTop(path []place, v value) error {
	key := path[0]
	if !slices.Contains(topKeys, key.key) {
		return unknownOnTop(key)
	}
	w.file.top[key.key] = settled(v, path)
	return nil
}

// settled gives a value its place. A key that goes on after a dot is a table, which no setting is.
func settled(v value, path []place) value {
	if len(path) > 1 {
		v = value{kind: table}
	}
	v.at = path[0]
	return v
}

func unknownInProfile(key place) error {
	if slices.Contains(topKeys, key.key) {
		return key.fault("does not belong in a profile", "Move it above the first [profiles.NAME].")
	}
	return key.fault("is not a key of a profile"+suggest.Hint(key.key, profileKeys()), "A profile has "+keysInBrief()+".")
}

func unknownOnTop(key place) error {
	if slices.Contains(profileKeys(), key.key) {
		return key.fault("belongs in a profile", "Move it below a line [profiles.NAME].")
	}
	allowed := append([]string{"profiles"}, topKeys...)
	return key.fault("is not a key; there are "+suggest.Among(key.key, allowed), "")
}

// checked returns the profiles of the file, by name, as the file alone makes them.
func (f *file) checked(env environment) ([]Profile, error) {
	var profiles []Profile
	for _, name := range sorted(f.profiles) {
		p, err := build(name, f.heads[name], env, f.profiles[name])
		if err != nil {
			return nil, err
		}
		profiles = append(profiles, p)
	}
	return profiles, nil
}
