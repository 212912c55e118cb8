# Everything this project does by command. `make` alone lists it; what is needed for a target is set up first, once.
#
#   PYTHON=/path/to/python3.12 make run     another Python than the one found
#   SPORTELLO_PORT=8080 make run            another port; all variables are in docs/environment.md
#   make test ARGS="-k postgres"            only some tests

SHELL := /bin/bash
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run extras test check fix bench lock clean

BIN := .venv/bin
RUN_READY := .venv/run-ready
TEST_READY := .venv/test-ready
WEB := src/sportello/channels/web
PAGES_READY := $(WEB)/static/built/ready
COMPILE := $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
export UV_PYTHON_DOWNLOADS := never

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY) $(PAGES_READY)  ## open the demo city on http://127.0.0.1:8000 (Ctrl-C closes it)
	@exec $(BIN)/sportello run

extras: $(RUN_READY)  ## set up what some cities need besides: files in S3, traces
	@scripts/setup extras

test: $(TEST_READY) $(PAGES_READY)  ## run the tests
	@$(BIN)/pytest -n auto $(ARGS)

check: $(TEST_READY)  ## check style, types, layers, migrations, the demo pack and the links of the docs
	@scripts/check

fix: $(TEST_READY)  ## mend what can be mended by itself: imports, format
	@$(BIN)/ruff check --quiet --fix-only . && $(BIN)/ruff format --quiet .

bench: $(RUN_READY)  ## measure, with the floor beside each figure
	@$(BIN)/sportello bench $(ARGS)

lock: $(RUN_READY)  ## resolve requirements/*.in and package.json again, into hashed lock files
	@for name in uv run extras test; do $(COMPILE) --upgrade requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	@scripts/setup lock-pages

clean:  ## remove what was set up and built; var/ (the city's data) stays
	@rm -rf .venv node_modules $(WEB)/static/built .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} + ; rm -rf src/*.egg-info

$(RUN_READY): requirements/uv.txt requirements/run.txt pyproject.toml
	@scripts/setup run

$(TEST_READY): $(RUN_READY) requirements/test.txt
	@scripts/setup test

$(PAGES_READY): $(RUN_READY) package-lock.json scripts/build_assets.mjs $(wildcard $(WEB)/theme/*.*) $(wildcard $(WEB)/theme/images/*)
	@scripts/setup pages
