# Every way to build, run and test Remit. On a fresh Debian 12 with git and make, `make run` and
# `make test` need nothing else: missing packages are installed first (as root or with sudo).

SHELL := /bin/sh
JOBS ?= $(shell nproc)
PYTHON ?= /usr/bin/python3

# With assertions, as fast: what is run and tested. Without: what is shipped and measured.
TESTED := build/tested
RELEASE := build/release
REMIT := $(TESTED)/bin/remit
LIBREMIT := $(TESTED)/lib/libremit.so.1

# What `make run` evaluates: the policy of seed 002 over the data set beside it.
POLICY ?= policies/002/policy.remit
POLICY_DATA ?= policies/002/data
EXPLAIN ?= 项目 P003 部门引进奖

CXX_FILES = $(shell git ls-files '*.cc' '*.h' '*.c')

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "make %-10s %s\n", $$1, $$2}'

.PHONY: packages
packages: ## Install the Debian packages that are missing
	@scripts/install-packages.sh

# One rule for every preset of CMakePresets.json: configure when needed, then build. `TOGETHER=ON` compiles the files of a
# room as one: for what is built but once, in some 0.6 of the processor time for the library.
build/%/build.ninja: CMakePresets.json | packages
	cmake --preset $* $(if $(TOGETHER),-DREMIT_TOGETHER=$(TOGETHER))
	@touch $@

.PHONY: build
build: $(TESTED)/build.ninja ## Build everything, optimised, with assertions
	cmake --build --preset tested --parallel $(JOBS)

.PHONY: run
run: build ## Evaluate the sample policy over its data and explain one capped amount
	$(REMIT) run $(POLICY) --data $(POLICY_DATA) --lines 12 || [ $$? -eq 3 ]  # 3: some cells are errors
	@echo
	$(REMIT) explain $(POLICY) $(EXPLAIN) --data $(POLICY_DATA)

.PHONY: test
test: build ## Run every test: C++, C and Python, the other hosts and the databases
	@status=0; \
	ctest --preset tested --parallel $(JOBS) --label-exclude long || status=1; \
	$(MAKE) --no-print-directory packages-of-hosts; \
	$(MAKE) --no-print-directory --jobs $(JOBS) --keep-going --output-sync=target $(BESIDE) || status=1; \
	exit $$status

.PHONY: test-python
test-python: build
	$(PYTHON) -m pytest -q bindings/python

# What wants packages that no script of Debian's brings is tested where they are.
define beside
.PHONY: test-$(1)-beside
test-$(1)-beside:
	@if [ -e build/$(1)/ready ]; then $$(MAKE) --no-print-directory test-$(1); \
	else echo "test-$(1): left out, it needs $(2); make test-$(1) installs them"; fi
endef
$(eval $(call beside,duckdb,packages from PyPI))
$(eval $(call beside,spark,packages from PyPI and Java 17))
$(eval $(call beside,dask,packages from PyPI))

MINUTES ?= 10
.PHONY: fuzz
fuzz: build/fuzz/build.ninja ## Run the fuzz targets in turn, MINUTES of all together, and keep tests/fuzz/SCORE.md
	cmake --build --preset fuzz --parallel $(JOBS) --target $(FUZZ_TARGETS)
	$(PYTHON) tests/fuzz/fuzz.py build/fuzz/bin $(MINUTES) $(TARGETS)
FUZZ_TARGETS = $(shell grep -o '^remit_fuzz.fuzz_[a-z]*' tests/fuzz/CMakeLists.txt | cut -c12-)

# The bindings for other hosts, each where its toolchain is on the machine.
HOSTS := java node go rust rust-arrow serve-contract
BESIDE = test-python $(HOSTS:%=test-%) test-postgresql test-duckdb-beside test-spark-beside test-dask-beside

# Before any of them: two at a time cannot install.
.PHONY: packages-of-hosts
packages-of-hosts:
	@for tool in javac mvn node npm; do command -v $$tool >/dev/null || missing=1; done; [ -z "$$missing" ] || \
	  scripts/install-packages.sh --list packages-hosts.txt || echo "the packages of the hosts are not all to be had"
	@$(HAS_POSTGRESQL) || [ $(PG_CONFIG) != pg_config ] || scripts/install-packages.sh --list packages-databases.txt || \
	  echo "test-postgresql: its packages cannot be installed here"

.PHONY: test-hosts
test-hosts: packages-of-hosts
	@status=0; for host in $(HOSTS); do $(MAKE) --no-print-directory test-$$host || status=1; done; exit $$status

.PHONY: test-java
test-java: build kit ## Run the tests of the Java binding
	@if command -v mvn >/dev/null && command -v javac >/dev/null; then \
	  cd bindings/java && mvn --batch-mode --no-transfer-progress --quiet test && cd ../.. && \
	  $(PYTHON) bindings/java/count_tests.py java remit remit-arrow && $(PYTHON) -B tests/docs/host_samples.py java $(LIBREMIT); \
	else echo "test-java: left out, no Maven or no JDK on this machine"; fi

.PHONY: test-java-spring
test-java-spring: build ## Run the tests of the sample with Spring Boot, over HTTP on loopback
	@if command -v mvn >/dev/null && command -v javac >/dev/null; then \
	  cd bindings/java && mvn --batch-mode --no-transfer-progress --quiet test -Pspring --projects spring-sample --also-make \
	    -Dtest=GrantServiceTest -Dsurefire.failIfNoSpecifiedTests=false && cd ../.. && \
	  $(PYTHON) bindings/java/count_tests.py java-spring spring-sample; \
	else echo "test-java-spring: left out, no Maven or no JDK on this machine"; fi

# purego needs Go 1.25.
.PHONY: test-go
test-go: build kit ## Run the tests of the Go binding
	@if command -v go >/dev/null && go version | grep -qE 'go1\.(2[5-9]|[3-9][0-9])'; then \
	  cd bindings/go && go vet ./... && \
	  { REMIT_LIBRARY=$(CURDIR)/$(TESTED)/lib/libremit.so.1 go test -v ./... > $(CURDIR)/build/go.log 2>&1; status=$$?; } ; \
	  [ "$${status:-1}" -eq 0 ] || grep -v -E '^ *(=== |--- PASS)' $(CURDIR)/build/go.log; \
	  echo "go: $$(grep -c '^ *--- PASS' $(CURDIR)/build/go.log) passed"; [ "$${status:-1}" -eq 0 ] && \
	  cd ../.. && $(PYTHON) -B tests/docs/host_samples.py go $(LIBREMIT); \
	else echo "test-go: left out, no Go from 1.25 on this machine"; fi

.PHONY: test-node
test-node: build kit ## Run the tests of the Node binding
	@if command -v npm >/dev/null; then \
	  cd bindings/node && npm ci --silent --no-audit --no-fund && npm run --silent build && \
	  REMIT_LIBRARY=$(CURDIR)/$(TESTED)/lib/libremit.so.1 \
	    node --test --test-reporter=tap test/*.test.mjs > $(CURDIR)/build/node.tap; status=$$?; \
	  [ $$status -eq 0 ] || grep -A 30 '^not ok' $(CURDIR)/build/node.tap; \
	  sed -n 's/^# \(pass\|fail\|skipped\) /\1 /p' $(CURDIR)/build/node.tap | tr '\n' ' ' | sed 's/^/node: /; s/$$/\n/'; \
	  [ $$status -eq 0 ] && cd ../.. && $(PYTHON) -B tests/docs/host_samples.py node $(LIBREMIT); \
	else echo "test-node: left out, no npm on this machine"; fi

# Rust from 1.85, with Arrow from 1.88. Crates that are missing are fetched once; after that nothing needs a network.
CARGO = cd $(CURDIR)/bindings/rust && RUSTDOCFLAGS='-D warnings' REMIT_LIBRARY=$(CURDIR)/$(TESTED)/lib/libremit.so.1 cargo
RUST = command -v cargo >/dev/null && rustc --version | grep -qE
.PHONY: test-rust
test-rust: build kit ## Run the tests of the Rust binding
	@if ! ($(RUST) '^rustc (1\.(8[5-9]|9[0-9]|[1-9][0-9]{2})|[2-9])'); then \
	  echo "test-rust: left out, no Rust from 1.85 on this machine"; \
	elif ! ($(CARGO) fetch --locked --quiet); then echo "test-rust: left out, its crates cannot be fetched"; \
	else \
	  ($(CARGO) test --locked --quiet) > build/rust.log 2>&1; status=$$?; [ $$status -eq 0 ] || cat build/rust.log; \
	  awk '/^test result/ {p += $$4; f += $$6; i += $$8} /^kit: / {p += $$2; f += $$4} \
	    END {print "rust: " p " passed, " f " failed, " i " ignored"}' build/rust.log; \
	  [ $$status -eq 0 ] && ($(CARGO) clippy --locked --quiet --all-targets -- -D warnings) && \
	  ($(CARGO) doc --locked --quiet --no-deps) && $(PYTHON) -B tests/docs/host_samples.py rust $(LIBREMIT); fi

.PHONY: test-rust-arrow
test-rust-arrow: build ## Run the tests of the Rust binding with Arrow
	@if ! ($(RUST) '^rustc (1\.(8[8-9]|9[0-9]|[1-9][0-9]{2})|[2-9])'); then \
	  echo "test-rust-arrow: left out, no Rust from 1.88 on this machine"; \
	elif ! ($(CARGO) fetch --locked --quiet); then echo "test-rust-arrow: left out, its crates cannot be fetched"; \
	else \
	  ($(CARGO) test --locked --quiet --package remit --features arrow --test arrow) && \
	  ($(CARGO) clippy --locked --quiet --features arrow --all-targets -- -D warnings); fi

.PHONY: test-packed
test-packed: build ## Pack the bindings, install each in a fresh project, run a program there
	@$(PYTHON) -B bindings/try_packed.py $(LIBREMIT)

.PHONY: layers
layers: ## Write capi/remit.json, docs/c-api.md and the raw layer of every binding again, from remit.h
	@for tool in capi/interface.py capi/generate_docs.py bindings/python/scripts/generate_abi.py \
	  bindings/java/generate_abi.py bindings/node/generate_abi.py bindings/go/generate_abi.py \
	  bindings/rust/generate_sys.py bindings/dotnet/generate_native.py; do $(PYTHON) -B $$tool || exit 1; done

build/serve/ready: tests/serve/requirements.txt
	@$(PYTHON) -m venv build/serve && build/serve/bin/pip install --quiet --requirement $< && touch $@

.PHONY: test-serve-contract
test-serve-contract: build
	@if $(MAKE) --no-print-directory build/serve/ready; then \
	  $(PYTHON) -B tests/serve/contract.py $(CURDIR)/build/serve/bin/schemathesis $(CURDIR)/$(REMIT); \
	else echo "test-serve-contract: left out, schemathesis cannot be installed"; fi

.PHONY: test-serve
test-serve: test-serve-contract ## Hold the service to its OpenAPI document, and put it under load (a quiet machine)
	@if command -v wrk >/dev/null; then \
	  $(PYTHON) -B tests/serve/load.py $(CURDIR)/$(REMIT) $(CURDIR)/$(TESTED)/bin/serve_constant; \
	else echo "test-serve: the load test is left out, no wrk on this machine"; fi

# The extensions of databases. That of SQLite is one of the tests of the build as well.
.PHONY: test-sqlite
test-sqlite: build ## Run the tests of the SQLite extension
	ctest --preset tested --output-on-failure --tests-regex '^sqlite'

# PG_CONFIG=/path/to/pg_config: with that server, installed or unpacked.
PG_CONFIG ?= pg_config
HAS_POSTGRESQL = command -v $(PG_CONFIG) >/dev/null && [ -d "$$($(PG_CONFIG) --includedir-server)" ]
.PHONY: test-postgresql
test-postgresql: build ## Run the tests of the PostgreSQL extension on a server of their own; PG_CONFIG=... says which
	@$(HAS_POSTGRESQL) || $(MAKE) --no-print-directory packages-of-hosts
	@if $(HAS_POSTGRESQL); then \
	  PG_CONFIG=$(PG_CONFIG) integrations/postgresql/cluster.sh $(TESTED)/lib integrations/postgresql/regress.sh; \
	elif [ $(PG_CONFIG) != pg_config ]; then echo "test-postgresql: $(PG_CONFIG) is of no server with its headers"; exit 1; \
	else echo "test-postgresql: left out, no PostgreSQL server with its headers on this machine"; fi

# LibreOffice is large: only this target installs it.
.PHONY: test-office
test-office: build ## Hold workbooks against LibreOffice, which saves and reads them
	@scripts/install-packages.sh --list packages-office.txt
	REMIT=$(CURDIR)/$(REMIT) $(PYTHON) -m pytest -q -p no:cacheprovider tests/cli/test_workbooks_libreoffice.py

# Versions are pinned; the environment is made once, in build/duckdb, and only by this target.
build/duckdb/ready: integrations/duckdb/requirements.txt
	$(PYTHON) -m venv build/duckdb
	build/duckdb/bin/pip install --quiet --requirement $<
	@touch $@

.PHONY: test-duckdb
test-duckdb: build build/duckdb/ready ## Run the tests of DuckDB: Parquet through Python, and the extension
	@rm -f build/duckdb/remit.duckdb_extension && PYTHON=$(PYTHON) integrations/duckdb/extension.sh $(TESTED)/lib build/duckdb || \
	  echo "test-duckdb: the extension is left out, it could not be built"
	REMIT_LIBRARY=$(CURDIR)/$(TESTED)/lib/libremit.so.1 build/duckdb/bin/python -B integrations/duckdb/duckdb_test.py

# The same for Spark, which needs a Java of 17 beside it.
build/spark/ready: integrations/spark/requirements.txt
	$(PYTHON) -m venv build/spark
	build/spark/bin/pip install --quiet --requirement $<
	@touch $@

SPARK := REMIT_LIBRARY=$(CURDIR)/$(TESTED)/lib/libremit.so.1 PYSPARK_PYTHON=$(CURDIR)/build/spark/bin/python build/spark/bin/python -B

.PHONY: test-spark
test-spark: build build/spark/ready ## Run the tests of Spark through Python, with packages from PyPI
	$(SPARK) integrations/spark/spark_test.py

build/dask/ready: integrations/dask/requirements.txt
	$(PYTHON) -m venv build/dask
	build/dask/bin/pip install --quiet --requirement $<
	@touch $@

.PHONY: test-dask
test-dask: build build/dask/ready ## Run a policy in shards on workers of Dask, with packages from PyPI
	REMIT_LIBRARY=$(CURDIR)/$(TESTED)/lib/libremit.so.1 build/dask/bin/python -B integrations/dask/dask_test.py

.PHONY: bench-spark
bench-spark: build/spark/ready ## The measured work on Spark, beside Spark SQL in decimal; ROWS=1000000
	cmake --preset release && cmake --build --preset release --target remit_capi
	REMIT_LIBRARY=$(CURDIR)/build/release/lib/libremit.so.1 PYSPARK_PYTHON=$(CURDIR)/build/spark/bin/python \
	  build/spark/bin/python -B integrations/spark/bench.py $(or $(ROWS),1000000)

.PHONY: bench-postgresql
bench-postgresql: build ## What a row costs through the PostgreSQL extension, by pgbench
	integrations/postgresql/cluster.sh $(TESTED)/lib integrations/postgresql/bench.sh

.PHONY: bench-sqlite
bench-sqlite: build ## What a row costs through the SQLite extension
	$(PYTHON) -B integrations/sqlite/bench.py $(TESTED)/lib/remit_sqlite.so

# WebAssembly, made by the compiler of a Debian 13 in build/wasm (as root, once).
WASM := build/wasm/out/wasm

.PHONY: wasm
wasm: $(TESTED)/build.ninja ## Build the library and the program as WebAssembly, and the package @remit/wasm
	@scripts/install-packages.sh --list packages-page.txt
	cmake --build --preset tested --parallel $(JOBS) --target remit_grammar
	JOBS=$(JOBS) bindings/wasm/build.sh $(TESTED)/bin/remit_grammar remit_module remit_program
	@cd bindings/wasm && npm ci --silent --no-audit --no-fund && npm run --silent build && \
	  mkdir -p wasm && cp $(CURDIR)/$(WASM)/remit.mjs $(CURDIR)/$(WASM)/remit.wasm wasm/

.PHONY: test-wasm
test-wasm: wasm kit build ## Run the cases of all bindings through @remit/wasm, and hold it to the native library
	@cd bindings/node && npm ci --silent --no-audit --no-fund && npm run --silent build
	cd bindings/wasm && REMIT_PACKAGE=$(CURDIR)/bindings/wasm/index.mjs \
	  REMIT_LIBRARY=$(CURDIR)/$(TESTED)/lib/libremit.so.1 node --test --test-reporter=dot \
	  ../node/test/kit.test.mjs test/*.test.mjs

.PHONY: page
page: wasm ## Build the page that needs no installation, build/page/remit.html
	@cd page && npm ci --silent --no-audit --no-fund && npm run --silent check && mkdir -p ../build/page && \
	  node build.mjs ../$(WASM) ../build/page/remit.html

.PHONY: test-page
test-page: page ## Do a whole job on the page in Chromium; not a part of make test
	@scripts/install-packages.sh --list packages-page.txt
	cd page && node --test --test-reporter=spec test/*.test.mjs && node test/speed.mjs

.PHONY: vscode
vscode: wasm ## Build the extension of VS Code, build/remit.vsix, and try its server
	@cd editors/vscode && npm ci --silent --no-audit --no-fund && npm run --silent check && node build.mjs ../../$(WASM) && \
	  node --test --test-reporter=spec server.test.mjs && npm run --silent package -- ../../build/remit.vsix

.PHONY: kit
kit: ## Write the cases that prove a binding to build/kit.json
	@mkdir -p build && $(PYTHON) -B tests/kit/kit.py build/kit.json

.PHONY: test-long
test-long: test debs build/asan-ubsan/build.ninja build/tsan/build.ninja ## Run all of it, then the long tests and the sanitizers
	ctest --preset tested --parallel $(JOBS) --label-regex long
	cmake --build --preset asan-ubsan --parallel $(JOBS)
	ctest --preset asan-ubsan --parallel $(JOBS)
	cmake --build --preset tsan --parallel $(JOBS)
	ctest --preset tsan --parallel $(JOBS) --label-exclude long

.PHONY: debs
debs: $(RELEASE)/build.ninja ## Build the Debian packages as shipped, into dist/, and try them
	cmake --build --preset release --parallel $(JOBS) --target remit remit_capi
	sh tests/capi/package_test.sh $(CURDIR) $(CURDIR)/$(RELEASE)
	@mkdir -p dist && cp $(RELEASE)/packages/*.deb dist/ && ls dist

.PHONY: dist
dist: debs build ## Build what is released, for every platform, into dist/, and try each (WHOLE=1: no samples)
	@scripts/install-packages.sh --list packages-dist.txt
	JOBS=$(JOBS) $(PYTHON) -B packaging/dist.py $(if $(WHOLE),--whole)

.PHONY: benchmarks
benchmarks: $(RELEASE)/build.ninja
	cmake --build --preset release --parallel $(JOBS) --target benchmarks/all

.PHONY: bench
bench: benchmarks ## Run the benchmarks; the last is the table of bench-table
	@for program in $(RELEASE)/bin/bench_* $(RELEASE)/bin/work_table; do echo "== $$program"; $$program || exit 1; done

.PHONY: bench-table
bench-table: benchmarks ## The measured work beside loops by hand, as Markdown: 3 sizes, 1 and 2 threads, each instruction set
	@$(RELEASE)/bin/work_table

# Versions are pinned; the environment is made once, in build/compare.
build/compare/ready: benchmarks/compare/requirements.txt
	$(PYTHON) -m venv build/compare
	build/compare/bin/pip install --quiet --requirement $<
	@touch $@

.PHONY: bench-compare
bench-compare: benchmarks build/compare/ready ## Compare with DuckDB, numpy, polars, SQLite and others (COMPARE="--rows N")
	build/compare/bin/python benchmarks/compare/compare.py $(COMPARE)

.PHONY: docs
docs: build ## Write the generated pages and expected outputs again, and the book as HTML to build/docs
	REMIT_RECORD=1 ctest --preset tested --parallel $(JOBS) --label-exclude long
	@scripts/install-packages.sh --list packages-docs.txt
	mkdocs build --quiet --clean --strict
	@echo "the book is in build/docs/index.html; read what changed in git before committing"

.PHONY: format
format: packages ## Format all sources
	clang-format-14 -i $(CXX_FILES)

.PHONY: lint
lint: packages build/clang/build.ninja ## Check format, clang-tidy and clang's warnings
	clang-format-14 --dry-run -Werror $(CXX_FILES)
	cmake --build --preset clang --parallel $(JOBS) --target all benchmarks/all
	run-clang-tidy-14 -quiet -p build/clang -j $(JOBS) > build/clang/tidy.log 2>&1 || \
	  { grep -E 'warning:|error:' build/clang/tidy.log | sort -u; exit 1; }

.PHONY: coverage
coverage: build/coverage/build.ninja ## Count which lines and branches the tests reach, by room: build/coverage/coverage.md
	@scripts/install-packages.sh --list packages-coverage.txt
	cmake --build --preset coverage --parallel $(JOBS)
	@rm -rf build/coverage/profiles && mkdir build/coverage/profiles
	ctest --preset coverage --parallel $(JOBS) --label-exclude long || echo "coverage: what failed has counted up to there"
	REMIT_LIBRARY=$(CURDIR)/build/coverage/lib/libremit.so.1 $(PYTHON) -m pytest -q bindings/python || \
	  echo "coverage: what failed has counted up to there"
	$(PYTHON) -B tests/coverage/coverage.py build/coverage

# Nothing of the tree `tested` is touched. The environment is made once, in build/mutants.
build/mutants/ready: tests/mutation/requirements.txt
	cmake --preset tested -B build/mutants
	$(PYTHON) -m venv build/mutants/environment
	build/mutants/environment/bin/pip install --quiet --requirement $<
	@touch $@

COUNT ?= 20
.PHONY: mutants
mutants: build/mutants/ready ## Change one thing of the sources at a time, COUNT in each room, and say what no test notices (SEED, AMONG="src/number ...")
	build/mutants/environment/bin/python -B tests/mutation/mutation.py build/mutants make --count $(COUNT) $(if $(SEED),--seed $(SEED)) \
	  $(if $(AMONG),--among $(AMONG))
	PYTHON=$(PYTHON) build/mutants/environment/bin/python -B tests/mutation/mutation.py build/mutants run

.PHONY: clean
clean: ## Remove everything that was built
	rm -rf build dist
