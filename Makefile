# The usual targets. .ci/run is the one place that knows every check.

.PHONY: build test check demo clean

build: ## one static binary
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o crmhooks .

test: ## the tests alone
	go test -race ./...

check: ## everything that has to pass
	bash .ci/run

demo: ## the console on the built-in tenant
	go run . --demo

clean:
	rm -rf crmhooks dist
