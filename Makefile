# The commands of everyday work; README.md and CONTRIBUTING.md say when to use which.
.DEFAULT_GOAL := build
.NOTPARALLEL:

SWIFT ?= swift
# An import of a module that Package.swift does not list as a dependency fails the build.
FLAGS := --explicit-target-dependency-import-check error
# Symbols are bound at the start, so that their table can be read-only while feeds are read.
HARDENING := -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now
RELEASE := -c release --static-swift-stdlib $(HARDENING) $(FLAGS)
SOURCES := Package.swift Sources Tests

# Where `make install` puts what; DESTDIR stands before each, for packages.
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
UNITDIR ?= $(PREFIX)/lib/systemd/system
SYSUSERSDIR ?= $(PREFIX)/lib/sysusers.d
MANDIR ?= $(PREFIX)/share/man
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
PROGRAM := .build/release/rassegna

export SWIFT

.PHONY: build release demo test format lint check sanitize crash fuzz bench bench-stories throughput hostile \
  clean install uninstall deb systemd-test deb-test faults prepare

## a debug build
build:
	$(SWIFT) build $(FLAGS)

## .build/release/rassegna, which needs no Swift toolchain to run
release: prepare
	$(SWIFT) build $(RELEASE) --product rassegna

## today's digest of the sample feeds, below ./demo
demo: release
	config/demo/demo.sh

## all tests, or those that FILTER names; where CI is set, one after the other, and then the fuzzers
test: prepare
	$(SWIFT) test --disable-xctest $(FLAGS) $(if $(CI),--no-parallel) $(if $(FILTER),--filter '$(FILTER)')
	$(if $(CI),.ci/fuzz 5)

## rewrites the sources in the one style
format:
	$(SWIFT) format format --in-place --parallel --recursive $(SOURCES)

## style, layers, budgets, the systemd unit, the manual pages
lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)
	.ci/budgets
	.ci/unit
	.ci/manual

## what every push has passed
check: lint test

## all tests under the thread and then the address sanitizer
sanitize: prepare
	.ci/sanitize $(FLAGS)

## feeds each reader what libFuzzer thinks of, for SECONDS (60): all, or those that TARGET names
fuzz: prepare
	.ci/fuzz $(or $(SECONDS),60) $(TARGET)

## kill -9 in the middle of 200 (KILLS) polls and as many digests: nothing is lost, told or mailed twice
crash: prepare
	CRASH_KILLS=$(or $(KILLS),200) $(SWIFT) test --disable-xctest $(FLAGS) --filter CrashTests

## a cold and a warm cycle beside their limit in C
bench: release
	@packaging/prepare packaging/bench-depends
	Benchmarks/bench.py $(BENCH)
	@$(MAKE) --no-print-directory bench-stories BENCH=

## how fast stories are recognised, beside a MinHash in C; up to a million items (BENCH="--window N")
bench-stories: prepare
	@packaging/prepare packaging/bench-depends
	$(SWIFT) build $(RELEASE) --product StoryBench
	Benchmarks/stories.py $(BENCH)

## how fast documents are read, beside a bare pass of libxml2 over them
throughput: release
	@packaging/prepare packaging/bench-depends
	Benchmarks/throughput.py $(BENCH)

## hostile HTML, made safe and opened in headless Chromium: nothing may fire; CASES names a file
hostile: release
	@packaging/prepare packaging/hostile-depends
	Tests/Hostile/hostile.py $(if $(CASES),--cases '$(CASES)')

## the program among full disks, damaged databases and the like; as root
faults: build
	.ci/faults

## the program, unit, user, manual pages, completion; a configuration only where there is none
install:
	@[ -x $(PROGRAM) ] || { echo "There is no $(PROGRAM): 'make release' builds it." >&2; exit 1; }
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/rassegna
	install -d $(DESTDIR)$(UNITDIR) $(DESTDIR)$(BASHDIR) $(DESTDIR)$(ZSHDIR) $(DESTDIR)$(FISHDIR)
	sed 's|/usr/bin/rassegna|$(PREFIX)/bin/rassegna|g' systemd/rassegna.service \
	  >$(DESTDIR)$(UNITDIR)/rassegna.service
	install -D -m 644 packaging/sysusers.d/rassegna.conf $(DESTDIR)$(SYSUSERSDIR)/rassegna.conf
	install -D -m 644 docs/rassegna.1 $(DESTDIR)$(MANDIR)/man1/rassegna.1
	install -D -m 644 docs/rassegna.toml.5 $(DESTDIR)$(MANDIR)/man5/rassegna.toml.5
	install -D -m 644 docs/rassegna.8 $(DESTDIR)$(MANDIR)/man8/rassegna.8
	$(PROGRAM) completion bash >$(DESTDIR)$(BASHDIR)/rassegna
	$(PROGRAM) completion zsh >$(DESTDIR)$(ZSHDIR)/_rassegna
	$(PROGRAM) completion fish >$(DESTDIR)$(FISHDIR)/rassegna.fish
	[ -e $(DESTDIR)$(SYSCONFDIR)/rassegna/rassegna.toml ] || \
	  install -D -m 644 config/rassegna.toml $(DESTDIR)$(SYSCONFDIR)/rassegna/rassegna.toml

## takes away what install put there, but for the configuration
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/rassegna $(DESTDIR)$(UNITDIR)/rassegna.service \
	  $(DESTDIR)$(SYSUSERSDIR)/rassegna.conf $(DESTDIR)$(MANDIR)/man1/rassegna.1 \
	  $(DESTDIR)$(MANDIR)/man5/rassegna.toml.5 $(DESTDIR)$(MANDIR)/man8/rassegna.8 \
	  $(DESTDIR)$(BASHDIR)/rassegna $(DESTDIR)$(ZSHDIR)/_rassegna $(DESTDIR)$(FISHDIR)/rassegna.fish

## .build/deb/rassegna_VERSION_ARCHITECTURE.deb, looked at by lintian
deb: release
	@packaging/prepare packaging/deb-depends
	packaging/deb

## installs the package into an empty Debian without Swift, uses, upgrades and purges it
deb-test:
	packaging/deb-test

## the service under a real systemd, in a container
systemd-test: release
	systemd/test

clean:
	rm -rf .build demo

prepare:
	@packaging/prepare
