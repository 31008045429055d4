"""`hotline ledger key`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from services.kit.settings import read
from services.publish.adapters.ed25519 import Ed25519Signer
from services.publish.commands.ledger import ledger
from services.publish.settings import load


def test_the_pair_that_is_printed_is_one_that_the_portal_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = CliRunner().invoke(ledger, ["key"], catch_exceptions=False).output
    private = shown.splitlines()[0].removeprefix("LEDGER_KEY=")
    for name in ("AMQP_URI", "MONGO_URI", "SECRET_KEY", "TRACKING_KEY"):
        monkeypatch.setenv(name, "only-for-this-test")
    monkeypatch.setenv("LEDGER_KEY", private)
    (public,) = Ed25519Signer(read(load).ledger_keys).keys
    assert f"Public key: {public}" in shown
    assert shown.count(private) == 1


def test_no_two_pairs_are_the_same() -> None:
    pairs = {CliRunner().invoke(ledger, ["key"]).output for _ in range(3)}
    assert len(pairs) == 3
