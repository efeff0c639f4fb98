# Vonder. The two commands are `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
VONDER_VAR ?= var
BIN := .venv/bin
export PORT VONDER_VAR

.PHONY: help demo demo-reset test one test-services fmt check node messages shots shots-compare bench mutants setup setup-dev browser clean

help:  ## what each command does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Vonder needs Python 3.11 or newer: install it, or say which one with 'make PYTHON=python3.12 …'."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	@echo "Making a virtual environment in .venv …"
	@$(PYTHON) -m venv .venv

.venv/base.stamp: requirements/base.txt | .venv/bin/python
	@echo "Installing the pinned packages (about a minute the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	@echo "Installing the pinned packages for development …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

locale/nl/LC_MESSAGES/django.mo: locale/nl/LC_MESSAGES/django.po .venv/base.stamp
	@$(BIN)/pybabel --quiet compile -D django -d locale

setup: .venv/base.stamp locale/nl/LC_MESSAGES/django.mo
setup-dev: .venv/dev.stamp locale/nl/LC_MESSAGES/django.mo

demo: setup  ## set everything up and serve the demo world on http://127.0.0.1:$(PORT)
	@VONDER_DEMO=1 $(BIN)/python manage.py demo

demo-reset: setup  ## throw the demo world away and load it again
	@VONDER_DEMO=1 $(BIN)/python manage.py demo --reset --no-serve

node_modules/.package-lock.json: package.json package-lock.json
	@npm ci --silent --no-audit --no-fund
	@touch $@

node:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory --silent node_modules/.package-lock.json; \
	else echo "Node.js is missing: styles and scripts are left alone; only who changes them needs it (on Debian and Ubuntu: apt install npm)."; fi

browser: setup-dev  ## find or install Chromium for the browser tests
	@$(BIN)/python -m tests.browser.chromium

test: setup-dev browser  ## run every test, browser tests included
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

one: setup-dev  ## run one part of the tests in seconds, without a browser: make one T=tests/forum
	@test -n "$(T)" || { echo "Say which part: make one T=tests/forum"; exit 2; }
	@$(BIN)/python -m pytest -q -m "not browser" $(T) $(ARGS)

test-services: setup-dev browser  ## the tests on PostgreSQL and Redis, where both are running; those that ask neither run once
	@$(BIN)/python -m tests.services $(ARGS)

fmt: setup-dev node  ## write Python, templates, styles and scripts the way `make check` wants them
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djangofmt --profile django --line-length 110 --quiet templates
	@if command -v npm >/dev/null; then npx eslint --fix static/js && npx prettier --log-level warn --write static; fi

check: setup-dev node  ## the gate: every check but the tests; `make check ONLY="lint sizes"` runs some
	@$(BIN)/python -m tests.gates $(ONLY)

messages: setup-dev  ## collect the sentences to translate into locale/
	@$(BIN)/python manage.py messages

shots: setup-dev browser  ## pictures of every screen into $(VONDER_VAR)/shots; some: make shots ARGS="'^meeting' nl"
	@VONDER_DEMO=1 $(BIN)/python -m tests.browser.shots $(ARGS)

shots-compare: setup-dev  ## which pictures differ, pixel by pixel: make shots-compare BEFORE=folder AFTER=folder
	@test -n "$(BEFORE)" -a -n "$(AFTER)" || { echo "Say which two folders: make shots-compare BEFORE=var/shots-main AFTER=var/shots"; exit 2; }
	@$(BIN)/python -m tests.browser.compare "$(BEFORE)" "$(AFTER)"

mutants: setup-dev  ## prove that the tests see: make a chosen list of mistakes, one at a time (W="forum" for some)
	@$(BIN)/python -m tests.mutants $(W)

bench: setup-dev  ## measure pages and sockets on a fixed data set
	@$(BIN)/python -m tests.bench.run

clean:
	rm -rf .venv var
