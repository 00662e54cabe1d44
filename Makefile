# kg: set up, build, test. `make help` lists the targets.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
INPUT ?=
GOLD ?= ../shared/gold/seeds-dev.jsonl ../shared/gold/arxiv-dev.jsonl
TEXTS ?= ../shared/abstracts/arxiv-2025.jsonl.gz
FURTHER = --also kg/training/read.jsonl.gz --texts $(TEXTS)
TRAIN = --again kg/training/again.jsonl.gz -o kg/encoder/shipped --rules build/fast
FAST = mv build/fast/mentions.tsv kg/mentions/weights.tsv && mv build/fast/relations.tsv kg/facts/relation_weights.tsv \
  && mv build/fast/numbers.tsv kg/facts/numbers.tsv
OUT ?= build/graph
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

.DEFAULT_GOAL := help
.PHONY: help setup graph test check format schemas bench quality corpora weights train lock neo4j neo4j-stop clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(STAMP) ## make .venv with the pinned packages and kg itself

$(STAMP): .ci/requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or later: make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r .ci/requirements.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

graph: setup ## build a graph: make graph INPUT=FILE-OR-FOLDER OUT=build/graph (the shipped sample without INPUT)
	$(BIN)/kg build $(or $(INPUT),--sample) -o $(OUT)

test: setup ## run every test, with coverage
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

check: setup ## format, lint, layers, types, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: setup ## format the code and mend what ruff can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schemas: setup ## generate schemas/ and cypher/constraints.cypher from kg/schema.py
	$(BIN)/python -m kg.schema

bench: setup ## measure speed and memory on this machine
	$(BIN)/python -m kg.bench

quality: setup ## print README's table, cross-validated on annotated papers: make quality GOLD="a.jsonl b.jsonl"
	@$(BIN)/python -m kg.training.table $(GOLD) $(FURTHER)

weights: setup ## fit all tables of weights anew, networks kept: make weights GOLD="a.jsonl b.jsonl"
	$(BIN)/kg train $(GOLD) $(FURTHER) $(TRAIN) --tables-only --hints kg/training/held_out.jsonl.gz
	$(FAST)

train: setup ## learn networks and tables anew, best on a GPU: make train GOLD="a.jsonl b.jsonl"
	$(PIP) -e '.[train]'
	$(BIN)/kg train $(GOLD) $(FURTHER) $(TRAIN) --work build/train
	cp build/train/held_out.jsonl.gz kg/training/held_out.jsonl.gz
	$(FAST)

neo4j: setup ## bring up Neo4j Community with its Browser on loopback (needs Java 17 and Maven)
	$(BIN)/python -m tests.support.neo4j_server start

neo4j-stop: setup ## end the Neo4j that `make neo4j` brought up
	$(BIN)/python -m tests.support.neo4j_server stop

lock: setup ## resolve .ci/requirements.in anew into pinned, hashed requirements
	$(BIN)/python -m piptools compile --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-trusted-host --no-emit-find-links --no-header --no-annotate -q .ci/requirements.in -o .ci/requirements.txt

clean: ## remove what was built, but not .venv
	rm -rf build dist .mypy_cache .ruff_cache .hypothesis .coverage
