# Everything here runs with the Python of .venv, which is made from requirements-dev.lock first.
# All that has to be there is some Python 3 to begin with; config/bootstrap.py finds a new enough one.
SHELL := /bin/sh
PORT ?= 8000
ARGS ?=
SOME_PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python \
	"$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[2-4]*/bin/python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 5))' >/dev/null 2>&1 \
	&& { echo "$$python"; break; }; done)
ifeq ($(SOME_PYTHON),)
$(error No Python 3 was found. Install Python 3.12 or newer, such as: apt install python3 python3-venv)
endif
RUN := "$(SOME_PYTHON)" config/bootstrap.py
WITH_SERVICES := RENOWN_ENV=test $(RUN) -m config.services exec --var var/test -- python -m

.PHONY: demo test check test-api test-browser screenshots test-peers openapi lock messages format bench clean

demo:  ## The whole program with a small world to look at: make demo PORT=8001
	@$(RUN) -m config.services run --port $(PORT)

test:  ## All tests but those in a browser and of the whole schema, on real services; three processes, as each waits for part of its time: make test ARGS="-k consent"
	@$(WITH_SERVICES) pytest -n 3 --dist worksteal -m "not browser and not api" $(ARGS)

test-browser:  ## Every page and both people's whole way in Debian's Chromium
	@$(WITH_SERVICES) pytest -n 3 --dist worksteal -m browser $(ARGS)

screenshots:  ## Every page into docs/screenshots: English, wide and light; German, narrow and dark
	@SCREENSHOTS=docs/screenshots $(WITH_SERVICES) pytest -n 3 tests/browser/test_pages.py $(ARGS)

check:  ## Style, types, dependencies between apps, migrations, production settings
	@$(RUN) config/check.py

test-api:  ## The whole schema against a server of its own, with the keys of two organisations, by schemathesis
	@$(WITH_SERVICES) pytest -n 3 --dist worksteal -m api tests/api tests/guards $(ARGS)

test-peers:  ## The way through a real WordPress, installed from Debian's packages
	@if [ -x tests/peers/install.sh ]; then tests/peers/install.sh; fi
	@$(WITH_SERVICES) pytest tests/peers -n 0 $(ARGS)

openapi:  ## docs/openapi.yaml from the code; refuses what would break programs: make openapi ARGS=--break
	@$(RUN) manage.py write_openapi $(ARGS)
	@PYTHONPATH=clients/python $(RUN) -m generator

lock:  ## Both locks anew from pyproject.toml
	@$(RUN) config/relock.py $(ARGS)

messages:  ## The catalogs of translations, brought up to date from all sources and compiled; wants gettext
	@$(RUN) manage.py makemessages --all --no-wrap --add-location file --no-obsolete \
	-i var -i tests -i .venv -i benchmarks -i docs
	@$(RUN) manage.py compilemessages --ignore .venv

format:
	@$(RUN) -m ruff check --fix-only --quiet .
	@$(RUN) -m ruff format .

bench:  ## What the wall, the score and the reading of accounts cost
	@set -e; for file in benchmarks/*.py; do echo "== $$file"; \
	$(WITH_SERVICES) "benchmarks.$$(basename "$$file" .py)" $(ARGS); done

clean:  ## Everything that the other targets made, the demo's data too
	rm -rf var .venv staticfiles .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
