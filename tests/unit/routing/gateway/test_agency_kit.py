"""The kit stands alone, its lock is ours, and its table of refusals is whole."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from services.routing.commands.agency.kit_files import TYPES, Kit, kit_files

ROOT = Path(__file__).parents[4]
KIT = ROOT / "examples" / "agency_kit"
PROGRAMS = sorted(KIT.glob("*.py"))
#: Where what an agency's reply can be refused for is decided.
REFUSING = [
    *(ROOT / "services/routing/domain/policies").glob("*.py"),
    *(ROOT / "services/routing/usecases/requests").glob("*.py"),
    ROOT / "services/routing/usecases/read_reply.py",
]
#: Refusals of requests that agencies' systems cannot make, or that nobody is there to be told.
OF_OTHERS = {
    *("unknown-sender", "already-at-the-centre", "not-in-triage", "not-held", "not-reopened", "not-merged"),
    *("no-lead-yet", "not-your-role", "nothing-submitted", "not-waiting", "nothing-asked", "takes-part-already"),
    *("unknown-category", "unknown-area", "not-taken"),
    *("merged-with-itself", "follows-another", "private-primary", "too-many-followers", "primary-withdrawn"),
}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.name)
def test_a_program_imports_the_standard_library_and_what_the_lock_names(program: Path) -> None:
    allowed = {"pika", "requests", "jsonschema", *(each.stem for each in PROGRAMS)}
    tree = ast.parse(program.read_text())
    named = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in named} - sys.stdlib_module_names <= allowed


def test_webhooks_and_the_inbox_need_no_library_at_all() -> None:
    for name in ("webhook.py", "inbox.py", "hotline.py", "handle.py"):
        assert not re.search(r"^(import|from) (pika|requests)", (KIT / name).read_text(), re.MULTILINE)


def test_the_kit_locks_what_we_have_tested() -> None:
    own = _locked((KIT / "requirements.txt").read_text())
    ours = _locked((ROOT / "requirements" / "runtime.txt").read_text())
    assert set(own) == {"pika", "requests", "urllib3", "certifi", "idna", "charset-normalizer"}
    assert own == {name: ours[name] for name in own}


def _locked(text: str) -> dict[str, set[str]]:
    """Return what a lock says of each package: its version and the hashes."""
    found: dict[str, set[str]] = {}
    name = ""
    for line in text.splitlines():
        match = re.match(r"([a-z0-9-]+)==(\S+)", line)
        if match:
            name = match[1]
            found[name] = {match[2]}
        elif hashed := re.search(r"--hash=(\S+)", line):
            found[name].add(hashed[1])
    return found


def test_every_refusal_an_agency_may_meet_is_explained() -> None:
    explained = set(yaml.safe_load((KIT / "errors.yaml").read_text()))
    met = {slug for file in REFUSING for slug in _refusals(file)} - OF_OTHERS
    assert met - explained == set()


def _refusals(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"Refuse", "Rejected"}:
            if node.args and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


@pytest.mark.parametrize("delivery", ["amqp", "pull", "webhook"])
def test_the_files_of_a_kit(delivery: str) -> None:
    files = kit_files(Kit(agency="xa-thu", name="UBND xã Thử", delivery=delivery), ROOT)
    assert {f"examples/{type_}.json" for type_ in TYPES} <= files.keys()
    assert ".env" not in files
    assert not [name for name, text in files.items() if re.search(r"@[A-Z_]+@", text)]
    asyncapi = yaml.safe_load(files["asyncapi.yaml"])
    assert asyncapi["channels"]["agencyQueue"]["address"] == "agency.xa-thu"
    assert "reply.answered.xa-thu" in files["asyncapi.yaml"]
    openapi = json.loads(files["openapi.json"])
    assert {"/api/agency/messages", "/api/agency/acknowledgements", "/api/agency/replies"} <= openapi["paths"].keys()
    for table in (files["README.md"].partition("# Connecting")[0], files["README.md"].partition("# Connecting")[2]):
        assert "`unknown-case`" in table


def test_what_an_excerpt_refers_to_is_in_it() -> None:
    files = kit_files(Kit(agency="xa-thu", name="UBND xã Thử", delivery="pull"), ROOT)
    for document in (json.loads(files["openapi.json"]), yaml.safe_load(files["asyncapi.yaml"])):
        for reference in re.findall(r"#(/[\w/.-]+)", json.dumps(list(_refs(document)))):
            found = document
            for part in reference.strip("/").split("/"):
                found = found[part]


def _refs(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            if name == "$ref":
                yield str(value)
            else:
                yield from _refs(value)
    elif isinstance(found, list):
        for each in found:
            yield from _refs(each)
