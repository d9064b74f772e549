# 每个目标都交给 bookkit/commands/make.py：它只用标准库，装好一切再干活；没有 make 就直接运行它。
PYTHON ?= python3

.PHONY: serve test quick build offline pdf epub update mutants bench prices canary lighthouse
serve test quick build offline pdf epub update mutants bench prices canary lighthouse:
	@$(PYTHON) bookkit/commands/make.py $@
