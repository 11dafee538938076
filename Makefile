# What people type here. Needs Python 3.11 or newer and make; no root, no system packages.

PYTHON ?= python3
PYTEST_ARGS ?= -n 2
UV_VERSION := 0.13.9
BIN := .venv/bin

UV := UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy $(BIN)/uv
PIP := PIP_QUIET=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_REQUIRE_VIRTUALENV=0
SYNC := $(UV) sync --frozen --inexact --quiet

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench faults mutants docs clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/dev.stamp  ## install everything a developer needs into .venv

demo: .venv/run.stamp  ## build a synthetic county and ask it the main questions
	@$(BIN)/ptaudit demo

test: .venv/dev.stamp  ## run every test
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

check: .venv/dev.stamp  ## lint, format, types, import contracts, documentation
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest -q tests/docs

bench: .venv/dev.stamp  ## measure, side by side with the peers, and print the table
	@$(BIN)/python -m bench

faults: .venv/dev.stamp  ## fail, cut and kill what is beneath the ledger; write docs/reliability.md: EVERY=3
	@$(BIN)/python -m tests.faults $(EVERY)

mutants: .venv/dev.stamp  ## change the rules step by step, count what no test notices: THEMES="ranking"
	@$(BIN)/python tools/mutants.py $(THEMES)

docs: .venv/dev.stamp  ## write the generated pages, run every example in docs/, follow every link
	@$(BIN)/python -m tests.docs.reference
	@$(BIN)/python -m pytest -q tests/docs

clean:  ## remove what was built or cached, not .venv
	@rm -rf build dist demo .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache \
	  .hypothesis .import_linter_cache
	@find src cli tests bench docs -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# Set-up runs once, and again when the lock changes; dev.stamp follows run.stamp, so -j is safe.
.venv/run.stamp: uv.lock pyproject.toml | $(BIN)/uv
	@echo "Installing ptaudit into .venv ..."
	@$(SYNC) --no-dev
	@touch $@

.venv/dev.stamp: .venv/run.stamp
	@echo "Installing the development tools into .venv ..."
	@$(SYNC)
	@touch $@

# uv comes from pip, of this Python or of the new .venv; else from PATH; else as uv.lock names it.
$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "ptaudit needs Python 3.11 or newer; name one: make PYTHON=python3.12 demo" >&2; exit 1; }
	@echo "Creating .venv ..."
	@$(PYTHON) -m venv --without-pip .venv
	@if $(PYTHON) -m pip --version >/dev/null 2>&1; then \
	  $(PIP) $(PYTHON) -m pip --python $(BIN)/python install uv==$(UV_VERSION); \
	elif $(BIN)/python -m ensurepip >/dev/null 2>&1; then \
	  $(PIP) $(BIN)/python -m pip install uv==$(UV_VERSION); \
	elif command -v uv >/dev/null; then ln -s "$$(command -v uv)" $@; \
	else $(PYTHON) tools/get_uv.py $@; fi
