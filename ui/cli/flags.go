package cli

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crmhooks/client/suggest"
	"crmhooks/client/webhook"
	"crmhooks/config"
	"crmhooks/themes"
	"crmhooks/ui/format"
)

// flags holds what the commands about webhooks share; config reads the others by name.
type flags struct {
	config  string
	logFile string
	builtIn builtInKind

	name, event, status string
	serverFilter        bool
	selected            []string
	noSecrets           bool

	sort string
}

// sourceFlags say where the webhooks come from. Their values are checked by package config, which knows them by name.
func (a *app) sourceFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringP("profile", "p", "", "open this `NAME` of the configuration file")
	f.String("url", "", "open the web API at this `URL`")
	f.String("environment", "", "open --tenant in this `ENVIRONMENT` of SuperOffice Online: sod, qaonline or online")
	f.String("tenant", "", "the tenant, `ID` such as Cust12345")
	f.Bool("demo", false, "open the built-in tenant")
	builtInFlags(cmd, &a.flags.builtIn)
	f.String("file", "", "open a saved list in `FILE`, which may be a pipe; - is standard input")
	f.StringSliceVar(&a.flags.selected, "select", nil, "ask for these `MEMBERS` only ($select), such as Name,Events,RegisteredAssociate/FullName")
	f.BoolVar(&a.flags.noSecrets, "no-secrets", false, "ask the server to leave the secrets out, and the last errors, which may repeat them")
	f.String("timeout", "", "how long the server may be silent, a `DURATION` such as 20s")
	f.StringVar(&a.flags.config, "config", "", "read this configuration `FILE`")
	f.StringVar(&a.flags.logFile, "log-file", "", "append what is asked and answered to `FILE`, without credentials; one that others can read is refused")
	complete(cmd, "environment", "sod", "qaonline", "online")
	complete(cmd, "select", webhook.AllFields.Names()...)
	_ = cmd.RegisterFlagCompletionFunc("profile", a.completeProfiles)
}

// filterFlags say which webhooks.
func (a *app) filterFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.flags.name, "name", "", "webhooks whose name, id, target or description holds all of these `WORDS`; -word excludes, "+
		webhook.SearchExamples()+" look there, and a = wants the whole (host:=erp.example.com)")
	f.StringVar(&a.flags.event, "event", "", "webhooks whose events hold all of these `WORDS`; -word excludes, =sale.sold wants the whole name")
	f.StringVar(&a.flags.status, "status", "", "webhooks of this `STATUS`: "+strings.Join(webhook.StatusWords(), ", "))
	f.BoolVar(&a.flags.serverFilter, "server-filter", false, "send name, event and status to the server, which compares whole names exactly")
	_ = cmd.RegisterFlagCompletionFunc("name", completeSearch)
	complete(cmd, "status", statusNames()...)
}

// completeSearch offers the fields that the last word of a search can name.
func completeSearch(_ *cobra.Command, _ []string, search string) ([]string, cobra.ShellCompDirective) {
	before := search[:strings.LastIndexByte(search, ' ')+1]
	if strings.HasPrefix(search[len(before):], "-") {
		before += "-"
	}
	var words []string
	for _, f := range webhook.SearchFields() {
		words = append(words, cobra.CompletionWithDesc(before+f.Name+":", f.Meaning))
	}
	return words, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}

func (a *app) sortFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.flags.sort, "sort", "", "sort by `COLUMN`, dates newest first, reversed with a - before it: "+strings.Join(webhook.OrderNames(), ", "))
	var words []string
	for _, by := range webhook.Orders() {
		words = append(words, cobra.CompletionWithDesc(by.String(), by.First()))
	}
	complete(cmd, "sort", words...)
}

// lookFlags say how it looks. Package config checks them too.
func (a *app) lookFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.String("theme", "", "use the theme of this `NAME`: "+strings.Join(themes.Names(), ", ")+", or a file of yours; see crmhooks themes")
	f.String("color", "", "use colour, `WHEN` is auto, always or never")
	f.Bool("ascii", false, "use only ASCII for our own symbols")
	_ = cmd.RegisterFlagCompletionFunc("theme", a.completeThemes)
	complete(cmd, "color", "auto", "always", "never")
}

func complete(cmd *cobra.Command, flag string, words ...string) {
	// The only errors are an unknown flag and a second registration.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

func (a *app) completeProfiles(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	cfg, _ := config.Load(config.Input{Path: a.flags.config, Environ: a.Environ}) // without a source the profiles are still there
	var names []string
	for _, p := range cfg.Profiles {
		names = append(names, p.Name)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// statusNames is StatusWords in the form that needs no quotes in a shell.
func statusNames() []string {
	words := webhook.StatusWords()
	for i, w := range words {
		words[i] = strings.ReplaceAll(w, " ", "-")
	}
	return words
}

// given returns the flags that were given, for package config.
func given(cmd *cobra.Command) map[string]string {
	flags := map[string]string{}
	cmd.Flags().Visit(func(f *pflag.Flag) { flags[f.Name] = f.Value.String() })
	return flags
}

// filter reads the filter flags.
func (a *app) filter() (webhook.Filter, error) {
	f := webhook.Filter{Name: a.flags.name, Event: a.flags.event}
	if utf8.RuneCountInString(f.Name) > webhook.MaxSearch || utf8.RuneCountInString(f.Event) > webhook.MaxSearch {
		return f, usage("--name and --event take "+format.Count(webhook.MaxSearch)+" characters", "Use fewer words.")
	}
	if field := webhook.UnknownField(f.Name); field != "" && !a.flags.serverFilter {
		return f, usage("a search has no field "+quoted(field), "It has "+webhook.SearchExamples()+suggest.Hint(field, webhook.SearchFieldNames())+".")
	}
	if a.flags.status != "" && !f.SetStatus(a.flags.status) {
		return f, usage("there is no status "+quoted(a.flags.status)+"; there are "+strings.Join(statusNames(), ", "), "Names from the API, such as TooManyErrors, work too.")
	}
	return f, nil
}

// sort reads --sort.
func (a *app) sort() (webhook.Sort, error) {
	s, err := webhook.ParseSort(a.flags.sort)
	if err != nil {
		return s, usage("the list cannot be sorted by "+quoted(a.flags.sort), "It can by "+suggest.Among(a.flags.sort, webhook.OrderNames())+". A - before it reverses.")
	}
	return s, nil
}

// selection reads --select and --no-secrets: the members to ask for, nil for all, and sentences about those that are not known here. A server may know more.
func (a *app) selection() (paths, unknown []string) {
	for _, path := range a.flags.selected {
		path = strings.TrimSpace(path)
		f := webhook.FieldByName(path)
		switch {
		case path == "":
			continue
		case f == 0:
			unknown = append(unknown, "--select asks for "+quoted(path)+", which no webhook is known to have"+suggest.Hint(path, webhook.AllFields.Names())+".")
		default:
			_, rest, _ := strings.Cut(path, "/")
			path = strings.TrimSuffix(f.Names()[0]+"/"+rest, "/")
		}
		paths = append(paths, path)
	}
	if !a.flags.noSecrets {
		return paths, unknown
	}
	if len(paths) == 0 {
		paths = webhook.AllFields.Names()
	}
	return slices.DeleteFunc(paths, func(path string) bool { return webhook.FieldByName(path) == webhook.FieldSecret }), unknown
}
