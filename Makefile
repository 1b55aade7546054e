# Needs Python 3.11 or later and git. Without make: see the README.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-fast check clean

run: $(VENV)/.run-installed ## serve the dashboard on this machine, with editing
	@$(BIN)/python -m extract --check > /dev/null 2>&1 || $(BIN)/python -m extract \
		|| echo "The tables could not be brought up to date; they are served as they are."
	@$(BIN)/python app.py --edit

test: $(VENV)/.test-installed ## every test, those in a real browser included
	@$(BIN)/python -m tests.e2e.browser
	@$(BIN)/python -m pytest

test-fast: $(VENV)/.test-installed ## every test that needs no browser
	@$(BIN)/python -m pytest -m "not browser"

check: $(VENV)/.run-installed ## every problem of the tables and of their fit to the documents
	@$(BIN)/python -m monitor check
	@$(BIN)/python -m extract --check

clean: ## remove what the other targets made; the data stay
	rm -rf $(VENV) .pytest_cache test-results
	find app.py pages extract monitor tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed; name one with: make PYTHON=python3.12 run"; exit 1; }
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run-installed: requirements.txt | $(BIN)/python
	@echo "Installing requirements.txt into $(VENV)"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.test-installed: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing requirements-dev.txt into $(VENV)"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/.run-installed
