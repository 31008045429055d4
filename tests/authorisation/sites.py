"""Every site that the Procfile starts, as its process would build it."""

from __future__ import annotations

import importlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from deploy.local import providers
from services.kit.service import Site, Wired
from services.kit.settings import read
from tests.servers.mongo import Mongo

ROOT = Path(__file__).parents[2]
#: Changing nothing of a resource, and answered by Flask itself.
AUTOMATIC = frozenset({"HEAD", "OPTIONS"})
_STARTED = re.compile(r"^([a-z-]+):.* -m services\.kit\.runner (\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Served:
    """A site, and the application behind it."""

    app: Flask
    application: Any

    def places(self) -> Iterator[tuple[str, str]]:
        """Yield method and path of everything that is served, but for the files of our own style and scripts."""
        rules = (rule for rule in self.app.url_map.iter_rules() if rule.endpoint.rpartition(".")[2] != "static")
        for rule in rules:
            yield from ((method, str(rule.rule)) for method in sorted((rule.methods or set()) - AUTOMATIC))


def built(environment: dict[str, str], mongo: Mongo) -> dict[str, Served]:
    """Return the site of every process that shows one, by the process' name; all share the connection of `mongo`."""
    started = _STARTED.findall((ROOT / "Procfile").read_text(encoding="utf-8"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("services.kit.storage.mongo.MongoClient", lambda *_, **__: mongo.client)
        for name, value in environment.items():
            patch.setenv(name, value)
        found = {name: _site(_service(place)) for name, place in started}
    return {name: site for name, site in found.items() if site}


def environment(mongo: Mongo) -> dict[str, str]:
    """Return what all processes need to know; nothing listens at the addresses in it."""
    nowhere = "http://nowhere.invalid"
    return {
        **providers.environment("for these tests only", 0),
        **{name: secrets.token_hex() for name in ("SECRET_KEY", "TRACKING_KEY", "FILES_KEY", "DESK_KEY")},
        "AMQP_URI": "amqp://nowhere.invalid",
        "SMTP_URL": "smtp://nowhere.invalid",
        "IMAP_URL": "imap://nowhere.invalid",
        "MAIL_ADDRESSES": "1022@example.org",
        "MAIL_FROM": "1022@example.org",
        "PUBLIC_URL": nowhere,
        "INTAKE_HOTLINE_URL": nowhere,
        "HOTLINE_SECONDS": "0.2",
        "NOTIFY_URL": nowhere,
        "NOTIFY_SECONDS": "0.2",
        **mongo.environment(),
    }


def _service(place: str) -> type:
    module, _, name = place.partition(":")
    found: type = getattr(importlib.import_module(module), name)
    return found


def _site(service: type) -> Served | None:
    parts = vars(service).values()
    site = next((each for each in parts if isinstance(each, Site)), None)
    if site is None:
        return None
    wired = next(each for each in parts if isinstance(each, Wired))
    application = wired.build(read(wired.load))
    return Served(site.create(application), application)
