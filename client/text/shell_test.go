package text_test

import (
	"os/exec"
	"testing"

	"crmhooks/client/text"
)

func TestAShellReadsAQuotedWordAsItWas(t *testing.T) {
	for word, want := range map[string]string{
		"": "''", "plain-Word_1.2/3:4@5,6=7+8": "plain-Word_1.2/3:4@5,6=7+8", "two words": "'two words'", "it's": `'it'\''s'`, "$(id) `id` \\ \" ~ * \n;&|": "'$(id) `id` \\ \" ~ * \n;&|'", "æøå": "'æøå'",
	} {
		quoted := text.ShellWord(word)
		if quoted != want {
			t.Errorf("%q is quoted as %q, want %q", word, quoted, want)
		}
		out, err := exec.Command("sh", "-c", "printf %s "+quoted).Output()
		if err != nil || string(out) != word {
			t.Errorf("a shell reads %s as %q, %v", quoted, out, err)
		}
	}
	if got := text.ShellLine("curl", "-H", "Accept: application/json"); got != "curl -H 'Accept: application/json'" {
		t.Errorf("a line is %s", got)
	}
}
