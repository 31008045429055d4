"""Who may import whom. import-linter checks the same between services; this is what it cannot say."""

import sys

import pytest

from tests.architecture.source import files, imports, name

SERVICES = ("intake", "routing", "notify", "publish", "reporting")

#: What a domain may not import although it is in the standard library: the world outside.
OUTSIDE = {
    *("asyncio", "http", "os", "pathlib", "random", "secrets", "socket", "sqlite3", "subprocess", "threading", "time"),
}


@pytest.mark.parametrize("service", SERVICES)
def test_a_domain_imports_the_standard_library_and_itself_only(service):
    own = f"services.{service}.domain"
    assert found(service, "domain", lambda module: not _pure(module) and not module.startswith((own, "."))) == []


@pytest.mark.parametrize("service", SERVICES)
def test_a_domain_never_asks_what_time_it_is(service):
    asking = (".now(", ".utcnow(", ".today(")
    domain = files(f"services/{service}/domain/*.py")
    assert [name(file) for file in domain if any(call in file.read_text() for call in asking)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_only_the_relay_publishes(service):
    """A service that holds pika, or a publisher of kombu or nameko, could announce what it has not stored."""
    publishers = ("pika", "kombu", "nameko.messaging", "nameko.events", "nameko.standalone")
    assert found(service, "", lambda module: module.startswith(publishers)) == []


@pytest.mark.parametrize("service", SERVICES)
def test_use_cases_know_neither_adapters_nor_a_library_of_storage_or_web(service):
    forbidden = ("pymongo", "flask", "requests", "nameko", "eventlet", "smtplib", f"services.{service}.adapters")
    assert found(service, "usecases", lambda module: module.startswith(forbidden)) == []


def test_operations_reach_the_services_by_the_command_table_only():
    """Otherwise a service that cannot be imported takes the whole command line with it."""
    reached = tuple(f"services.{service}" for service in SERVICES)
    assert found("ops", "", lambda module: module.startswith(reached)) == []


def found(service, room, guilty):
    """Return `file: module` for every import in a room of a service that `guilty` holds for."""
    pattern = f"services/{service}/{room}/*.py" if room else f"services/{service}/*.py"
    return [f"{name(file)}: {module}" for file in files(pattern) for module in imports(file) if guilty(module)]


def _pure(module):
    top = module.partition(".")[0]
    return top in sys.stdlib_module_names and top not in OUTSIDE
