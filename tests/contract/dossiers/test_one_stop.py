"""What a one-stop system must do; its makers run this against theirs (`contracts/dossiers/README.md`)."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import requests
import yaml

from services.kit.dossiers import read_code
from services.kit.dossiers.wire import DossierSchema, read_dossier
from tests.simulators.onestop import OneStopSimulator

DOCUMENT = yaml.safe_load((Path(__file__).parents[3] / "contracts" / "dossiers" / "one-stop.yaml").read_text())
UNKNOWN = "H21.99-180101-9999"


@dataclass(frozen=True)
class System:
    """The system under test, and codes that it knows."""

    url: str
    key: str
    codes: tuple[str, ...]

    def ask(self, code: str, key: str | None = None) -> requests.Response:
        """Ask as the hotline does."""
        headers = {"Authorization": f"Bearer {self.key if key is None else key}", "Accept": "application/json"}
        return requests.get(f"{self.url}/dossiers/{code}", headers=headers, timeout=2, allow_redirects=False)


@pytest.fixture(scope="module")
def system() -> Iterator[System]:
    if os.environ.get("DOSSIER_URL"):
        codes = tuple(os.environ["DOSSIER_CODES"].split())
        yield System(os.environ["DOSSIER_URL"].rstrip("/"), os.environ["DOSSIER_KEY"], codes)
        return
    with OneStopSimulator() as simulator:
        yield System(simulator.url, simulator.credentials.key, tuple(simulator.dossiers))


@pytest.fixture(scope="module")
def shown(system: System) -> list[dict[str, Any]]:
    return [system.ask(code).json() for code in system.codes]


def test_what_is_known_is_as_the_document_says(shown: list[dict[str, Any]]) -> None:
    schema = {**DOCUMENT["components"]["schemas"]["Dossier"], "components": DOCUMENT["components"]}
    for each in shown:
        jsonschema.validate(each, schema)


def test_it_is_what_the_hotline_reads(system: System, shown: list[dict[str, Any]]) -> None:
    assert [read_dossier(each).code for each in shown] == list(system.codes)


def test_codes_are_in_the_spelling_the_hotline_asks_with(system: System) -> None:
    assert [read_code(code).text for code in system.codes] == list(system.codes)


def test_an_unknown_dossier_is_404_in_json(system: System) -> None:
    answer = system.ask(UNKNOWN)
    assert answer.status_code == 404
    assert "json" in answer.headers["Content-Type"]


def test_without_the_key_nothing_is_said(system: System) -> None:
    answer = system.ask(system.codes[0], key="not-the-key")
    assert answer.status_code == 401
    assert system.codes[0] not in answer.text


def test_it_answers_while_somebody_waits(system: System) -> None:
    began = time.monotonic()
    assert system.ask(system.codes[0]).ok
    assert time.monotonic() - began < 1


def test_the_document_and_the_reader_name_the_same_fields() -> None:
    documented = DOCUMENT["components"]["schemas"]["Dossier"]
    reader = DossierSchema().fields
    assert set(documented["properties"]) == set(reader)
    assert set(documented["required"]) == {name for name, field in reader.items() if field.required}
