# The commands of everyday work; README.md and CONTRIBUTING.md say when to use which.
.DEFAULT_GOAL := build
.NOTPARALLEL:

SWIFT ?= swift
# An import of a module that Package.swift does not list as a dependency fails the build.
FLAGS := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib $(FLAGS)
SOURCES := Package.swift Sources Tests

export SWIFT

.PHONY: build release demo test format lint check sanitize fuzz bench throughput hostile unit clean prepare

## a debug build
build:
	$(SWIFT) build $(FLAGS)

## .build/release/rassegna, which needs no Swift toolchain to run
release: prepare
	$(SWIFT) build $(RELEASE) --product rassegna

## today's digest of the sample feeds, below ./demo
demo: release
	config/demo/demo.sh

## all tests, or those that FILTER names
test: prepare
	$(SWIFT) test --disable-xctest $(FLAGS) $(if $(FILTER),--filter '$(FILTER)')

## rewrites the sources in the one style
format:
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

## style, layers, budgets, the systemd unit
lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	.ci/budgets
	.ci/unit

## what every push has passed
check: lint test

## all tests under the thread and then the address sanitizer
sanitize: prepare
	.ci/sanitize $(FLAGS)

## feeds each reader what libFuzzer thinks of, for SECONDS (60): all, or those that TARGET names
fuzz: prepare
	.ci/fuzz $(or $(SECONDS),60) $(TARGET)

## a cold and a warm cycle beside their limit in C
bench: release
	@packaging/prepare packaging/bench-depends
	Benchmarks/bench.py $(BENCH)

## how fast documents are read, beside a bare pass of libxml2 over them
throughput: release
	@packaging/prepare packaging/bench-depends
	Benchmarks/throughput.py $(BENCH)

## hostile HTML, made safe and opened in headless Chromium: nothing may fire; CASES names a file
hostile: release
	@packaging/prepare packaging/hostile-depends
	Tests/Hostile/hostile.py $(if $(CASES),--cases '$(CASES)')

.PHONY: faults
## the program among full disks, damaged databases and the like; as root
faults: build
	.ci/faults

clean:
	rm -rf .build demo

prepare:
	@packaging/prepare
