package config

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"crmhooks/client/suggest"
)

// mask is shown in place of every secret. It has one length for all.
const mask = "********"

// Secret is where one secret comes from. It cannot be printed, formatted, logged or marshalled: all of that gives a mask, or
// nothing when there is no secret. Even a secret that is already known stands in a closure, where reflection does not see it.
type Secret struct {
	origin  string
	runs    bool
	resolve func(context.Context, Prompt) (string, error)
}

// Prompt asks the user for a secret, without an echo. The label is such as "Token for Acme production".
type Prompt func(label string) (string, error)

// Set reports whether the secret comes from anywhere, be it a question.
func (s Secret) Set() bool { return s.resolve != nil }

// Origin names where the secret comes from, for messages: "token_command", "CRMHOOKS_TOKEN" or "prompt"; empty when nowhere.
func (s Secret) Origin() string { return s.origin }

// Runs reports whether fetching the secret runs a program, which may ask the user something on the terminal.
func (s Secret) Runs() bool { return s.runs }

// Resolve fetches the secret afresh: it reads, runs or asks each time. A Secret that is not set is empty text. The prompt may be
// nil when there is nobody to ask. Errors are of type *Error and hold no part of the secret, or are the context's or the prompt's.
func (s Secret) Resolve(ctx context.Context, prompt Prompt) (string, error) {
	if s.resolve == nil {
		return "", nil
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return s.resolve(ctx, prompt)
}

// String is the mask.
func (s Secret) String() string {
	if s.Set() {
		return mask
	}
	return ""
}

// GoString is the mask.
func (s Secret) GoString() string { return s.String() }

// Format writes the mask whatever the verb is.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText is the mask.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON is the mask in quotes.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + s.String() + `"`), nil }

// LogValue is the mask.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// secretKind is one of the secrets that a profile can have.
type secretKind struct {
	key    string
	title  string
	scheme Scheme // the scheme whose login it is; empty when it only goes along with one
	of     func(*Profile) *Secret
}

var secretKinds = []secretKind{
	{"token", "Token", Bearer, func(p *Profile) *Secret { return &p.Token }},
	{"password", "Password", Basic, func(p *Profile) *Secret { return &p.Password }},
	{"ticket", "Ticket", SoTicket, func(p *Profile) *Secret { return &p.Ticket }},
	{"xsrf_token", "XSRF token", XSRF, func(p *Profile) *Secret { return &p.XSRFToken }},
	{"cookie", "Cookie", "", func(p *Profile) *Secret { return &p.Cookie }},
	{"app_token", "Application token", "", func(p *Profile) *Secret { return &p.AppToken }},
}

// ways are the ends of the keys that give a secret: itself, or where it is to be found.
var ways = []string{"", "_env", "_file", "_command"}

// secretIn finds a secret in a layer. No secret there is no error; two origins for one are.
func secretIn(l layer, kind secretKind, env environment) (Secret, place, error) {
	var given value
	way := -1
	for i, end := range ways {
		v, ok := l[kind.key+end]
		if !ok {
			continue
		}
		if way >= 0 {
			return Secret{}, place{}, v.at.fault("cannot go together with "+given.at.Name, "Keep one of them.")
		}
		given, way = v, i
	}
	if way < 0 {
		return Secret{}, place{}, nil
	}
	s, err := secretFrom(given, ways[way], env)
	return s, given.at, err
}

func secretFrom(v value, way string, env environment) (Secret, error) {
	var fetch func(context.Context) (string, error)
	var err error
	switch way {
	case "_env":
		fetch, err = fromVariable(v, env)
	case "_file":
		fetch, err = fromFile(v, env)
	case "_command":
		fetch, err = fromCommand(v, env)
	default:
		fetch, err = fromText(v)
	}
	if err != nil {
		return Secret{}, err
	}
	return Secret{origin: v.at.Name, runs: way == "_command", resolve: func(ctx context.Context, _ Prompt) (string, error) {
		secret, err := fetch(ctx)
		if err != nil {
			return "", err
		}
		return sendable(secret, v.at)
	}}, nil
}

func fromText(v value) (func(context.Context) (string, error), error) {
	var secret string
	if err := v.text(&secret); err != nil {
		return nil, err
	}
	if secret == "" {
		return nil, v.at.fault("must not be empty", "Remove the key to be asked for it.")
	}
	return func(context.Context) (string, error) { return secret, nil }, nil
}

// fromVariable does not repeat the name of the variable in its faults: somebody may have written the secret itself there.
func fromVariable(v value, env environment) (func(context.Context) (string, error), error) {
	var name string
	if err := v.text(&name); err != nil {
		return nil, err
	}
	if name == "" || strings.ContainsAny(name, "= ") {
		return nil, v.at.fault("must be the name of a variable", "")
	}
	return func(context.Context) (string, error) {
		secret, ok := env.get(name)
		if !ok {
			return "", v.at.fault("names a variable that is not set", "Set the variable and start again.")
		}
		return secret, nil
	}, nil
}

func fromFile(v value, env environment) (func(context.Context) (string, error), error) {
	var path string
	if err := v.text(&path); err != nil {
		return nil, err
	}
	if path == "" {
		return nil, v.at.fault("must be the path of a file", "")
	}
	path = resolved(path, v.at, env)
	return func(context.Context) (string, error) { return readSecret(path, v.at) }, nil
}

func fromCommand(v value, env environment) (func(context.Context) (string, error), error) {
	var argv []string
	if err := v.list(&argv); err != nil {
		return nil, err
	}
	return func(ctx context.Context) (string, error) {
		return command{argv: argv, env: env.forChildren(), limit: commandTimeout, at: v.at}.run(ctx)
	}, nil
}

// byQuestion is the origin of a secret that the user is asked for.
const byQuestion = "prompt"

// asked is a secret that the user is asked for.
func asked(kind secretKind, p Profile) Secret {
	variable := prefix + strings.ToUpper(kind.key)
	return askedOr(kind, p, fmt.Sprintf("Set %s (or %[1]s_FILE, %[1]s_COMMAND), or write %s_env, %[2]s_file or %[2]s_command into a profile.", variable, kind.key))
}

// explainQuestions says, where nobody can be asked for a secret, why that of the variables does not count: a variable names another target.
func (p *Profile) explainQuestions(vars layer, other string) {
	for _, s := range secretKinds {
		secret := s.of(p)
		for _, way := range ways {
			if v, ok := vars[s.key+way]; ok && secret.origin == byQuestion {
				*secret = askedOr(s, *p, fmt.Sprintf("%s goes only to the target that %s names. Unset %[2]s, or write %s_env, %[3]s_file or %[3]s_command into a profile.",
					v.at.Name, other, s.key))
			}
		}
	}
}

// askedOr is a secret that the user is asked for, or what to do where that cannot be.
func askedOr(kind secretKind, p Profile, next string) Secret {
	label := kind.title + " for " + suggest.Plain(p.Title())
	return Secret{origin: byQuestion, resolve: func(_ context.Context, prompt Prompt) (string, error) {
		if prompt == nil {
			return "", &Error{Message: label + " is not given, and there is no terminal to ask on", Next: next}
		}
		secret, err := prompt(label)
		if err != nil {
			return "", err
		}
		return sendable(secret, place{Name: label})
	}}
}

// sendable refuses what cannot be sent in a header: an empty secret, or one of several lines.
func sendable(secret string, at place) (string, error) {
	ran := strings.HasSuffix(strings.ToLower(at.Name), "_command")
	switch {
	case secret == "" && ran:
		return "", at.fault("printed nothing", "Run the command by hand to see why.")
	case secret == "":
		return "", at.fault("is empty", "Check where it comes from.")
	case !printable(secret) && ran:
		return "", at.fault("printed more than one line, or control characters", "Make the command print the secret alone, on one line.")
	case !printable(secret):
		return "", at.fault("has more than one line, or control characters", "Keep the secret alone, on one line.")
	}
	return secret, nil
}
