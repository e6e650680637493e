# Two commands: make run, make test. `make` alone lists them all.

PYTHON ?= python3
export PORT ?= 8000
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
# A production environment, to check the settings against.
PRODUCTION := DEBUG=no HTTPS=yes ALLOWED_HOSTS=example.org SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))")

.PHONY: help run serve prepare test test-tools test-postgres check requirements messages bench screenshots
.DELETE_ON_ERROR:

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# Running

run: .venv/installed staticfiles/collected ## start Lateral with its demo on http://127.0.0.1:8000/ (another port: make run PORT=8001)
	@DEMO=yes exec $(BIN)/gunicorn --config config/gunicorn.py

serve: .venv/installed staticfiles/collected ## start Lateral without the demo, as on a public server
	@exec $(BIN)/gunicorn --config config/gunicorn.py

prepare: .venv/installed staticfiles/collected ## install, migrate and collect the static files, and start nothing
	@$(MANAGE) migrate --skip-checks --verbosity 0

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Lateral needs Python 3.11 or newer. Name it: make run PYTHON=python3.11")'
	@echo "Installing what requirements.txt pins into .venv …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

# The folders too: they change when a file is taken away.
staticfiles/collected: .venv/installed config/storage.py $(shell find static)
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@

# Testing

test: .venv/installed-dev test-tools test-postgres ## install what the tests need and run them all
	$(BIN)/pytest -n 2

check: .venv/installed-dev ## run ruff, mypy, Django's check of a production setup, and look for missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@echo "manage.py check --deploy"; $(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what requirements-dev.txt pins into .venv …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

test-tools: .venv/installed-dev ## install a browser, Node, gettext and PostgreSQL for the tests, where they are missing
	@tests/tools.sh

test-postgres: .venv/installed-dev ## run the tests of models, API and admin on a real PostgreSQL
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n 2 tests/sources tests/annotate

# Keeping

requirements: .venv/installed ## compile requirements.txt and requirements-dev.txt anew from pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet --upgrade --group dev -c requirements.txt -o requirements-dev.txt

messages: .venv/installed ## collect the strings for the translators and compile what they translated
	$(MANAGE) makemessages --locale fr --locale ar --no-obsolete --ignore .venv --ignore staticfiles --ignore "tests/*" --add-location file --no-wrap
	$(MANAGE) makemessages --locale fr --locale ar --no-obsolete --ignore .venv --ignore staticfiles --ignore "tests/*" --add-location file --no-wrap --domain djangojs
	$(MANAGE) compilemessages --ignore .venv

bench: .venv/installed-dev staticfiles/collected ## measure speed and memory, and print a table
	@$(BIN)/python -m tests.bench

screenshots: .venv/installed-dev staticfiles/collected ## take the pictures of the README anew
	@$(BIN)/python -m docs.screenshots
