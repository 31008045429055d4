"""Where the one-stop system is."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from environs import Env, EnvValidationError
from marshmallow.validate import Range

from services.kit.clock import Clock
from services.kit.dossiers.http_one_stop import HttpOneStop
from services.kit.dossiers.one_stop import NotConnected, OneStop

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSettings:
    """`url` is the system's address, or of the bridge before it; empty: none is connected. `key` is ours there."""

    url: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 2.0


def dossiers(env: Env) -> DossierSettings:
    """Read the settings. Raises environs' errors, also for an address without TLS that is not on this machine, unless
    DOSSIER_INSECURE says that the system is only tried.
    """
    url = env.str("DOSSIER_URL", "").rstrip("/")
    if url and not _is_safe(url, insecure=env.bool("DOSSIER_INSECURE", False)):
        raise EnvValidationError("DOSSIER_URL must begin with https://", ["https is needed"])
    key = env.str("DOSSIER_KEY") if url else ""
    return DossierSettings(url=url, key=key, seconds=env.float("DOSSIER_SECONDS", 2.0, validate=Range(min=0.1, max=10)))


def _is_safe(url: str, *, insecure: bool) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and (insecure or parts.hostname in LOOPBACK))


def one_stop_of(settings: DossierSettings, clock: Clock) -> OneStop:
    """Return the adapter the settings ask for."""
    return HttpOneStop(settings.url, settings.key, clock, settings.seconds) if settings.url else NotConnected()
