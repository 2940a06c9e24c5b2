package cli

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/url"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"crmhooks/client"
	"crmhooks/client/localfile"
	"crmhooks/client/sandbox"
	"crmhooks/client/survey"
	"crmhooks/client/text"
	"crmhooks/client/webhook"
	"crmhooks/config"
	"crmhooks/themes"
	"crmhooks/ui/console"
	"crmhooks/ui/format"
	"crmhooks/ui/style"
)

// opened is everything that a command about webhooks starts from.
type opened struct {
	console.Source
	styles   style.Styles
	times    format.Times
	wanted   []format.Column // of the console's list; nil for the usual ones
	filter   webhook.Filter
	sort     webhook.Sort
	selected []string
	warnings []string
	config   config.Config
	ask      config.Prompt // how the user is asked for a secret, nil when that cannot be
	logger   *slog.Logger
	closers  []func() error
}

func (o *opened) close() {
	for _, c := range o.closers {
		_ = c() // a log file or a server of our own, at the end of the program
	}
}

// load reads flags, variables and the file.
func (a *app) load(cmd *cobra.Command) (config.Config, error) {
	return config.Load(config.Input{
		Path: a.flags.config, Environ: a.Environ, Flags: given(cmd),
		Columns: format.ColumnNames(), Themes: a.folder().Names(), Rules: survey.RuleNames(),
	})
}

// open loads the configuration, asks for secrets where it must, and prepares the source. It sends nothing.
func (a *app) open(cmd *cobra.Command) (*opened, error) {
	cfg, err := a.load(cmd)
	if err != nil {
		return nil, err
	}
	o := &opened{config: cfg, ask: a.asker()}
	if err := a.asked(o, cfg.Source); err != nil {
		return nil, err
	}
	if err := a.look(o, cfg); err != nil {
		return nil, err
	}
	if o.logger, err = a.log(o); err != nil {
		return nil, err
	}
	if err := a.source(cmd.Context(), o, cfg.Source, o.logger); err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// asked reads which webhooks are wanted.
func (a *app) asked(o *opened, src config.Source) (err error) {
	if o.filter, err = a.filter(); err != nil {
		return err
	}
	if o.sort, err = a.sort(); err != nil {
		return err
	}
	var unknown []string
	o.selected, unknown = a.selection()
	o.warnings = append(o.warnings, unknown...)
	if a.flags.builtIn.fault != "" && src.Kind != config.FromDemo {
		return usage("--fault goes with --demo", "Only the built-in tenant can be broken.")
	}
	if a.flags.builtIn.serverVersion != "" && src.Kind != config.FromDemo {
		return usage("--server-version goes with --demo", "Only the built-in tenant has a version to choose.")
	}
	if src.Kind == config.FromFile && (a.flags.serverFilter || o.selected != nil) {
		return usage("a saved list cannot be asked", "Leave --server-filter, --select and --no-secrets out; --name, --event and --status work.")
	}
	return nil
}

// look builds styles, times and the columns of the console's list.
func (a *app) look(o *opened, cfg config.Config) (err error) {
	if o.wanted, err = format.NamedColumns(cfg.Columns); err != nil {
		return err
	}
	theme, err := a.folder().Load(cfg.Theme)
	if err != nil {
		return err
	}
	o.styles = style.New(theme, themes.Detect(a.Environ, a.Width() > 0, string(cfg.Color), cfg.ASCII))
	o.times = format.Times{Now: a.Now, Location: time.UTC}
	if cfg.Times == config.Local {
		o.times.Location = time.Local
	}
	return nil
}

// log opens the log file, which nobody else can read: one that somebody else could is refused. Without one, nothing is logged.
func (a *app) log(o *opened) (*slog.Logger, error) {
	if a.flags.logFile == "" {
		return slog.New(slog.DiscardHandler), nil
	}
	f, err := localfile.Append(a.flags.logFile)
	if errors.Is(err, localfile.ErrOpenToOthers) {
		return nil, usage("the log file cannot be used: "+err.Error(), "Run chmod 600 "+format.ShellWord(a.flags.logFile)+", or give --log-file a file that is not there yet.")
	}
	if err != nil {
		return nil, usage("the log file cannot be opened: "+err.Error(), "Give --log-file a place where you can write.")
	}
	o.closers = append(o.closers, f.Close)
	return slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug})), nil
}

func (a *app) source(ctx context.Context, o *opened, src config.Source, log *slog.Logger) error {
	// A last error may repeat what the selection leaves out, and nothing would be known to mask it by.
	src.Profile.LastError = src.Profile.LastError && webhook.FieldsOf(o.selected).Has(maskedBy)
	switch src.Kind {
	case config.FromFile:
		a.saved(o, src.File)
		return nil
	case config.FromDemo:
		return a.demo(o, src.Profile, log)
	}
	return a.tenant(ctx, o, src.Profile, log)
}

// maskedBy are the members that texts of receivers are masked by.
const maskedBy = webhook.FieldSecret | webhook.FieldHeaders | webhook.FieldProperties | webhook.FieldTargetURL

// saved opens a saved list.
func (a *app) saved(o *opened, path string) {
	o.Source = console.Source{Lister: client.SavedFile(path), Label: fileLabel(path), Place: "saved list"}
	if path != "-" {
		return
	}
	o.Lister = client.SavedStream(a.Stdin)
}

// fileLabel is what a saved list is called.
func fileLabel(path string) string {
	if path == "-" {
		return "standard input"
	}
	return text.Line(filepath.Base(path))
}

// profileLabel is what a tenant is called: what people call it, or else its host.
func profileLabel(p config.Profile) string {
	host := ""
	if u, err := url.Parse(p.URL); err == nil {
		host = u.Host
	}
	return text.Line(cmp.Or(p.Label, p.Name, p.Tenant, host))
}

// demo starts the built-in tenant in this process and reads it over HTTP like any other.
func (a *app) demo(o *opened, p config.Profile, log *slog.Logger) error {
	tenant, err := a.builtIn(a.flags.builtIn)
	if err != nil {
		return err
	}
	server, err := tenant.Start("127.0.0.1:0")
	if err != nil {
		return failed("the built-in tenant cannot be served: "+err.Error(), "crmhooks --demo needs a free port on loopback.")
	}
	o.closers = append(o.closers, server.Close)
	opts := options(p, log)
	opts.BaseURL, opts.Tenant = server.URL(), sandbox.TenantID
	opts.Auth = client.Auth{Scheme: client.Bearer, Secret: client.Fixed(sandbox.BearerToken)}
	c, err := client.New(opts)
	if err != nil {
		return err
	}
	o.Source = console.Source{Lister: c, Label: sandbox.TenantLabel, Tenant: sandbox.TenantID, Place: "built-in tenant", CanAsk: true}
	o.beside(c, p)
	return nil
}

// beside says what is read beside the list.
func (o *opened) beside(c *client.Client, p config.Profile) {
	o.Version = c
	if p.Usage {
		o.Usage = c
	}
	if p.LastError {
		o.LastErrors = c
	}
}

// builtIn prepares the built-in tenant.
func (a *app) builtIn(kind builtInKind) (*sandbox.Tenant, error) {
	tenant, err := sandbox.New(sandbox.Options{Now: a.Now, Fault: kind.fault, ServerVersion: kind.serverVersion})
	if err != nil {
		return nil, usage(err.Error(), "crmhooks sandbox --help says what each does.")
	}
	return tenant, nil
}

// tenant opens a real tenant. Secrets are fetched now, while the terminal is still the user's, as a question would drown in the console.
func (a *app) tenant(ctx context.Context, o *opened, p config.Profile, log *slog.Logger) error {
	opts := options(p, log)
	opts.BaseURL, opts.Environment, opts.Tenant = p.URL, p.Environment, p.Tenant
	transport := client.NewTransport(p.Timeout)
	security := client.Security{CAFile: p.CAFile, CertFile: p.ClientCert, KeyFile: p.ClientKey, Proxy: p.Proxy, InsecureSkipVerify: p.InsecureSkipVerify}
	if err := security.Apply(transport); err != nil {
		return err
	}
	opts.Transport = transport
	opts.Auth = client.Auth{Scheme: client.Scheme(p.Auth), Username: p.Username}
	for _, s := range []struct {
		from config.Secret
		to   *client.Credential
	}{{p.Login(), &opts.Auth.Secret}, {p.Cookie, &opts.Auth.Cookie}, {p.AppToken, &opts.Auth.AppToken}} {
		credential, err := a.credential(ctx, s.from, o.ask)
		if err != nil {
			return err
		}
		*s.to = credential
	}
	c, err := client.New(opts)
	if err != nil {
		return err
	}
	o.Source = console.Source{
		Lister: c, Label: profileLabel(p), Tenant: p.Tenant,
		Place: cmp.Or(p.Environment, c.Host()), CanAsk: true, Danger: p.Danger,
	}
	o.beside(c, p)
	if p.Online() {
		o.Hint = "only this application's own webhooks"
	}
	if p.InsecureSkipVerify {
		o.warnings = append(o.warnings, "The server's certificate is not checked (insecure_skip_verify): anybody between could read the login.")
	}
	if p.Unencrypted() {
		o.warnings = append(o.warnings, "The login travels unencrypted, as the address begins with http.")
	}
	return nil
}

// options are those that every source has.
func options(p config.Profile, log *slog.Logger) client.Options {
	return client.Options{
		Language: p.Language, SOLanguage: p.SOLanguage, SOCulture: p.SOCulture, SOTimeZone: p.SOTimezone,
		Version: version(), Timeout: p.Timeout, Log: log, NoLastErrors: !p.LastError, NoOtherApps: !p.OtherApps,
	}
}

// credential fetches a secret once and hands it to the first request. When the server refuses it, it is fetched anew, except when
// the user was asked: the console has the terminal then.
func (a *app) credential(ctx context.Context, s config.Secret, ask config.Prompt) (client.Credential, error) {
	if !s.Set() {
		return nil, nil
	}
	first, err := a.resolve(ctx, s, ask)
	if err != nil {
		return nil, err
	}
	fresh := true
	return func(ctx context.Context) (string, error) {
		if fresh || s.Origin() == "prompt" {
			fresh = false
			return first, nil
		}
		return a.resolve(ctx, s, nil)
	}, nil
}

// resolve fetches a secret. A program that does so may ask the user itself, for a PIN or with a finger on a key, and gets the terminal for that.
func (a *app) resolve(ctx context.Context, s config.Secret, ask config.Prompt) (secret string, err error) {
	if !s.Runs() {
		return s.Resolve(ctx, ask)
	}
	err = a.shared.Lend(ctx, func(ctx context.Context) (err error) {
		secret, err = s.Resolve(ctx, ask)
		return err
	})
	return secret, err
}
