# Every task of the project; CI calls `make test` and nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: run test lint types imports check format docs package package-gpu package-deb bench clean

run: $(VENV)/.ready-run  ## set up, run the main job on the sample logs, open the window where there is a display
	@mkdir -p $(OUT)
	@rm -rf $(OUT)/samples-kto
	$(BIN)/nfstudio import $(OUT)/samples.nfstudio resources/samples
	$(BIN)/nfstudio detect $(OUT)/samples.nfstudio
	$(BIN)/nfstudio export $(OUT)/samples.nfstudio $(OUT)/samples-kto --kind kto
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		echo "The dataset lies in $(OUT)/samples-kto. Opening the window …"; \
		$(BIN)/nfstudio open $(OUT)/samples.nfstudio; \
	else \
		echo "There is no display, so no window opens. The dataset lies in $(OUT)/samples-kto."; \
	fi

test: $(VENV)/.ready-dev check  ## set up, then lint, types, import rules and all tests
	$(BIN)/pytest -n 2 --dist loadfile  # two files at a time; each stays in one process

check: lint types imports

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev
	$(BIN)/mypy

imports: $(VENV)/.ready-dev
	$(BIN)/lint-imports

format: $(VENV)/.ready-dev  ## mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.ready-docs  ## the documents as a site in build/site, read without a network; a link that leads nowhere fails
	$(BIN)/python docs/site.py lay build/site-source
	$(BIN)/zensical build --clean --strict
	$(BIN)/python docs/site.py look build/site

translation: $(VENV)/.ready-dev  ## LOCALE=de: the words of the window for a translator, in resources/translations
	$(BIN)/python packaging/translations.py $(LOCALE)

package:  ## wheel, source archive and the bundle without torch, in dist/, and the smoke runs of wheel and bundle
	$(PYTHON) packaging/build.py wheel
	$(PYTHON) packaging/smoke.py wheel --picture build/smoke-wheel.png
	$(PYTHON) packaging/build.py cpu
	$(PYTHON) packaging/smoke.py cpu --picture build/smoke-cpu.png

package-gpu:  ## the same with torch: several gigabytes where pip takes the CUDA build
	$(PYTHON) packaging/build.py wheel
	$(PYTHON) packaging/build.py gpu
	$(PYTHON) packaging/smoke.py gpu --picture build/smoke-gpu.png

package-deb:  ## a package for Debian and Ubuntu of the bundle that `make package` left
	$(PYTHON) packaging/deb.py

bench: $(VENV)/.ready-dev  ## figures for benchmarks/README.md; takes minutes
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) $(OUT) build dist

# A virtual environment needs Python 3.11 or newer, and Qt some system libraries: both are looked at first.
$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "NF Studio needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 ...")'
	@$(PYTHON) nfstudio/system_libraries.py --install
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready-run: pyproject.toml $(VENV)/bin/pip
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml $(VENV)/bin/pip
	$(BIN)/pip install --quiet --editable '.[dev,train]'
	@touch $@ $(VENV)/.ready-run

$(VENV)/.ready-docs: pyproject.toml $(VENV)/bin/pip
	$(BIN)/pip install --quiet --editable '.[docs]'
	@touch $@ $(VENV)/.ready-run
