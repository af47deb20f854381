# Two commands, each doing all its own set-up on a machine with python3, git and make:
#   make demo   read a bundled example report: the reading in the terminal, and as a page in demo.html
#   make test   run every check there is, against the built wheel

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test wheel lint docs browser clean

demo: .venv/run
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --force-reinstall .
	$(BIN)/marsad read src/marsad/examples/bulletin.txt --published 2025-03-12 --source "مرصد الضفتين"
	$(BIN)/marsad read src/marsad/examples/bulletin.txt --published 2025-03-12 --source "مرصد الضفتين" --format html > demo.html
	@echo "The same reading as a page: demo.html"

test: lint docs browser
	$(BIN)/python -m pytest
	$(BIN)/python eval/gate.py

# What follows runs on the wheel, as a user gets it, and not on the sources beside it.
wheel: .venv/dev
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall dist/marsad-*.whl

lint: wheel
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: wheel
	$(BIN)/python docs/make_codebook.py --check
	$(BIN)/python web/make_openapi.py --check
	$(BIN)/python eval/figures.py --check
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs docs/_build

# Pages are tried in Debian's Chromium; where it is missing, the machine's package manager brings it.
browser:
	@test -x "$${MARSAD_CHROMIUM:-/usr/bin/chromium}" || { apt-get update -qq && apt-get install -y -qq chromium; }

# The interpreter's own venv may lack pip on Debian; ensurepip brings the one that came with it.
.venv/made:
	$(PYTHON) -m venv .venv
	touch $@

.venv/run: .venv/made requirements/run.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt -r requirements/build.txt
	touch $@

.venv/dev: .venv/made requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

clean:
	rm -rf .venv dist build docs/_build demo.html web/node_modules src/marsad/desk/pages
