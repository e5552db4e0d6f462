# Two commands for a fresh machine with Python 3.11-3.13: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test lint bench generated clean

demo: $(VENV)/.base
	$(BIN)/triallint check seeds
	@echo
	@echo "The same tables with a dozen planted errors:"
	@$(BIN)/triallint check examples/planted; test $$? -eq 1

test: lint
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.test
	$(BIN)/python -m tests.benchmarks

generated: $(VENV)/.test
	$(BIN)/triallint checks --format markdown --output checks/README.md
	$(BIN)/python -m triallint.schemas.frictionless
	$(BIN)/python -m tests.mutations
	$(BIN)/python -m tests.guide

$(VENV)/.base: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "triallint needs Python 3.11 or newer: make PYTHON=python3.12 demo")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[excel]'
	touch $@

$(VENV)/.test: $(VENV)/.base
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[all]' --group test
	touch $@

clean:
	rm -rf $(VENV) build dist src/*.egg-info
