"""Codes of dossiers and our key go over TLS, unless the system is only tried."""

from __future__ import annotations

import pytest
from environs import Env, EnvValidationError

from services.kit.dossiers.settings import DossierSettings, dossiers


@pytest.mark.parametrize(
    "url", ["https://motcua.example.org/api", "http://127.0.0.1:8095/onestop", "http://localhost/", "http://[::1]:80"]
)
def test_addresses_nobody_can_listen_in_on_are_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert _read(monkeypatch, DOSSIER_URL=url, DOSSIER_KEY="k").url == url.rstrip("/")


@pytest.mark.parametrize("url", ["http://motcua.example.org", "ftp://127.0.0.1", "motcua.example.org"])
def test_others_are_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with pytest.raises(EnvValidationError):
        _read(monkeypatch, DOSSIER_URL=url, DOSSIER_KEY="k")


def test_plain_http_to_another_machine_is_for_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    read = _read(monkeypatch, DOSSIER_URL="http://lab:8095/onestop", DOSSIER_KEY="k", DOSSIER_INSECURE="yes")
    assert read.url == "http://lab:8095/onestop"
    with pytest.raises(EnvValidationError):
        _read(monkeypatch, DOSSIER_URL="ftp://lab", DOSSIER_KEY="k", DOSSIER_INSECURE="yes")


def test_without_an_address_nothing_is_needed_and_nothing_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(monkeypatch) == DossierSettings()


def test_the_key_is_in_no_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "secret-key" not in repr(_read(monkeypatch, DOSSIER_URL="https://x.example.org", DOSSIER_KEY="secret-key"))


def _read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> DossierSettings:
    for name in ("DOSSIER_URL", "DOSSIER_KEY", "DOSSIER_INSECURE", "DOSSIER_SECONDS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return dossiers(Env())
