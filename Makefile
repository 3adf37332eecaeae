# Every target sets up what it needs. The two that a newcomer wants: `make site` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := 1
unexport PYTHONDONTWRITEBYTECODE  # what is imported hundreds of times is compiled once

.PHONY: site serve check gallery test judge benchmark search-eval golden messages tree past requirements clean

site: .venv/ready            ## build the shipped content into site/
	$(BIN)/ledstjarna build

serve: .venv/ready           ## preview on 127.0.0.1 that follows what you save
	$(BIN)/ledstjarna serve

check: .venv/ready           ## tell what is wrong in the content
	$(BIN)/ledstjarna check

gallery: .venv/ready         ## show every component with its parameters and examples, in .cache/gallery/
	$(BIN)/python -m ledstjarna.gallery

test: .venv/ready-test tests/scripts/node_modules    ## ruff, mypy, ESLint, pytest, and the tests in real Chromium
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist worksteal

judge: .venv/ready-test tests/judges/node_modules    ## the heavier judges: the Nu HTML checker, Lighthouse, and small faults put into the program
	$(BIN)/python -m pytest -m judge -n auto --dist loadgroup

benchmark: .venv/ready-test  ## what builds cost, from nothing and after each sort of change (HUGO=PATH: beside Hugo's); charts, a short answer, search
	$(BIN)/python -m benchmarks.build $(if $(HUGO),--hugo '$(HUGO)') $(if $(GOALS),--goals $(GOALS))
	$(BIN)/python -m benchmarks.parts
	$(BIN)/python -m benchmarks.charts
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.search

search-eval: .venv/ready-test tests/judges/node_modules    ## what our search finds, beside Material's own and Pagefind
	$(BIN)/python -m benchmarks.search_eval

golden: .venv/ready-test     ## accept the golden site and the components' snapshots as they are now; read the diff
	ACCEPT=1 $(BIN)/python -m pytest tests/test_golden_site.py tests/test_components.py

messages: .venv/ready-test   ## bring the interface texts of theme/locale up to date with the source
	$(BIN)/python -m tests.texts

tree: .venv/ready            ## bring the list of modules and of decisions in docs/ up to date with the source
	$(BIN)/python -m tests.tree

past: .venv/ready-test       ## make docs/exempelkommun.stream, the invented municipality's history, anew from its steps and its content
	$(BIN)/python -m tests.past

requirements:                ## pin every dependency anew (needs uv)
	uv pip compile pyproject.toml --extra install --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --extra install --extra test --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url --no-header -q -o requirements-test.txt

clean:                       ## remove what the targets made
	rm -rf .venv .cache site tests/judges/node_modules tests/scripts/node_modules

.venv/made:
	@$(PYTHON) $(NEW_ENOUGH) || { echo "Ledstjärna needs Python 3.11 or later, and $(PYTHON) is not. Name one, for example: make $(or $(MAKECMDGOALS),site) PYTHON=python3.12"; \
		echo "Ledstjärna behöver Python 3.11 eller senare, och $(PYTHON) är inte det. Ange en sådan, till exempel: make $(or $(MAKECMDGOALS),site) PYTHON=python3.12"; exit 1; }
	@test ! -e $(BIN)/python || $(BIN)/python $(NEW_ENOUGH) || { echo "The folder .venv was made with a Python older than 3.11. Remove it with: make clean"; \
		echo "Mappen .venv är gjord med ett Python som är äldre än 3.11. Ta bort den med: make clean"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/made requirements.txt pyproject.toml
	$(PIP) --require-hashes -r requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-test: .venv/ready requirements-test.txt
	$(PIP) --require-hashes -r requirements-test.txt
	@touch $@

tests/judges/node_modules tests/scripts/node_modules: %/node_modules: %/package-lock.json | .venv/made
	@command -v npm > /dev/null || { echo "The tests of the scripts and the judges need Node.js, 20.19 or later, with npm; install it, and run make again."; \
		echo "Skripternas tester och domarna behöver Node.js, 20.19 eller senare, med npm; installera det och kör make igen."; exit 1; }
	cd $* && npm ci --no-audit --no-fund --silent
	@touch $@
