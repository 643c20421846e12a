.DEFAULT_GOAL := build
FLAGS := --explicit-target-dependency-import-check error

.PHONY: build test
build:
	swift build $(FLAGS)
test:
	swift test $(FLAGS) $(if $(FILTER),--filter '$(FILTER)')
