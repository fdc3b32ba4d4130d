# Everything runs in .venv, which the first target to need it sets up.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check bench format

.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[batch,dev]'
	touch $@

demo: .venv/.ready            ## the story on the embedded starter list; leaves demo-output/
	$(BIN)/interdict demo

test: .venv/.ready            ## the whole suite
	$(BIN)/python -m pytest

check: .venv/.ready           ## formatter, linter, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.ready           ## prints figures with the machine they were measured on
	$(BIN)/python -m benchmarks
