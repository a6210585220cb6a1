# Two commands do everything: `make reports` and `make test`. The rest is for daily work.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: reports test lint lab bundle golden benchmark clean

reports: $(VENV)/.installed      ## set up, and build the example reports into outputs/
	$(BIN)/kit build 2019
	$(BIN)/kit build 2022
	$(BIN)/kit build 2023
	$(BIN)/kit build 2024

# Tests start the kit hundreds of times; compiled anew each time it would take half as long again.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.installed-tests   ## set up, and pass every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder tests kit

lab: $(VENV)/.installed-lab      ## open the notebook in JupyterLab, in Chinese
	$(BIN)/kit lab

bundle: $(VENV)/.installed       ## write a folder of wheels and an installer for each platform, into dist/bundle/
	$(BIN)/python -m bundle

golden: $(VENV)/.installed-tests ## write the golden tables anew
	$(BIN)/pytest tests/golden --update-golden

benchmark: $(VENV)/.installed-tests ## time reports beside what users would run instead
	$(BIN)/python tests/benchmarks/one_report.py
	PYTHONPATH=tests $(BIN)/python -m benchmarks.batch

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	touch $@

$(VENV)/.installed-tests: $(VENV)/.installed
	$(PIP) --editable '.[all]'
	touch $@

$(VENV)/.installed-lab: $(VENV)/.installed
	$(PIP) --editable '.[lab]'
	touch $@

clean:                           ## remove what was set up and generated
	rm -rf $(VENV) outputs/[0-9]*
