# The usual targets. .ci/run is the one place that knows every check.

.PHONY: build test check bench bench-tty vuln docs demo clean

build: ## one static binary
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -buildid=' -o crmhooks .

test: ## the tests alone
	go test -race ./...

check: ## everything that has to pass
	bash .ci/run

bench: ## the benchmarks, as a table; BENCH=Decode chooses, COUNT=5 repeats
	bash .ci/bench

bench-tty: build ## the built program on a terminal, next to curl | jq | fzf
	go run ./.ci/benchtty -n $(or $(N),10000) -runs $(or $(RUNS),5)

vuln: ## known vulnerabilities in what we use; asks vuln.go.dev
	go run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...

docs: ## docs/errors.md from the errors themselves
	go test ./client -run TestTheTableOfErrors -update

demo: ## the console on the built-in tenant
	go run . --demo

clean:
	rm -rf crmhooks dist
