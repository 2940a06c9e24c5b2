package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"crmhooks/client/secret"
	"crmhooks/client/webhook"
	"crmhooks/ui/format"
)

// verifying is one run of the verify command.
type verifying struct {
	*app
	signature string
	match     bool
}

func (a *app) verifyCommand() *cobra.Command {
	v := &verifying{app: a}
	cmd := &cobra.Command{
		Use: "verify ID",
		Long: "verify says whether the secret of a webhook made the signature of a call: the value of its header " + secret.SignatureHeader + ",\n" +
			"over the raw body of the call on standard input. When it did not, verify tries the usual mistakes on the receiver's side, and names the one that explains it.\n\n" +
			"With --match it asks for the receiver's secret, without an echo, and says whether it is the same.\n\n" +
			"Secrets are never shown. The exit status is 0 for a match and 1 for none.",
		Example: "  crmhooks verify 3 -p acme --signature 'W2j0ow9fPLs+RPNQZbNttPrm9THe6kTLMIqCoT8pDTg=' < body.json\n" +
			"  crmhooks verify 3 -p acme --match",
		Args: oneID,
		RunE: func(cmd *cobra.Command, args []string) error { return v.run(cmd, args[0]) },
	}
	cmd.Flags().StringVar(&v.signature, "signature", "", "the `SIGNATURE` of a call, whose raw body is on standard input")
	cmd.Flags().BoolVar(&v.match, "match", false, "ask for the receiver's secret, and compare")
	a.sourceFlags(cmd)
	a.lookFlags(cmd)
	return cmd
}

func (v *verifying) run(cmd *cobra.Command, arg string) error {
	id, err := parseID(arg)
	if err != nil {
		return err
	}
	if v.signature == "" && !v.match {
		return usage("there is nothing to check", "Give --signature with the body on standard input, or --match.")
	}
	var body []byte
	if v.signature != "" {
		if body, err = v.body(); err != nil {
			return err
		}
	}
	s, err := v.open(cmd)
	if err != nil {
		return err
	}
	defer s.close()
	s.Usage = nil // a signature does not depend on it
	r, err := s.load(cmd.Context(), s.query(false))
	if err != nil {
		return err
	}
	rows := r.rowsOf(id)
	if err := errors.Join(v.conclude(r, s), r.missing(id, rows)); err != nil {
		return err
	}
	return v.check(r, r.List.Webhooks[rows[0]], body)
}

// body reads the raw body.
func (v *verifying) body() ([]byte, error) {
	if v.Keys != nil {
		return nil, usage("the body of the call is missing on standard input", "Give the file that holds its raw bytes: crmhooks verify ID --signature S < body.json")
	}
	body, err := io.ReadAll(io.LimitReader(v.Stdin, format.MaxBody+1))
	switch {
	case err != nil:
		return nil, failed("standard input cannot be read: "+err.Error(), "")
	case len(body) > format.MaxBody:
		return nil, usage(fmt.Sprintf("the body on standard input is larger than %d MiB", format.MaxBody>>20), "Give the body of one call.")
	}
	return body, nil
}

// check does what was asked for. Every part of it has to match.
func (v *verifying) check(r *reading, w *webhook.Webhook, body []byte) error {
	fine := true
	if v.signature != "" {
		verdict := w.CheckSignature(v.signature, body)
		fine = verdict.Match
		if err := v.say(format.VerdictLines(verdict, w, webhook.Signer(r.List.Webhooks, v.signature, body, w))); err != nil {
			return err
		}
	}
	if v.match {
		equal, err := v.compare(w)
		if err != nil {
			return err
		}
		fine = fine && equal
	}
	if !fine {
		return exitError{1}
	}
	return nil
}

// compare asks for the receiver's secret.
func (v *verifying) compare(w *webhook.Webhook) (equal bool, err error) {
	if v.asker() == nil {
		return false, failed("there is no terminal to ask for the receiver's secret on", "Run it where there is one; a script can check a call with --signature.")
	}
	secret, err := v.prompt("The receiver's secret for webhook " + fmt.Sprint(w.ID))
	if err != nil {
		return false, err
	}
	if secret == "" {
		return false, failed("nothing was typed, so nothing was compared", "Start again and type the secret that the receiver has.")
	}
	match := w.MatchesSecret(secret)
	return match.Equal, v.say(format.MatchLines(match, w))
}

func (v *verifying) say(lines []string) error {
	_, err := io.WriteString(v.Stdout, strings.Join(lines, "\n")+"\n")
	return unwritten(err)
}
