# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: run test lint types docs browser peers bench package clean

run: $(VENV)/.installed            ## train a network on real handwritten digits
	$(BIN)/backsweep train digits

test: $(VENV)/.tested              ## every test that needs no browser and no other autodiff system
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m "not peers and not browser"

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.tested
	$(BIN)/mypy

docs: $(VENV)/.documented
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

browser: $(VENV)/.browser          ## pages and drawings, in a real Chromium
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m browser tests/browser

peers: $(VENV)/.peers              ## differential tests against autograd, JAX, PyTorch
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal -m peers tests/peers tests/torch

bench: $(VENV)/.peers              ## measure against them; rewrites benchmarks/results.json
	$(BIN)/python -m benchmarks

package: $(VENV)/.tested           ## a wheel, built from the source distribution
	$(BIN)/pip install --quiet build
	rm -rf dist && $(BIN)/python -m build --outdir dist .

$(VENV)/.created:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	$(BIN)/pip install --quiet -e '.[all]'
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/pip install --quiet -e '.[all,test,lint]'
	touch $@

$(VENV)/.documented: $(VENV)/.tested
	$(BIN)/pip install --quiet -e '.[docs]'
	touch $@

$(VENV)/.browser: $(VENV)/.tested
	$(BIN)/pip install --quiet -e '.[browser]'
	touch $@

# PyTorch's plain wheel brings gigabytes of GPU code; any CPU build will do.
$(VENV)/.peers: $(VENV)/.tested
	$(BIN)/pip install --quiet 'torch==2.13.0'
	$(BIN)/pip install --quiet -e '.[peers]'
	touch $@

clean:
	rm -rf $(VENV) dist site runs .pytest_cache .mypy_cache .ruff_cache
