# What people do here, a target each. Needs python3 (3.11 or later) with venv, and make; the browser tests also need
# Chromium, Java and npm. HOST and PORT say where the demo is served; DATABASE_URL takes tests to another database.

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
BENCH_SIZE ?= 10k
PYTEST_ARGS ?=
export HOST PORT BENCH_SIZE

BIN := $(VENV)/bin
MANAGE := $(BIN)/python example_site/manage.py

.DEFAULT_GOAL := help
.PHONY: help demo demo-data test endurance browser bench docs package clean

help: ## Show what there is to do
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

demo: demo-data ## Load the demo and serve it on http://HOST:PORT/ (127.0.0.1:8000)
	$(MANAGE) runserver --noreload $(HOST):$(PORT)

demo-data: $(VENV)/.demo ## Load the demo content, print the logins, serve nothing
	@mkdir -p var
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_demo

test: $(VENV)/.test ## Run the tests, the import contracts and the linter
	$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)
	$(BIN)/lint-imports --no-cache
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

endurance: $(VENV)/.test ## Run the tests of many presses at once
	$(BIN)/python -m pytest tests/endurance --ds=tests.endurance.settings $(PYTEST_ARGS)

browser: $(VENV)/.browser node_modules/.package-lock.json ## Run the tests that need a browser
	$(BIN)/python -m pytest tests/browser --ds=example_site.settings -n 2 --dist loadfile $(PYTEST_ARGS)

bench: $(VENV)/.test ## Measure the public pages against a bare Wagtail page (BENCH_SIZE=1k, 10k or 100k)
	$(BIN)/python -m tests.bench

docs: $(VENV)/.test ## Check that README and docs are true
	$(BIN)/python -m pytest tests/house/test_docs.py $(PYTEST_ARGS)

package: $(VENV)/.test $(VENV)/.release ## Build the wheel and try it in a new Wagtail project, by the README's own lines
	$(BIN)/python -m pytest tests/packaging $(PYTEST_ARGS)

clean: ## Remove what the targets above have made
	rm -rf $(VENV) node_modules var build dist *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One environment; each stamp stands for a group of pyproject.toml installed in it. `pip install --group` needs pip 25.1.
$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.%: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq --editable . --group $*
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund --silent
	@touch $@
