"""Settings of the telephone channel."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path

from environs import Env

from services.intake.settings import IntakeSettings, load


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSettings:
    """`secrets` by vendor: only vendors named here are listened to; `secret` is every other vendor's, empty for none.

    `mappings` is a folder with the province's own vendor mappings. `grace` is how long signals that overtake one
    another are waited for. `claim` is how long an operator has a call-back, `rest` how long it waits after an attempt.
    `recording_hosts` are the names (and their subdomains) voicemail is fetched from, `recording_tries` how often;
    `insecure` allows http and private addresses, for tests, the lab, and telephone systems in the same building.
    """

    secrets: dict[str, str] = field(default_factory=dict, repr=False)
    secret: str = field(default="", repr=False)
    mappings: Path | None = None
    grace: timedelta = timedelta(seconds=15)
    claim: timedelta = timedelta(minutes=15)
    rest: timedelta = timedelta(minutes=30)
    recording_hosts: tuple[str, ...] = ()
    recording_tries: int = 10
    insecure: bool = False

    def secret_of(self, vendor: str) -> str:
        """Return the vendor's secret; empty when it is not listened to."""
        return self.secrets.get(vendor) or self.secret


@dataclass(frozen=True, slots=True, kw_only=True)
class HotlineSettings(IntakeSettings):
    """The shared settings and those of calls. By `desk_key` the desk acts for who is signed in there, if it may."""

    calls: CallSettings
    desk_key: str = field(default="", repr=False)


def load_hotline(env: Env) -> HotlineSettings:
    """Read the settings. Raises environs' errors for what is missing or wrong."""
    shared = load(env)
    common = {each.name: getattr(shared, each.name) for each in fields(shared)}
    return HotlineSettings(**common, calls=calls(env), desk_key=env.str("DESK_KEY", ""))


def calls(env: Env) -> CallSettings:
    """Read what is about calls."""
    return CallSettings(
        secrets=env.dict("PBX_SECRETS", {}),
        secret=env.str("PBX_SECRET", ""),
        mappings=env.path("PBX_MAPPINGS", None),
        grace=timedelta(seconds=env.float("CALL_GRACE_SECONDS", 15)),
        claim=timedelta(minutes=env.float("CALL_BACK_CLAIM_MINUTES", 15)),
        rest=timedelta(minutes=env.float("CALL_BACK_REST_MINUTES", 30)),
        recording_hosts=_hosts(env.list("PBX_RECORDING_HOSTS", [])),
        recording_tries=env.int("PBX_RECORDING_TRIES", 10),
        insecure=env.bool("PBX_RECORDINGS_INSECURE", False),
    )


def _hosts(typed: list[str]) -> tuple[str, ...]:
    return tuple(each.strip().lower() for each in typed if each.strip())
