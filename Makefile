# The two commands of the README are `make demo` and `make test`; each brings what it needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= 2

.PHONY: demo test check lint types tests golden docs bench hostile portfolio corpus fuzz power crash full many flips wheel clean office browser server audit sbom

demo: $(VENV)/.installed  ## run the whole cycle on the samples
	$(BIN)/secself demo

test: office browser server $(VENV)/.developed lint types tests  ## everything that must hold

check: test

$(VENV)/.installed: pyproject.toml setup.cfg
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "secself needs Python 3.11 or newer; name one with make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment here; install its venv part (Debian: apt-get install python3-venv)."; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.developed: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

office:  ## LibreOffice, for the tests that use a real office program
	@sh tests/office.sh

server:  ## PostgreSQL, for the tests of the archive
	@sh tests/server.sh

browser:  ## Chromium, for the tests that drive a real browser
	@sh tests/browser.sh

lint: $(VENV)/.developed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developed
	$(BIN)/mypy

tests: $(VENV)/.developed
	$(BIN)/python -m pytest -n $(JOBS)

golden: $(VENV)/.developed  ## draw the golden pictures again, and show what changed
	$(BIN)/python -m pytest -q --update-golden tests; git diff --stat tests/golden

docs: $(VENV)/.developed  ## write the generated reference pages again
	$(BIN)/python docs/generate.py

bench: $(VENV)/.developed  ## the speed lines, as ratios measured in one run
	$(BIN)/python -m pip install --quiet --upgrade --target $(VENV)/bench --group bench
	$(BIN)/python benchmarks/speed.py; first=$$?; $(BIN)/python benchmarks/comparing.py && exit $$first

portfolio: $(VENV)/.developed  ## time and memory of a pack over an invented market of 400 Users
	$(BIN)/python benchmarks/portfolio.py

hostile: $(VENV)/.developed  ## time and memory of every odd and hostile file
	$(BIN)/python benchmarks/hostile_files.py

corpus: $(VENV)/.developed  ## what check makes of a folder of workbooks from anywhere: DIR=folder
	$(BIN)/python benchmarks/corpus.py "$(DIR)"

INPUTS ?= 20000
SEED ?= 1
fuzz: $(VENV)/.developed  ## mutants against the guard and the readers: INPUTS=number SEED=number
	$(BIN)/python benchmarks/fuzzing.py --inputs $(INPUTS) --seed $(SEED)

CUTS ?= 5000
power: $(VENV)/.developed  ## power cuts under the archive, more than the tests try: CUTS=number
	SECSELF_POWER_CUTS=$(CUTS) $(BIN)/python -m pytest -q tests/store/test_power_cuts.py

KILLS ?= 200
crash: $(VENV)/.developed  ## kill -9 at any moment of any command, more often than the tests do: KILLS=number
	SECSELF_KILLS=$(KILLS) SECSELF_SERVER_KILLS=20 $(BIN)/python -m pytest -q tests/store/test_kills.py tests/store/test_archive_crashes.py

full: $(VENV)/.developed  ## the disk is full at every block that a command writes
	SECSELF_FULL_DISK_STRIDE=1 $(BIN)/python -m pytest -q tests/store/test_full_disk.py

WORKBOOKS ?= 400
many: $(VENV)/.developed  ## eight processes record so many workbooks at once: WORKBOOKS=number
	SECSELF_WORKBOOKS=$(WORKBOOKS) $(BIN)/python -m pytest -q --durations=2 tests/store/test_many.py

flips: $(VENV)/.developed  ## every byte of an archive's file is changed, and found
	SECSELF_FLIPS=1000000 $(BIN)/python -m pytest -q tests/store/test_flips.py

wheel: $(VENV)/.developed
	rm -rf build
	$(BIN)/python -m pip wheel --no-deps --wheel-dir dist .

# What a User installs, with every extra and none of our tools: that is what is audited and listed.
SHIPPED := build/shipped

$(SHIPPED)/.installed: pyproject.toml setup.cfg $(VENV)/.installed
	$(PYTHON) -m venv --clear $(SHIPPED)
	$(SHIPPED)/bin/python -m pip install --quiet --upgrade pip
	$(SHIPPED)/bin/python -m pip install --quiet --editable ".[password,postgres,sign]"
	$(BIN)/python -m pip install --quiet --group audit
	touch $@

audit: $(SHIPPED)/.installed  ## ask the public list of known faults about what we depend on
	$(SHIPPED)/bin/python -m pip freeze --exclude-editable > $(SHIPPED)/requirements.txt
	$(BIN)/python benchmarks/audit.py $(BIN)/pip-audit $(SHIPPED)/requirements.txt

sbom: $(SHIPPED)/.installed  ## list what we depend on, as CycloneDX
	mkdir -p dist
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --output-file dist/secself.cdx.json $(SHIPPED)/bin/python

clean:
	rm -rf $(VENV) build dist secself-demo *.egg-info
