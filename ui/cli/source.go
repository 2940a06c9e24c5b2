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
	"crmhooks/ui/format"
	"crmhooks/ui/source"
	"crmhooks/ui/style"
)

// session is everything that a command about webhooks starts from.
type session struct {
	source.Source
	styles   *style.Styles
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

func (s *session) close() {
	for _, c := range s.closers {
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
func (a *app) open(cmd *cobra.Command) (*session, error) {
	cfg, err := a.load(cmd)
	if err != nil {
		return nil, err
	}
	s := &session{config: cfg, ask: a.asker()}
	if err := a.asked(s, cfg.Source); err != nil {
		return nil, err
	}
	if err := a.look(s, cfg); err != nil {
		return nil, err
	}
	if s.logger, err = a.log(s); err != nil {
		return nil, err
	}
	if err := a.openSource(cmd.Context(), s, cfg.Source, s.logger); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// asked reads which webhooks are wanted.
func (a *app) asked(s *session, src config.Source) (err error) {
	if s.filter, err = a.filter(); err != nil {
		return err
	}
	if s.sort, err = a.sort(); err != nil {
		return err
	}
	var unknown []string
	s.selected, unknown = a.selection()
	s.warnings = append(s.warnings, unknown...)
	if a.flags.builtIn.fault != "" && src.Kind != config.FromDemo {
		return usage("--fault goes with --demo", "Only the built-in tenant can be broken.")
	}
	if a.flags.builtIn.serverVersion != "" && src.Kind != config.FromDemo {
		return usage("--server-version goes with --demo", "Only the built-in tenant has a version to choose.")
	}
	if src.Kind == config.FromFile && (a.flags.serverFilter || s.selected != nil) {
		return usage("a saved list cannot be asked", "Leave --server-filter, --select and --no-secrets out; --name, --event and --status work.")
	}
	return nil
}

// look builds styles, times and the columns of the console's list.
func (a *app) look(s *session, cfg config.Config) (err error) {
	if s.wanted, err = format.NamedColumns(cfg.Columns); err != nil {
		return err
	}
	theme, err := a.folder().Load(cfg.Theme)
	if err != nil {
		return err
	}
	s.styles = style.New(theme, themes.Detect(a.Environ, a.Width() > 0, string(cfg.Color), cfg.ASCII))
	s.times = format.Times{Now: a.Now, Location: time.UTC}
	if cfg.Times == config.Local {
		s.times.Location = time.Local
	}
	return nil
}

// log opens the log file, which nobody else can read: one that somebody else could is refused. Without one, nothing is logged.
func (a *app) log(s *session) (*slog.Logger, error) {
	if a.flags.logFile == "" {
		return slog.New(slog.DiscardHandler), nil
	}
	f, err := localfile.Append(a.flags.logFile)
	if errors.Is(err, localfile.ErrOpenToOthers) {
		return nil, usage("the log file cannot be used: "+err.Error(), "Run chmod 600 "+text.ShellWord(a.flags.logFile)+", or give --log-file a file that is not there yet.")
	}
	if err != nil {
		return nil, usage("the log file cannot be opened: "+err.Error(), "Give --log-file a place where you can write.")
	}
	s.closers = append(s.closers, f.Close)
	return slog.New(slog.NewTextHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug})), nil
}

func (a *app) openSource(ctx context.Context, s *session, src config.Source, log *slog.Logger) error {
	// A last error may repeat what the selection leaves out, and nothing would be known to mask it by.
	src.Profile.LastError = src.Profile.LastError && webhook.FieldsOf(s.selected).Has(maskedBy)
	switch src.Kind {
	case config.FromFile:
		a.saved(s, src.File)
		return nil
	case config.FromDemo:
		return a.demo(s, src.Profile, log)
	}
	return a.tenant(ctx, s, src.Profile, log)
}

// maskedBy are the members that texts of receivers are masked by.
const maskedBy = webhook.FieldSecret | webhook.FieldHeaders | webhook.FieldProperties | webhook.FieldTargetURL

// saved opens a saved list.
func (a *app) saved(s *session, path string) {
	s.Source = source.Source{Lister: client.SavedFile(path), Label: fileLabel(path), Place: "saved list"}
	if path != "-" {
		return
	}
	s.Lister = client.SavedStream(a.Stdin)
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
func (a *app) demo(s *session, p config.Profile, log *slog.Logger) error {
	tenant, err := a.builtIn(a.flags.builtIn)
	if err != nil {
		return err
	}
	server, err := tenant.Start("127.0.0.1:0")
	if err != nil {
		return failed("the built-in tenant cannot be served: "+err.Error(), "crmhooks --demo needs a free port on loopback.")
	}
	s.closers = append(s.closers, server.Close)
	opts := options(p, log)
	opts.BaseURL, opts.Tenant = server.URL(), sandbox.TenantID
	opts.Auth = client.Auth{Scheme: client.Bearer, Secret: client.Fixed(sandbox.BearerToken)}
	c, err := client.New(opts)
	if err != nil {
		return err
	}
	s.Source = source.Source{Lister: c, Label: sandbox.TenantLabel, Tenant: sandbox.TenantID, Place: "built-in tenant", CanAsk: true}
	s.readBeside(c, p)
	return nil
}

// readBeside sets what is read in addition to the list.
func (s *session) readBeside(c *client.Client, p config.Profile) {
	s.Version = c
	if p.Usage {
		s.Usage = c
	}
	if p.LastError {
		s.LastErrors = c
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
func (a *app) tenant(ctx context.Context, s *session, p config.Profile, log *slog.Logger) error {
	opts := options(p, log)
	opts.BaseURL, opts.Environment, opts.Tenant = p.URL, p.Environment, p.Tenant
	transport := client.NewTransport(p.Timeout)
	security := client.Security{CAFile: p.CAFile, CertFile: p.ClientCert, KeyFile: p.ClientKey, Proxy: p.Proxy, InsecureSkipVerify: p.InsecureSkipVerify}
	if err := security.Apply(transport); err != nil {
		return err
	}
	opts.Transport = transport
	opts.Auth = client.Auth{Scheme: client.Scheme(p.Auth), Username: p.Username}
	for _, c := range []struct {
		from config.Secret
		to   *client.Credential
	}{{p.Login(), &opts.Auth.Secret}, {p.Cookie, &opts.Auth.Cookie}, {p.AppToken, &opts.Auth.AppToken}} {
		credential, err := a.credential(ctx, c.from, s.ask)
		if err != nil {
			return err
		}
		*c.to = credential
	}
	tenant, err := client.New(opts)
	if err != nil {
		return err
	}
	s.Source = source.Source{
		Lister: tenant, Label: profileLabel(p), Tenant: p.Tenant,
		Place: cmp.Or(p.Environment, tenant.Host()), CanAsk: true, Danger: p.Danger,
	}
	s.readBeside(tenant, p)
	if p.Online() {
		s.Hint = "only this application's own webhooks"
	}
	if p.InsecureSkipVerify {
		s.warnings = append(s.warnings, "The server's certificate is not checked (insecure_skip_verify): anybody between could read the login.")
	}
	if p.Unencrypted() {
		s.warnings = append(s.warnings, "The login travels unencrypted, as the address begins with http.")
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

// credential fetches a secret once and hands it to the first request. When the server refuses it, it is fetched again, except when
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
	err = a.shared.Lend(ctx, func(ctx context.Context) error {
		return a.lend(ctx, func(ctx context.Context) (err error) {
			secret, err = s.Resolve(ctx, ask)
			return err
		})
	})
	return secret, err
}
