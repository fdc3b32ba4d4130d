# Everything runs in .venv, which the first target to need it sets up.
#
#   make demo     the story on the embedded sample list; leaves demo-output/
#   make test     the whole test suite
#   make check    formatter, linter, types: what a change must pass beside the tests
#   make format   lets the formatter and the linter repair what they can
#   make bench    prints figures with the machine they were measured on; its sisters measure
#                 more: bench-quality, bench-speed, bench-transliteration, bench-exhaustive,
#                 bench-peers
#
# BENCH passes options to them:  make bench-quality BENCH="--errors --strict"
#
# PYTHON names another interpreter than python3:  make demo PYTHON=python3.12
#
# EXTRAS names other optional parts to install with it (all but Spark, which needs Java and is
# half a gigabyte):  make test EXTRAS=articles,batch,update,spark,dev

PYTHON ?= python3
EXTRAS ?= articles,batch,update,dev
BIN := .venv/bin

BENCHES := bench-quality bench-speed bench-transliteration bench-exhaustive bench-peers \
           bench-articles
.PHONY: demo test check format bench $(BENCHES)

demo: .venv/.ready
	$(BIN)/interdict demo

test: .venv/.ready
	$(BIN)/python -m pytest

check: .venv/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/.ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.ready
	$(BIN)/python -m benchmarks $(BENCH)

$(BENCHES): bench-%: .venv/.ready
	$(BIN)/python -m benchmarks.$* $(BENCH)

# The marker is touched last, so an interrupted set-up is done again. The constraints reach
# pip through its environment because only so do they hold for the build's own tools too.
.venv/.ready: pyproject.toml constraints.txt hatch_build.py src/interdict/matching/kernel.c
	@command -v $(PYTHON) >/dev/null || { \
	  echo "make: no $(PYTHON) here. Install Python 3.11 or newer (Debian: apt-get install" \
	       "python3 python3-venv), or name one:  make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: $$($(PYTHON) --version) is too old: Interdict needs 3.11 or newer. Name a" \
	       "newer one:  make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: $(PYTHON) cannot make virtual environments. Debian: apt-get install" \
	       "python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet \
	  --disable-pip-version-check -e '.[$(EXTRAS)]'
	@touch $@
