package wire

import (
	"hash/maphash"

	"crmhooks/client/webhook"
)

// known are the webhooks of an earlier answer. One that comes again as it was need not be read again.
type known struct {
	salt uint64 // of the question: who asked, and how
	by   map[sum]*webhook.Webhook
}

// sum stands for the bytes of a webhook as they came, with the question that they answer. In one run of the program it is the same for the same ones alone.
type sum uint64

// seed differs in every run, so that nobody can make two sums the same.
var seed = maphash.MakeSeed()

func remember(o Options) known {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, c := range o.Own {
		maphash.WriteComparable(&h, c)
	}
	maphash.WriteComparable(&h, o.Tenant)
	maphash.WriteComparable(&h, o.Requested)
	maphash.WriteComparable(&h, o.NoLastErrors)
	k := known{salt: h.Sum64(), by: make(map[sum]*webhook.Webhook, len(o.Known))}
	for _, w := range o.Known {
		if e, late := w.Rest.(*element); late {
			k.by[e.sum] = w
		}
	}
	return k
}

func (k known) sum(raw []byte) sum { return sum(maphash.Bytes(seed, raw) ^ k.salt) }
