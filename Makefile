# Needs Python 3.11 or newer, make and git. All else goes into .venv, exactly as the lock file says.

PYTHON ?= python3
# How many tests run at once; 0 runs them in one process, as a debugger wants.
JOBS ?= auto

BIN := .venv/bin
READY := .venv/.ready
# Whole files are dealt out, so that what a file builds once stays built once; those with long tests first.
PYTEST := $(BIN)/pytest --numprocesses=$(JOBS) --dist=loadfile --no-loadscope-reorder
UV_LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(UPGRADE)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve gallery test lint format types check bench lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Settings, as in 'make test JOBS=0': PYTHON=python3.12, JOBS=number of tests at once."

# The example is looked at as of the day on which it was read through: a year later it is rightly full of warnings.
site: export SOURCE_DATE_EPOCH := 1795564800
site: $(READY) ## Check the example book and build it into site/
	$(BIN)/journeybook check --strict
	$(BIN)/journeybook build

serve: $(READY) ## Show the example book in a browser and follow every change
	$(BIN)/journeybook serve

gallery: $(READY) ## Show every part of a page with nothing, with one and with many things in it
	$(BIN)/journeybook serve tests/sites/good/gallery

test: $(READY) ## Run all tests whose programs are present, and name the groups left out
	$(PYTEST)

lint: $(READY) ## Look for slips in the Python code, and for lines that aren't formatted
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(READY) ## Format the Python code
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

types: $(READY) ## Check the types of the Python code
	$(BIN)/mypy

check: lint types ## Do all of this: lint, types and every test; fails if a group can't run
	JOURNEYBOOK_ALL_TESTS=1 $(PYTEST)

bench: $(READY) ## Measure time and memory on books of several sizes
	$(BIN)/python -m benchmarks.run

lock: $(READY) ## Write the lock files anew; UPGRADE=--upgrade takes the newest versions allowed
	$(UV_LOCK) --output-file requirements.lock
	$(UV_LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove everything that was built or installed
	rm -rf .venv node_modules site public dist build .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find generator tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# The stamp is older than the lock file or pyproject.toml only when there is something to install: no network until then.
$(READY): requirements-dev.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Journeybook needs Python 3.11 or newer, but $(PYTHON) is %d.%d. Name another one: make PYTHON=python3.12 ..." % sys.version_info[:2])'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-build-isolation --no-deps -e .
	@touch $@
