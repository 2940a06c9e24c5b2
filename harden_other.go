//go:build !linux

package main

// harden does nothing where there is no such means.
func harden() {}
