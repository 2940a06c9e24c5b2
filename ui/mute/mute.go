// Package mute keeps a terminal that never answers from stalling the start.
//
// Importing Bubble Tea v1 makes the program ask the terminal for its background colour before main runs, and wait five seconds for the answer,
// for "crmhooks version" too. The question is not asked when the answer is already set. Go initialises packages that are ready in the
// order of their import paths, so this package, which needs nothing but Lip Gloss and whose path sorts before github.com/charmbracelet/bubbletea,
// sets it in time. No style of ours depends on the background. This is the one init of the project.
package mute

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
