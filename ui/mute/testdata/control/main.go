// Command control is a program that imports Bubble Tea without package mute: it shows what the package is good for.
package main

import (
	"fmt"

	_ "github.com/charmbracelet/bubbletea"
)

func main() { fmt.Println("control") }
