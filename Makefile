# Every target is one command of dev.py, which can be called without make: python3 dev.py run
# More words for a command: make test ARGS="tests/care -x". Another Python: make run PYTHON=python3.13

PYTHON ?= python3
ARGS ?=
ORDER ?=

.PHONY: run test lint demo faults bench states lighthouse sheets pictures drawings build client lock

run lint demo faults bench states lighthouse sheets pictures drawings build client lock:
	@$(PYTHON) dev.py $@ $(ARGS)

# make test ORDER=random shuffles the tests and prints the seed that repeats the shuffle.
test:
	@$(PYTHON) dev.py test $(if $(filter random,$(ORDER)),-p randomly) $(ARGS)
