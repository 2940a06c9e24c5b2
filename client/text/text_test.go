package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestOrdinaryTextComesThroughUnchanged(t *testing.T) {
	for _, s := range []string{
		"", "Ticket System Integration", "Blåbærsyltetøy på Ålesund", "注文の同期", "مزامنة الطلبات", "סנכרון הזמנות", "क्षेत्र", "क्\u200dष", "می\u200cخواهم",
		"ไทย", "👩‍💻 team", "👨‍👩‍👧‍👦", "❤️", "1️⃣", "🏳️‍🌈", "🇳🇴", "🏴", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 flag", "Ünïcödé", "e\u0301", "葛󠄀", "각 ᄒᆞᆫ글", "한국어 웹훅", "ลูกค้าใหม่ที่สั่งซื้อ", "நிறுவனம்", "মাইক্রোসফট", "ကုမ္ပဏီ", "བོད་སྐད་", "កម្ពុជា", "कार्त्स्न्य", "श्री", "Việt Nam đặt hàng",
		"السَّلَامُ عَلَيْكُمْ", "בְּרֵאשִׁ֖ית", "👍🏽 ok", "👩🏻‍❤️‍💋‍👨🏿", "👨🏻‍👩🏼‍👧🏽‍👦🏾", "🧑🏿‍🚀", "☝🏽", "naïve – “quoted” … €",
	} {
		if got := Line(s); got != s {
			t.Errorf("Line(%+q) = %+q, want it unchanged", s, got)
		}
	}
}

func TestHostileTextLeavesOneMark(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"CSI":                      {"a\x1b[31mb", "a\uFFFDb"},
		"CSI in C1":                {"a\u009b31mb", "a\uFFFDb"},
		"OSC with BEL":             {"a\x1b]52;c;aGk=\ab", "a\uFFFDb"},
		"OSC with ST":              {"a\x1b]0;title\x1b\\b", "a\uFFFDb"},
		"OSC in C1":                {"a\u009d52;c;aGk=\u009cb", "a\uFFFDb"},
		"OSC without end":          {"a\x1b]52;c;aGk=", "a\uFFFD52;c;aGk="},
		"DCS":                      {"a\x1bPq#0\x1b\\b", "a\uFFFDb"},
		"APC":                      {"a\x1b_Gq\x1b\\b", "a\uFFFDb"},
		"PM":                       {"a\x1b^x\x1b\\b", "a\uFFFDb"},
		"SOS":                      {"a\x1bXx\x1b\\b", "a\uFFFDb"},
		"charset":                  {"a\x1b(0b", "a\uFFFDb"},
		"reset":                    {"a\x1bcb", "a\uFFFDb"},
		"lone ESC":                 {"a\x1b", "a\uFFFD"},
		"CSI without end":          {"a\x1b[31", "a\uFFFD"},
		"C0":                       {"a\x00\x07\x08b", "a\uFFFDb"},
		"DEL":                      {"a\x7fb", "a\uFFFDb"},
		"override":                 {"a\u202eb", "a\uFFFDb"},
		"isolate":                  {"a\u2066b\u2069", "a\uFFFDb\uFFFD"},
		"zero-width space":         {"pay\u200bpal", "pay\uFFFDpal"},
		"byte order mark":          {"a\ufeffb", "a\uFFFDb"},
		"joiner in Latin":          {"pay\u200dpal", "pay\uFFFDpal"},
		"non-joiner in Latin":      {"pay\u200cpal", "pay\uFFFDpal"},
		"soft hyphen":              {"pay\u00adpal", "pay\uFFFDpal"},
		"selector on a letter":     {"a\ufe0fb", "a\uFFFDb"},
		"tags without a flag":      {"a\U000e0041\U000e0042b", "a\uFFFDb"},
		"flag tags without an end": {"🏴\U000e0067b", "🏴\uFFFDb"},
		"Hangul filler":            {"a\u3164b", "a\uFFFDb"},
		"invalid byte":             {"a\xffb", "a\uFFFDb"},
		"raw C1 byte":              {"a\x9b31mb", "a\uFFFD31mb"},
		"noncharacter":             {"a\ufdd0b", "a\uFFFDb"},
		"leading mark":             {"\u0301a", "\uFFFDa"},
		"leading spacing mark":     {"\u0903a", "\uFFFDa"},
		"unassigned":               {"a\u0378\U0003fff0b", "a\uFFFDb"},
		"signs of Arabic":          {"\u0600a\u06ddb", "\uFFFDa\uFFFDb"},
		"skin tone on a letter":    {"a\U0001f3fbb", "a\uFFFDb"},
		"two skin tones":           {"👍\U0001f3fb\U0001f3fc", "👍\U0001f3fb\uFFFD"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Line(c.in); got != c.want {
				t.Errorf("Line(%+q) = %+q, want %+q", c.in, got, c.want)
			}
		})
	}
}

func TestLineEndsAndTabsBecomeBlanks(t *testing.T) {
	if got, want := Line("a\tb\nc\r\nd\re\u2028f"), "a b c d e f"; got != want {
		t.Errorf("Line = %q, want %q", got, want)
	}
	if got, want := Lines("a\tb\nc\r\nd\x1b[2Je"), "a b\nc\nd\uFFFDe"; got != want {
		t.Errorf("Lines = %q, want %q", got, want)
	}
}

func TestTowersOfMarksAreCut(t *testing.T) {
	got := Line("z" + strings.Repeat("\u0336", 500))
	if n := strings.Count(got, "\u0336"); n > maxMarks {
		t.Errorf("%d combining marks were kept on one letter, want at most %d", n, maxMarks)
	}
	if !strings.Contains(got, Mark) {
		t.Errorf("nothing shows that marks were removed: %+q", got)
	}
}

// What a terminal may draw as many places and another program counts as one has a bound, for one character and for a text.
func TestPilesAreCut(t *testing.T) {
	for name, c := range map[string]struct {
		piece string
		most  int // code points that stay of 400 pieces in a row
	}{
		"Hangul consonants":  {"\u1100", 7},
		"Hangul vowels":      {"\u1161", 7},
		"syllables in one":   {"\u1100\u1161", 7},
		"spacing marks":      {"\u0903", 10},
		"marks":              {"\u0301", 10},
		"marks and joiners":  {"\u0903\u200c", 20},
		"signs of Arabic":    {"\u0600", 1},
		"skin tones":         {"\U0001f3fb", 1},
		"variation selector": {"\ufe0f", 1},
	} {
		for _, base := range []string{"", "क"} {
			got := Line(base + strings.Repeat(c.piece, 400))
			if n := utf8.RuneCountInString(got); n > c.most+len(base) {
				t.Errorf("%s after %q: %d code points stay: %+q", name, base, n, got)
			}
		}
	}
	for name, piece := range map[string]string{"emoji": "👩\u200d", "conjuncts": "क\u094d", "towers": "e\u0301\u0301\u0301\u0301"} {
		got := Line(strings.Repeat(piece, 400))
		if !strings.Contains(got, Mark) {
			t.Errorf("a chain of %s stays whole", name)
		}
	}
	if got := Line(strings.Repeat("e\u0301\u0301\u0301\u0301", 400)); strings.Count(got, "\u0301") > maxMarks+markShare*400 {
		t.Errorf("%d marks stay on 400 letters", strings.Count(got, "\u0301"))
	}
}

func FuzzCleanTextIsSafeAndStable(f *testing.F) {
	for _, s := range []string{"", "plain", "\x1b[31mred", "\x1b]52;c;x\a", "\u202eabc", "👩‍💻", "\xff\xfe", "a\u200db", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "\x1b]\n\x1bP\x9c", "e\u0301\u0301", "\u1100\u1100\u1161", "क\u094d\u200dक", "👍🏽🏽", "\u0600a\u0903\u0378"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		line := Line(s)
		if strings.ContainsRune(line, '\n') {
			t.Errorf("Line(%+q) holds a line end", s)
		}
		for _, out := range []string{line, Lines(s)} {
			if !utf8.ValidString(out) {
				t.Errorf("clean(%+q) is not UTF-8", s)
			}
			for _, r := range out {
				if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || unicode.Is(unicode.Cs, r)) {
					t.Errorf("clean(%+q) holds %U", s, r)
				}
			}
		}
		if again := Line(line); again != line {
			t.Errorf("cleaning twice differs: %+q, then %+q", line, again)
		}
		if s != "" && line == "" && strings.Trim(s, "\r\n") != "" {
			t.Errorf("Line(%+q) is empty without a mark", s)
		}
	})
}

// A megabyte of unterminated strings took minutes when each was searched to the end.
func TestManyUnterminatedStringsAreCleanedInOnePass(t *testing.T) {
	if got := Line(strings.Repeat("\u009d", 1<<20)); got != Mark {
		t.Errorf("Line gave %d bytes, want one mark", len(got))
	}
}
