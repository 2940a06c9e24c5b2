package config

import _ "embed"

//go:embed example.toml
var example string

// Example is a configuration file that changes nothing: every key stands in it, commented out, with what it means.
func Example() string { return example }
