# The two commands are `make demo` and `make test`; both do all set-up.
HOME_OF_DEMO ?= var/demo
JOBS ?= 2
EVENTS ?= 1000000
SEED ?= 1

.PHONY: help setup demo test test-gateways check stress bench bench-reading bench-contradictions bench-mutations bench-instructions bench-audit bench-flow bench-nightly bench-claude clean

help:
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 24

setup: ## make .venv with everything in it
	@scripts/setup

demo: setup ## assess the example watchlist through real flows
	@DILIGENCE_HOME=$(HOME_OF_DEMO) scripts/demo

test: setup ## run the tests; what the machine lacks is skipped and listed
	.venv/bin/pytest -n $(JOBS) --dist loadfile

test-gateways: setup ## install servers of others (LiteLLM, aimock) and run the core scenarios against them
	@scripts/gateways
	.venv/bin/pytest tests/gateways

check: setup ## lint, format, types, import rules
	@scripts/check

stress: setup ## the trail under load, 16 of 48 runs killed, two auditors asking (SEED=1)
	.venv/bin/python benchmarks/stress.py --seed $(SEED)

bench-reading: setup ## time and memory of reading documents
	.venv/bin/python benchmarks/reading.py
	.venv/bin/python benchmarks/typical_room.py

bench-contradictions: setup ## precision and recall on labelled rooms and sentence pairs
	.venv/bin/python benchmarks/sentence_pairs.py
	.venv/bin/python benchmarks/contradictions.py

bench-mutations: setup ## recall on altered figures, dates, names and directions
	.venv/bin/python benchmarks/mutations.py

bench-instructions: setup ## attack texts found in documents, and false alarms
	.venv/bin/python benchmarks/instructions.py

bench-audit: setup ## events a second beside the alternatives, and questions to EVENTS of them
	.venv/bin/python benchmarks/audit_trail.py
	.venv/bin/python benchmarks/audit_queries.py --events $(EVENTS)

bench-flow: setup ## one target: branches and synthesis beside the ideal time
	.venv/bin/python benchmarks/flow.py

bench-nightly: setup ## a night: 40 targets, and 500 unchanged ones
	.venv/bin/python benchmarks/nightly.py

bench-claude: setup ## the pipeline beside the model's answers, and the limit over two processes
	.venv/bin/python benchmarks/claude.py

bench: bench-reading bench-contradictions bench-mutations bench-instructions bench-audit bench-flow bench-nightly bench-claude ## all benchmarks

clean: ## remove what was made, but not var/
	rm -rf .venv .gateways .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
