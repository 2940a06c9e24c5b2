package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crmhooks/config"
)

func TestAFaultInTheFileIsNamedByLineAndKey(t *testing.T) {
	const head = "[profiles.a]\nurl = \"https://crm.example.com\"\n"
	tests := map[string]struct {
		content      string
		line, column int
		says         []string
	}{
		"unknown key on top":        {"\n\nthemes = \"mono\"", 3, 1, []string{"themes", "profile, theme, times, columns, watch, bell or ignore_findings", "nearest is theme"}},
		"unknown key in a profile":  {head + "  tokn = \"x\"", 3, 3, []string{"tokn", "nearest is token"}},
		"unknown table":             {"[profile_s.a]", 1, 2, []string{"profile_s", "nearest is profiles"}},
		"nothing near":              {head + "zzzzzzzz = 1", 3, 1, []string{"zzzzzzzz is not a key of a profile."}},
		"a profile's key on top":    {"url = \"https://x\"", 1, 1, []string{"url belongs in a profile"}},
		"a top key in a profile":    {head + "theme = \"mono\"", 3, 1, []string{"theme does not belong in a profile"}},
		"a number for a text":       {head + "label = 3", 3, 1, []string{"label must be a text"}},
		"a text for a truth":        {head + "danger = \"yes\"", 3, 1, []string{"danger must be true or false"}},
		"a text for a list":         {head + "token_command = \"pass show\"", 3, 1, []string{"token_command must be a list of texts"}},
		"a list of numbers":         {head + "token_command = [1, 2]", 3, 1, []string{"token_command must be a list of texts"}},
		"an empty list":             {head + "token_command = []", 3, 1, []string{"token_command must be a list of texts"}},
		"a list that begins empty":  {head + "token_command = [\"\", \"a\"]", 3, 1, []string{"token_command must be a list of texts"}},
		"a list for a text":         {head + "label = [\"a\"]", 3, 1, []string{"label must be a text"}},
		"a table for a text":        {head + "label = { de = \"a\" }", 3, 1, []string{"label must be a text"}},
		"a dotted key for a text":   {head + "label.de = \"a\"", 3, 1, []string{"label must be a text"}},
		"a date for a text":         {head + "label = 2024-01-01", 3, 1, []string{"label must be a text"}},
		"a control character":       {head + "so_timezone = \"a\\r\\nX: y\"", 3, 1, []string{"so_timezone must not hold line breaks"}},
		"an escape in a label":      {head + "label = \"\\u001b[31mred\"", 3, 1, []string{"label must not hold"}},
		"a C1 control in a label":   {head + "label = \"\\u009b31mred\"", 3, 1, []string{"label must not hold"}},
		"unknown environment":       {"[profiles.a]\nenvironment = \"onlin\"", 2, 1, []string{"environment must be sod, qaonline or online; the nearest is online"}},
		"a number as environment":   {"[profiles.a]\nenvironment = 1", 2, 1, []string{"environment must be sod, qaonline or online"}},
		"unknown scheme":            {head + "auth = \"baerer\"", 3, 1, []string{"auth must be basic, soticket, bearer or xsrf; the nearest is bearer"}},
		"unknown times":             {"times = \"UTC\"", 1, 1, []string{"times must be utc or local; the nearest is utc"}},
		"theme of two words":        {"theme = \"a b\"", 1, 1, []string{"theme must be one word"}},
		"theme without letters":     {"theme = \"\"", 1, 1, []string{"theme must be one word"}},
		"tenant":                    {"[profiles.a]\nenvironment = \"sod\"\ntenant = \"12345\"", 3, 1, []string{"tenant must be Cust and digits"}},
		"timeout without unit":      {head + "timeout = \"20\"", 3, 1, []string{"timeout must be a duration from 1s to 10m"}},
		"timeout as a number":       {head + "timeout = 20", 3, 1, []string{"timeout must be a duration"}},
		"timeout too short":         {head + "timeout = \"999ms\"", 3, 1, []string{"timeout must be a duration"}},
		"timeout too long":          {head + "timeout = \"10m1s\"", 3, 1, []string{"timeout must be a duration"}},
		"url and environment":       {head + "environment = \"sod\"\ntenant = \"Cust1\"", 3, 1, []string{"environment cannot go together with url"}},
		"environment alone":         {"[profiles.a]\nlabel = \"x\"\nenvironment = \"sod\"", 3, 1, []string{"environment needs a tenant"}},
		"no target":                 {"\n[profiles.a]\nlabel = \"x\"", 2, 11, []string{"[profiles.a] names no tenant"}},
		"an empty profile":          {"[profiles]\na = {}", 2, 1, []string{"[profiles.a] names no tenant"}},
		"two ways for a secret":     {head + "token_env = \"A\"\ntoken_file = \"b\"", 4, 1, []string{"token_file cannot go together with token_env"}},
		"basic Online":              {"[profiles.a]\nenvironment = \"sod\"\ntenant = \"Cust1\"\nauth = \"basic\"\nusername=\"x\"", 4, 1, []string{"auth means basic, which cannot work"}},
		"basic Online by its url":   {"[profiles.a]\nurl = \"https://sod.SuperOffice.com./x\"\nauth = \"basic\"\nusername=\"x\"", 3, 1, []string{"auth means basic"}},
		"a password Online":         {"[profiles.a]\nenvironment = \"sod\"\ntenant = \"Cust1\"\npassword_env = \"A\"", 4, 1, []string{"password_env means basic"}},
		"two logins and no scheme":  {head + "token_env = \"A\"\npassword_env = \"B\"", 3, 1, []string{"token_env", "password_env"}},
		"a colon in the username":   {head + "username = \"a:b\"", 3, 1, []string{"username must not hold a colon"}},
		"a profile as a text":       {"profiles = \"a\"", 1, 1, []string{"profiles must be a table"}},
		"a profile's name alone":    {"[profiles]\na = \"https://x\"", 2, 1, []string{"a must be a table"}},
		"tables in double brackets": {"\n[[profiles]]\nname = \"a\"", 2, 3, []string{"profiles must not be written in double brackets"}},
		"a name with a space":       {"[profiles.\"a b\"]", 1, 11, []string{"a b is not a name for a profile"}},
		"a name with an escape":     {"[profiles.\"a\\u001b\"]", 1, 11, []string{"is not a name for a profile"}},
		"an inline profile":         {"profiles = { a = { url = \"https://x.example\", tokn = 1 } }", 1, 47, []string{"tokn is not a key"}},
		"a dotted profile":          {"profiles.a.tokn = 1", 1, 12, []string{"tokn is not a key"}},
		"behind a byte order mark":  {"\xef\xbb\xbftimes = 1", 1, 1, []string{"times must be utc or local"}},
		"Windows line ends":         {"\r\n\r\ntimes = 1\r\n", 3, 1, []string{"times must be utc or local"}},
		"wrong syntax":              {"theme = \"mono\"\ntimes = utc", 2, 9, []string{"not valid TOML"}},
		"an open text":              {"theme = \"mono", 1, 13, []string{"not valid TOML"}},
		"an open table":             {"theme = \"mono\"\n[profiles.a", 2, 11, []string{"not valid TOML"}},
		"a key twice":               {"theme = \"mono\"\ntheme = \"mono\"", 2, 1, []string{"not valid TOML", "theme is already defined"}},
		"a table twice":             {head + "\n" + head, 4, 2, []string{"not valid TOML", "already exists"}},
		"a null byte":               {"theme = \"a\x00b\"", 1, 11, []string{"not valid TOML"}},
		"invalid UTF-8":             {"theme = \"a\xff\"", 1, 11, []string{"not valid TOML"}},
		"an insane depth":           {"theme = " + strings.Repeat("[", 100_000), 1, 10_009, []string{"not valid TOML"}},
		"deep inline tables":        {head + "token = " + strings.Repeat("{a=", 5000) + "1" + strings.Repeat("}", 5000), 3, 1, []string{"token must be a text"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := onlyFile(t, test.content)
			in.Flags = map[string]string{"demo": "true"} // what is wrong stops the start also when it is not used
			fault := mustFail(t, in)
			if fault.File != in.Path || fault.Line != test.line || fault.Column != test.column {
				t.Errorf("at %d:%d, want %d:%d: %v", fault.Line, fault.Column, test.line, test.column, fault)
			}
			contains(t, fault.Error(), append(test.says, in.Path)...)
		})
	}
}

func TestAnUnknownKeySaysWhichThereAre(t *testing.T) {
	fault := mustFail(t, onlyFile(t, "[profiles.a]\nzzz = 1"))
	contains(t, fault.NextStep(), "url, environment, tenant", "xsrf_token", "_env, _file or _command")
}

func TestAKeysNameCannotReachTheTerminalRaw(t *testing.T) {
	for _, content := range []string{
		"\"a\\u001b]0;x\\u0007\\u202e\\u009b\" = 1",
		"[profiles.a]\n\"a\\u001b[31m\\n\" = 1",
		"\"\\u001b[31m\" = 1\n\"\\u001b[31m\" = 2",
		"\"" + strings.Repeat("long", 20_000) + "\" = 1",
	} {
		text := mustFail(t, onlyFile(t, content)).Error()
		if strings.ContainsAny(text, "\x1b\x07\n\u009b\u202e") || len(text) > 2000 {
			t.Errorf("%.300q", text)
		}
	}
}

func TestAFileThatCannotBeReadIsNamed(t *testing.T) {
	folder := t.TempDir()
	in := noFile(t)
	in.Path = folder
	contains(t, mustFail(t, in).Error(), folder, "it is a folder")

	in = onlyFile(t, strings.Repeat("#", 1<<20+1))
	contains(t, mustFail(t, in).Error(), in.Path, "larger than 1 MiB")

	in.Path = filepath.Join(t.TempDir(), "loop") // a mode does not keep everybody from reading, but nobody can follow this
	if err := os.Symlink(in.Path, in.Path); err != nil {
		t.Fatal(err)
	}
	contains(t, mustFail(t, in).Error(), in.Path, "too many levels of symbolic links")
}

func TestAnEmptyFileIsAFile(t *testing.T) {
	for _, content := range []string{"", "\n\n", "# nothing\n", "[profiles]\n", "\xef\xbb\xbf"} {
		in := onlyFile(t, content)
		in.Flags = map[string]string{"demo": "true"}
		if cfg := mustLoad(t, in); cfg.Path != in.Path || len(cfg.Profiles) != 0 {
			t.Errorf("%q: got %+v", content, cfg)
		}
	}
}

func TestASecretInTheFileNeedsTheFileToBePrivate(t *testing.T) {
	content := onsiteWith("password = \"hunter2hunter2\"")
	for mode, accepted := range map[os.FileMode]bool{
		0o600: true, 0o400: true, 0o700: true,
		0o640: false, 0o604: false, 0o660: false, 0o644: false, 0o601: false, 0o602: false,
	} {
		in := onlyFile(t, content)
		write(t, in.Path, content, mode)
		in.Flags = map[string]string{"demo": "true"}
		if accepted {
			mustLoad(t, in)
			continue
		}
		fault := mustFail(t, in)
		if fault.Line != 4 || fault.Key != "password" {
			t.Errorf("%o: %v", mode, fault)
		}
		contains(t, fault.NextStep(), "chmod 600 "+in.Path)
	}

	in := onlyFile(t, onsiteWith("password_env = \"A\""))
	write(t, in.Path, onsiteWith("password_env = \"A\""), 0o644)
	in.Flags = map[string]string{"demo": "true"}
	mustLoad(t, in) // where a secret is to be found is no secret
}

// Whoever can write the file chooses the programs that run, and where logins go.
func TestAFileThatOthersCanWriteIsRefused(t *testing.T) {
	ran := filepath.Join(t.TempDir(), "ran")
	content := "profile = \"a\"\n" + onsiteWith("auth = \"bearer\"\ntoken_command = [\"touch\", \""+ran+"\"]")
	for mode, accepted := range map[os.FileMode]bool{0o600: true, 0o644: true, 0o444: true, 0o755: true, 0o620: false, 0o664: false, 0o602: false, 0o666: false, 0o777: false} {
		in := onlyFile(t, content)
		write(t, in.Path, content, mode)
		if accepted {
			mustLoad(t, in)
			continue
		}
		fault := mustFail(t, in)
		contains(t, fault.Error(), in.Path, "can be changed by others")
		contains(t, fault.NextStep(), "chmod go-w "+in.Path)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("a command ran")
	}
}

func TestAConfigurationIsARegularFile(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{pipe, "/dev/zero", "/dev/tty"} {
		in := noFile(t)
		in.Path = path
		mustFail(t, in)
		in = noFile(t, "CRMHOOKS_CONFIG="+path)
		mustFail(t, in)
	}
	contains(t, fails(t, source(t, "CRMHOOKS_TOKEN_FILE="+pipe).Token).Error(), "not a regular file")
}

func TestTheCommandToMakeAFilePrivateCanBePasted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "it's mine.toml")
	write(t, path, onsiteWith("password = \"x\""), 0o644)
	fault := mustFail(t, config.Input{Path: path})
	contains(t, fault.NextStep(), `it'\''s mine.toml'`)
}

func onsiteWith(line string) string {
	return "[profiles.a]\nurl = \"https://crm.example.com\"\nusername = \"x\"\n" + line + "\n"
}
