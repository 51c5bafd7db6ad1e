# Needs make and Python 3.11 or newer; everything else is installed into .venv.
# Choose the interpreter with  make PYTHON=/path/to/python3.12 …

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
INSTALL := UV_COMPILE_BYTECODE=1 $(UV) pip install --quiet --require-hashes
INSTALL_PROJECT := $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
PYTEST := $(BIN)/python -m pytest

BENCH_VENV := .venv-bench
BENCH_PYTHON := $(BENCH_VENV)/bin/python

LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --custom-compile-command "make lock" $(LOCK_OPTIONS)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-dev demo test test-slow check fix docs bench lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/run.stamp $(VENV)/project.stamp ## What a user needs: Paraph and its libraries, in .venv

setup-dev: $(VENV)/dev.stamp $(VENV)/project.stamp ## The same, with the tools of the tests and checks

demo: setup ## Write the brief of the Hanoi 2019 example to out/hanoi-2019
	$(BIN)/paraph brief examples/hanoi-2019 --out out/hanoi-2019

test: setup-dev ## The everyday tests
	$(PYTEST) -n 2 -m "not slow"

test-slow: setup-dev ## The tests that take longer
	$(PYTEST) -n 2 -m slow

check: setup-dev ## Lint, formatting, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fix: setup-dev ## Mend what lint and formatting can mend by themselves
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: setup-dev ## Write what the docs draw from the code; run their examples; check that they are complete
	$(BIN)/python docs/reference/write_commands.py > docs/reference/commands.md
	$(BIN)/python docs/reference/write_infer_json.py > docs/reference/infer-json.md
	$(BIN)/python docs/pictures/draw_brief.py
	$(PYTEST) tests/docs

bench: $(BENCH_VENV)/stamp ## Measure speed and accuracy, beside NegMAS, in .venv-bench
	$(BENCH_PYTHON) -m benchmarks

lock: $(VENV)/tools.stamp ## Resolve requirements/ anew from pyproject.toml (LOCK_OPTIONS=--upgrade for newer)
	$(LOCK) pyproject.toml --output-file requirements/run.lock
	$(LOCK) pyproject.toml --all-extras --group dev \
	  --constraints requirements/run.lock --output-file requirements/dev.lock
	$(LOCK) --group tools --constraints requirements/dev.lock --output-file requirements/tools.lock
	$(LOCK) pyproject.toml --group bench \
	  --constraints requirements/dev.lock --output-file requirements/bench.lock

clean: ## Remove the environments, caches and whatever a run has written
	rm -rf $(VENV) $(BENCH_VENV) out build dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is written when its lock has been installed. Installing adds and never removes, so that
# `make demo` after `make test` leaves the tools of the tests where they are.

$(BIN)/python:
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3; do \
	  if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	      >/dev/null 2>&1; then \
	    echo "Preparing $(VENV) with $$("$$python" --version)"; \
	    exec "$$python" -m venv $(VENV); \
	  fi; \
	done; \
	echo "Paraph needs Python 3.11 or newer with its venv module, and found none." >&2; \
	echo "On Debian or Ubuntu: apt-get install python3 python3-venv." >&2; \
	echo "Or name an interpreter: make PYTHON=/path/to/python3.12" >&2; \
	exit 1

$(VENV)/tools.stamp: requirements/tools.lock | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/run.stamp: requirements/run.lock $(VENV)/tools.stamp
	@$(INSTALL) --python $(BIN)/python -r $<
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/tools.stamp
	@$(INSTALL) --python $(BIN)/python -r $<
	@touch $@

$(VENV)/project.stamp: pyproject.toml $(VENV)/tools.stamp
	@$(INSTALL_PROJECT) --python $(BIN)/python
	@touch $@

$(BENCH_VENV)/stamp: requirements/bench.lock pyproject.toml $(VENV)/tools.stamp
	@$(UV) venv --quiet --allow-existing --python $(BIN)/python $(BENCH_VENV)
	@$(INSTALL) --python $(BENCH_PYTHON) -r requirements/tools.lock -r $<
	@$(INSTALL_PROJECT) --python $(BENCH_PYTHON)
	@touch $@
