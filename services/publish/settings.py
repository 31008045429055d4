"""What the portal must be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from environs import Env
from marshmallow.validate import Length, Range, Regexp

from services.kit.own_links import LINK_KEY
from services.kit.settings import CommonSettings, common

#: Under which everybody may use the open data: a preset, the province decides.
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Where the pictures of questions and of answers are fetched, inside; `key` signs the links.

    While one is empty, no picture of that kind can be let out.
    """

    intake_url: str = ""
    routing_url: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(CommonSettings):
    """Settings of the portal.

    `tracking_key` hashes the digits citizens track their cases with; changing it invalidates them. `contact_kept` is
    how long after the answer a contact is kept for cleaning corrections of it. `proxies` counts trusted reverse
    proxies in front. `public_url` is the portal's own address as search engines and readers know it, without a slash at
    its end; where it is empty, pages do not tell theirs. The two other addresses are links only. `link_key` opens
    the links in messages, which notify signs with the same, and signs those to where something is added; without it
    there are no such links. `ledger_keys` sign the days of the ledger, which stay unsigned without them. By `desk_key`
    the desk acts for who is signed in there.
    """

    secret_key: str
    tracking_key: bytes
    intake_url: str
    reporting_url: str
    contact_kept: timedelta
    proxies: int
    link_key: str = field(default="", repr=False)
    ledger_keys: tuple[str, ...] = field(default=(), repr=False)
    public_url: str = ""
    licence: str = LICENCE
    licence_url: str = LICENCE_URL
    desk_key: str = field(default="", repr=False)
    pictures: PictureSettings = field(default_factory=PictureSettings)


#: Private keys of Ed25519, 64 hex digits each, the one that stays first.
_KEYS = Regexp(r"([0-9a-f]{64}(,[0-9a-f]{64})*)?\Z")


def load(env: Env) -> Settings:
    """Read the settings. Raises EnvError."""
    return Settings(
        **common(env, "publish"),  # type: ignore[arg-type]
        secret_key=env.str("SECRET_KEY", validate=Length(min=16)),
        tracking_key=env.str("TRACKING_KEY", validate=Length(min=16)).encode(),
        intake_url=env.str("INTAKE_WEB_URL", ""),
        reporting_url=env.str("REPORTING_URL", ""),
        contact_kept=timedelta(days=env.int("CONTACT_DAYS", 7, validate=Range(min=0))),
        proxies=env.int("TRUSTED_PROXIES", 0, validate=Range(min=0)),
        public_url=env.str("PUBLIC_URL", "").rstrip("/"),
        licence=env.str("OPEN_DATA_LICENCE", LICENCE),
        licence_url=env.str("OPEN_DATA_LICENCE_URL", LICENCE_URL),
        desk_key=env.str("DESK_KEY", ""),
        pictures=_pictures(env),
        link_key=env.str("LINK_KEY", "", validate=LINK_KEY),
        ledger_keys=_several(env.str("LEDGER_KEY", "", validate=_KEYS)),
    )


def _pictures(env: Env) -> PictureSettings:
    """Read where pictures are; the key is needed only where there is a place to ask."""
    intake, routing = (env.str(name, "").rstrip("/") for name in ("INTAKE_FILES_URL", "ROUTING_FILES_URL"))
    if not intake and not routing:
        return PictureSettings()
    return PictureSettings(intake, routing, env.str("FILES_KEY", validate=Length(min=16)))


def _several(written: str) -> tuple[str, ...]:
    return tuple(written.split(",")) if written else ()
