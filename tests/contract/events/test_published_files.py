"""The files under contracts/ are what the code says, and AsyncAPI's document is a valid one."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import openapi_spec_validator
import pytest
import yaml

from services.kit.events import all_types
from services.kit.messaging.topology import CONSUMERS, agency_queue
from services.ops.contracts import files, openapi
from services.ops.contracts.asyncapi import AGENCY_OPERATIONS
from services.routing.adapters.broker_admin_rights import permissions, topic_permissions

CONTRACTS = Path(__file__).parents[3] / "contracts"
PARSER = CONTRACTS / "node_modules" / "@asyncapi" / "parser"


@pytest.fixture(scope="module")
def asyncapi() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((CONTRACTS / "asyncapi.yaml").read_text())
    return document


def test_the_published_files_are_what_the_code_says() -> None:
    assert [str(path) for path in files.differences(CONTRACTS)] == []


@pytest.mark.parametrize("name", openapi.SITES)
def test_every_openapi_document_is_valid_and_the_services_own(name: str) -> None:
    document = json.loads((CONTRACTS / "openapi" / f"{name}.json").read_text())
    assert document["openapi"].startswith("3.1")
    openapi_spec_validator.validate(document)


def test_every_event_type_has_a_channel(asyncapi: dict[str, Any]) -> None:
    addresses = [channel["address"].rpartition(".")[0] for channel in asyncapi["channels"].values()]
    assert {cls.TYPE for cls in all_types().values()} <= set(addresses)


def test_every_reference_leads_somewhere(asyncapi: dict[str, Any]) -> None:
    for reference in references(asyncapi):
        found: Any = asyncapi
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]


def references(part: Any) -> list[str]:
    if isinstance(part, list):
        return [each for inner in part for each in references(inner)]
    if not isinstance(part, dict):
        return []
    own = [part["$ref"]] if "$ref" in part else []
    return own + [each for inner in part.values() for each in references(inner)]


def test_every_example_is_valid_by_its_payload_schema(asyncapi: dict[str, Any]) -> None:
    for message in asyncapi["components"]["messages"].values():
        payload = asyncapi["components"]["schemas"][message["payload"]["$ref"].rpartition("/")[2]]
        for each in message["examples"]:
            jsonschema.Draft7Validator(payload).validate(each["payload"])


def test_the_readers_named_are_those_of_the_topology(asyncapi: dict[str, Any]) -> None:
    received = asyncapi["channels"]["caseReceived"]["description"]
    assert received == "Read by: routing.cases, notify.cases, publish.cases, reporting.cases."
    named = " ".join(channel["description"] for channel in asyncapi["channels"].values())
    assert all(queue in named for queue in CONSUMERS)


def test_an_agency_may_do_what_the_document_says_and_no_more() -> None:
    """The document's operations, the queue's bindings and the broker user's rights tell of the same types."""
    _, _, received = AGENCY_OPERATIONS["receiveCases"]
    assert [binding.key for binding in agency_queue("so-y-te").bindings] == [f"{type_}.so-y-te" for type_ in received]
    sent = sorted(t for action, _, types in AGENCY_OPERATIONS.values() if action == "send" for t in types)
    kinds = "accepted|answered|returned|info_requested|extension_requested|progressed"
    assert topic_permissions("so-y-te")[0]["write"] == rf"^reply\.({kinds})\.so\-y\-te$"
    assert sent == sorted(f"reply.{kind}" for kind in kinds.split("|"))
    assert permissions("so-y-te")["read"] == r"^agency\.so\-y\-te$"


@pytest.mark.skipif(
    not (PARSER.exists() and shutil.which("node")), reason="`make contracts-check` installs AsyncAPI's parser"
)
@pytest.mark.parametrize(("change", "valid"), [(None, True), (("action: receive", "action: listen"), False)])
def test_asyncapis_own_parser_agrees(change: tuple[str, str] | None, valid: bool, tmp_path: Path) -> None:
    text = (CONTRACTS / "asyncapi.yaml").read_text()
    document = tmp_path / "asyncapi.yaml"
    document.write_text(text.replace(*change) if change else text)
    result = subprocess.run(
        ["node", str(CONTRACTS / "check.mjs"), str(document)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode == 0) is valid, result.stderr
