# Two commands for a fresh machine with Python 3.11-3.13: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test spark lint docs bench generated clean

demo: $(VENV)/.base
	$(BIN)/triallint check seeds
	@echo
	@echo "The same tables with a dozen planted errors:"
	@$(BIN)/triallint check examples/planted; test $$? -eq 1

test: lint spark
	$(BIN)/python -m pytest -n auto --ignore=tests/engines

# Spark lives apart: it asks for an older pandas, and pandera loads it wherever it is installed.
spark: $(VENV)-spark/.test
	$(VENV)-spark/bin/python -m pytest tests/engines

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.test
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "build/site/index.html"

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

$(VENV)-spark/.test: pyproject.toml constraints.txt constraints-spark.txt
	test -x $(VENV)-spark/bin/python || $(PYTHON) -m venv $(VENV)-spark
	$(VENV)-spark/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	grep -v '^pandas==' constraints.txt | cat - constraints-spark.txt > $(VENV)-spark/constraints.txt
	$(VENV)-spark/bin/python -m pip install --quiet --constraint $(VENV)-spark/constraints.txt --editable '.[spark,mirror,reconcile]' --group spark
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-spark build dist src/*.egg-info
