# Two commands: `make map` writes the bundled data set's map, `make test` runs the whole suite.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
CONSTRAINTS := $(if $(CI),-c constraints.txt)
SETTLED := $(VENV)/.installed
READY := $(VENV)/.ready-for-tests

.PHONY: map test long bench check format viewer clean

map: $(SETTLED)
	@mkdir -p out
	@$(PY) -m waterbed map -o out/map.html

test: $(READY)
	@$(PY) -m tests.needs chromium
	@$(PY) -m tests.needs firefox
	@$(PY) -m tests.needs fonts
	@$(PY) -m tests.needs postgis
	@$(PY) -m pytest -n 2 --dist worksteal

long: $(READY)
	@$(PY) -m bench.phases
	@$(PY) -m bench.measures
	@$(PY) -m bench.coverage
	@$(PY) -m bench.access
	@$(PY) -m bench.geometry
	@$(PY) -m tests.needs fonts
	@$(PY) -m bench.paper
	@$(PY) -m bench.fuzz 10000
	@$(PY) -m bench.anything 10000
	@$(PY) -m bench.redaction 200
	@$(PY) -m bench.film
	@$(PY) -m bench.brief
	@$(PY) -m bench.sitepages
	@$(PY) -m bench.stopped
	@$(PY) -m bench.site
	@$(PY) -m bench.memory
	@$(PY) -m bench.trace 1000000 10000000

bench: $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	@$(PY) -m tests.needs bench-packages
	@$(PY) -m tests.needs chromium
	@$(PY) -m bench.players --name table

check: $(READY)
	@$(PY) -m pytest -q tests/test_house.py

format: $(READY)
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

viewer: $(READY)
	@$(PY) -m tests.needs viewer-build

clean:
	rm -rf $(VENV) node_modules out build *.egg-info

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "waterbed needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make map PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(SETTLED): pyproject.toml constraints.txt | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) -e .
	@touch $@

$(READY): pyproject.toml constraints.txt package-lock.json | $(PY)
	$(PY) -m pip install --quiet --disable-pip-version-check $(CONSTRAINTS) -e '.[dev]'
	@$(PY) -m tests.needs node-packages
	@touch $(SETTLED) $@
