# Every target sets up what it needs by itself, and quickly when nothing changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test check bench soak migration lock clean
.DEFAULT_GOAL := run

run: $(VENV)/run.ready  ## start: your Slack where tokens are set, else the local workspace
	@$(BIN)/wp start

test: $(VENV)/dev.ready  ## every check and every test
	@# Beside the checks all tests are read once: else each worker compiles all of them anew.
	@$(BIN)/python -m pytest --collect-only -qq > /dev/null 2>&1 & $(MAKE) --no-print-directory check; \
	  checked=$$?; wait; exit $$checked
	@echo "Testing ..."
	@$(BIN)/python -m pytest -n 3 --dist worksteal  # one more than cores: sockets and browsers keep some of them waiting

check: $(VENV)/dev.ready  ## style, types, import contracts, file length
	@echo "Checking style, types and the house's rules ..."
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache --config pyproject.toml > $(VENV)/imports.txt || (cat $(VENV)/imports.txt; exit 1)

bench: $(VENV)/dev.ready  ## speed, as ratios in one run
	@$(BIN)/python -m tests.bench

soak: $(VENV)/dev.ready  ## the promises for longer: thousands of seeds, planted bugs, processes: make soak MINUTES=20
	@$(BIN)/python -m tests.promises.soak $(if $(MINUTES),--minutes $(MINUTES))

lock:  ## choose versions anew (needs uv on the path)
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header -q -o requirements-dev.lock

clean:
	rm -rf $(VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  (echo "This needs Python 3.11 or newer: make PYTHON=python3.12 ..." && exit 1)
	@echo "Setting up in $(VENV) (once, about a minute) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the bot needs ..."
	@$(PIP) install -q --require-hashes -r requirements.lock
	@$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.ready: requirements-dev.lock $(VENV)/run.ready
	@echo "Installing what the tests need ..."
	@$(PIP) install -q --require-hashes -r requirements-dev.lock
	@touch $@

migration: $(VENV)/dev.ready  ## write a migration for what changed in the models: make migration NAME=what
	@$(BIN)/python -m storage.migrations.write $(NAME)
