package screen_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"crmhooks/ui/screen"
)

// BenchmarkDraw is a picture of 120x40 cells in which the selected row has moved by one, and one that is drawn as a whole.
func BenchmarkDraw(b *testing.B) {
	picture := func(selected int) string {
		var lines []string
		for y := range 40 {
			line := fmt.Sprintf("   \x1b[32m✓ active\x1b[0m  Integration %d  \x1b[2msale.created +3   https://host%d.example.com/hooks\x1b[0m", y, y)
			if y == selected {
				line = "\x1b[7m" + screen.Here(" ") + fmt.Sprintf("❯ ✓ active  Integration %d  sale.created +3   https://host%d.example.com/hooks", y, y) + "\x1b[0m"
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	}
	pictures := []string{picture(10), picture(11)}
	for _, whole := range []bool{false, true} {
		b.Run(map[bool]string{false: "step", true: "whole"}[whole], func(b *testing.B) {
			s := screen.New(io.Discard)
			s.Resize(120, 40)
			for i := 0; b.Loop(); i++ {
				if whole {
					s.Resize(120, 40)
				}
				s.Draw(pictures[i%2])
			}
		})
	}
}
