# Vonder. The two commands are `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
VONDER_VAR ?= var
BIN := .venv/bin
export PORT VONDER_VAR

.PHONY: help demo demo-reset test test-services fmt check messages shots bench setup setup-dev browser clean

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
	@command -v npm >/dev/null || { echo "Node.js is missing: only who changes styles or scripts needs it, for 'make fmt' and 'make check' (on Debian and Ubuntu: apt install npm)."; exit 1; }
	@npm ci --silent --no-audit --no-fund
	@touch $@

browser: setup-dev  ## find or install Chromium for the browser tests
	@$(BIN)/python -m tests.browser.chromium

test: setup-dev browser  ## run every test, browser tests included
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

test-services: setup-dev browser  ## the same tests on PostgreSQL and Redis, where both are running
	@$(BIN)/python -m tests.services $(ARGS)

fmt: setup-dev node_modules/.package-lock.json  ## write Python, templates, styles and scripts the way `make check` wants them
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djangofmt --profile django --line-length 110 --quiet templates
	@npx prettier --log-level warn --write static

check: setup-dev node_modules/.package-lock.json  ## the gate: lint, format, floors, migrations, templates, translations, deploy check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djangofmt --profile django --line-length 110 --check templates
	@npx prettier --log-level warn --check static
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py templates
	@$(BIN)/python manage.py messages --check
	@VONDER_ENV=production SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" ALLOWED_HOSTS=vonder.example SITE_URL=https://vonder.example $(BIN)/python manage.py check --deploy --fail-level WARNING

messages: setup-dev  ## collect the sentences to translate into locale/
	@$(BIN)/python manage.py messages

shots: setup-dev browser  ## pictures of every screen into $(VONDER_VAR)/shots
	@VONDER_DEMO=1 $(BIN)/python -m tests.browser.shots

bench: setup-dev  ## measure pages and sockets on a fixed data set
	@$(BIN)/python -m tests.bench.run

clean:
	rm -rf .venv var
