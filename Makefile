# `make run` and `make test` need nothing before them but Python 3.11 or newer and make.

VENV ?= .venv
PORT ?= 8000
BIN := $(VENV)/bin
PY := $(BIN)/python
TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))
PIP_INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --no-deps --only-binary :all: --require-hashes
PYTEST := $(PY) -m pytest -n auto --dist worksteal -q $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help run install test test-sqlite test-postgresql system-packages check lint lint-code lint-types lint-layers \
  lint-templates bench lock vendor translations clean
.DELETE_ON_ERROR:

help:  ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: install  ## Start Sidestage with the demo on http://localhost:8000 (PORT=9000 make run: elsewhere)
	@PORT=$(PORT) exec $(BIN)/sidestage serve --demo

install: $(VENV)/.base $(BIN)/sidestage $(TRANSLATIONS)  ## Lay the virtual environment and the command sidestage
	@$(PY) -m compileall -q app  # so that no start compiles, also where Python may not write

# --- the virtual environment: each stamp is renewed only when its lock file changes ------------------------------

$(PY):
	@scripts/make-venv.sh $(VENV)

$(VENV)/.%: requirements/%.txt | $(PY)
	@echo "Installing what requirements/$*.txt pins (about a minute the first time)."
	@$(PIP_INSTALL) -r $<
	@touch $@

$(BIN)/sidestage: scripts/lay_command.py pyproject.toml | $(PY)
	@$(PY) scripts/lay_command.py

translations/%.mo: translations/%.po | $(VENV)/.base
	@$(BIN)/pybabel -q compile -i $< -o $@

# --- tests and checks ---------------------------------------------------------------------------------------------

test: system-packages test-sqlite test-postgresql  ## Run every test, on SQLite and on PostgreSQL, in a real browser too

test-sqlite: $(VENV)/.test $(TRANSLATIONS)  ## Run the tests on SQLite (ARGS="-k zones" for some of them)
	@SIDESTAGE_TEST_DATABASE=sqlite $(PYTEST)

test-postgresql: $(VENV)/.test $(TRANSLATIONS)  ## Run what concerns the database again on a throw-away PostgreSQL
	@SIDESTAGE_TEST_DATABASE=postgresql $(PYTEST)

system-packages:
	@scripts/system-packages.sh

check: lint translations test  ## All that must hold before a change lands

lint: lint-code lint-types lint-layers lint-templates

lint-code: $(VENV)/.dev
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

lint-types: $(VENV)/.dev
	@$(BIN)/mypy --no-error-summary

lint-layers: $(VENV)/.dev
	@$(BIN)/lint-imports --no-logo

lint-templates: $(VENV)/.dev
	@$(BIN)/djlint templates --lint --quiet

translations: $(VENV)/.dev  ## Extract every visible sentence into build/messages.pot
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F pyproject.toml -k N_ -k _l --no-location --omit-header \
	  --sort-output -o build/messages.pot .

bench: install  ## Run every benchmark, each against its aim (BENCH=event_page: only that one)
	@$(PY) -m benchmarks $(BENCH)

# --- upkeep -------------------------------------------------------------------------------------------------------

lock: $(VENV)/.dev  ## Renew requirements/*.txt from *.in (UPGRADE=--upgrade takes newer versions)
	@for set in dev test base; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --no-annotate --custom-compile-command "make lock" $(UPGRADE) \
	    $$(test $$set = dev || echo -c requirements/dev.txt) requirements/$$set.in -o requirements/$$set.txt || exit 1; \
	  UPGRADE=; done

vendor: | $(PY)  ## Fetch the front-end files again and compare them with app/static/vendor/manifest.json
	@$(PY) scripts/vendor.py

clean:  ## Remove what can be made again; instance/ stays
	@rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
