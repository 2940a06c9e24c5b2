package format

import (
	"crmhooks/client/secret"
	"crmhooks/client/webhook"
)

// MaxBody is how many bytes the body of a call may have, wherever it comes from. The vendor's are a few kilobytes.
const MaxBody = 16 << 20

// VerdictLines says what a check of a signature found, in sentences. other is another webhook whose secret made the signature, nil for none.
func VerdictLines(v secret.Verdict, w *webhook.Webhook, other *webhook.Webhook) []string {
	who := "webhook " + id(w.ID) + " (" + Title(w) + ")"
	switch {
	case !v.Checked():
		return []string{"Not checked: " + v.Problem + "."}
	case v.Match:
		return []string{"Match: the secret of " + who + " made this signature over this body."}
	case v.Nearly != "":
		return []string{"No match as it stands. The secret of " + who + " made it " + v.Nearly + "."}
	case other != nil:
		return []string{"No match: not the secret of " + who + ", but that of webhook " + id(other.ID) + " (" + Title(other) + ") made this signature over this body."}
	}
	return []string{
		"No match: the secret of " + who + " did not make this signature over this body.",
		"Tried as well: line ends, byte order marks and encodings of the body, its JSON reformatted, hex and other forms of the signature, keys that a receiver has " +
			"read wrongly, and the secrets of the other webhooks over this body as it stands. What remains: another body, another secret, or a signature of another call.",
	}
}

// MatchLines says whether a receiver has the secret of a webhook.
func MatchLines(m secret.Match, w *webhook.Webhook) []string {
	who := "webhook " + id(w.ID) + " (" + Title(w) + ")"
	switch {
	case m.Problem != "":
		return []string{"Not compared: " + m.Problem + "."}
	case m.Equal:
		return []string{"Match: the receiver has the secret of " + who + "."}
	case m.Blanks:
		return []string{"No match as it stands: without the blanks around it, it is the secret of " + who + "."}
	}
	return []string{"No match: this is not the secret of " + who + "."}
}
