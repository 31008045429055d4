"""The OpenAPI documents, asked of each service's own site, which is built but wired to nothing and never served."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from environs import Env

from services.ops.contracts.json_schema import Json

#: Process → (what makes its site, what reads its settings).
SITES = {
    "intake-hotline": ("services.intake.web.site:hotline_site", "services.intake.settings:load"),
    "intake-mobile": ("services.intake.web.open311.site:mobile_site", "services.intake.settings.mobile:load"),
    "intake-web": ("services.intake.web.site:web_site", "services.intake.settings:load"),
    "notify": ("services.notify.web:create_site", "services.notify.settings:load"),
    "publish": ("services.publish.web.site:create_site", "services.publish.settings:load"),
    "reporting": ("services.reporting.web.site:create_site", "services.reporting.settings:load"),
    "routing": ("services.routing.web.site:create_site", "services.routing.settings:load"),
}

#: Settings without a default. No site connects anywhere or signs anything while it describes itself.
_ENVIRONMENT = {
    "AMQP_URI": "amqp://nowhere.invalid",
    "MONGO_URI": "mongodb://nowhere.invalid",
    "SECRET_KEY": "only-for-describing-the-site-" * 2,
    "TRACKING_KEY": "only-for-describing-the-site-" * 2,
    "FILES_KEY": "only-for-describing-the-site-" * 2,
    "PUBLIC_URL": "https://1022.example.org",
    "SMTP_URL": "smtp://nowhere.invalid",
    "MAIL_FROM": "1022@example.org",
}


class Unwired:
    """Stands for an application and its parts: sites may take references to them, but not call them."""

    def __getattr__(self, name: str) -> Unwired:
        if name.startswith("__"):
            raise AttributeError(name)
        return Unwired()

    def __call__(self, *_: object, **__: object) -> None:
        """Raise RuntimeError."""
        raise RuntimeError("a site used its application while it was only describing itself")


def documents() -> Iterator[tuple[str, Json]]:
    """Yield each process's name and OpenAPI document."""
    with _environment():
        for name, (site, settings) in SITES.items():
            yield name, _document(_find(site), _find(settings))


def _document(create_site: Any, load: Any) -> Json:
    application = Unwired()
    application.settings = load(Env())  # type: ignore[attr-defined]
    document: Json = create_site(application).test_client().get("/api/openapi.json").json
    return document


def _find(place: str) -> Any:
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)


@contextmanager
def _environment() -> Iterator[None]:
    """Give the settings what they need, whatever this process was given; afterwards all is as before."""
    before = dict(os.environ)
    os.environ.update(_ENVIRONMENT)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
