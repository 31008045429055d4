"""What is known of a call, gathered from signals in whatever order they came, and however often.

Every fact is the least or the greatest of what signals said about it, so neither order nor repetition matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from services.intake.domain.calls.signal import ABANDONED, ANSWERED, DISPOSITIONS, FINAL, HANGUP, VOICEMAIL, Signal

Facts = Mapping[str, Any]


class Changes(NamedTuple):
    """What one signal says: for each fact the least, or the greatest, is kept."""

    least: dict[str, Any]
    greatest: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call as far as it is known. `cases` are the codes of what was filed for the caller."""

    id: str
    vendor: str
    call: str
    began_at: datetime
    heard_at: datetime
    seen: frozenset[str]
    number: str | None = field(default=None, repr=False)
    shown: str = field(default="", repr=False)
    outbound: bool = False
    did: str | None = None
    branch: str | None = None
    extension: str | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    said: str | None = None
    recording: str | None = field(default=None, repr=False)
    voicemail: str | None = field(default=None, repr=False)
    voicemail_seconds: int | None = None
    cases: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether a signal said that the call has ended."""
        return bool(self.seen & FINAL)

    @property
    def answered(self) -> bool:
        """Whether somebody, or the menu, took the call."""
        return ANSWERED in self.seen or self.answered_at is not None or self.said == "answered"

    @property
    def left_message(self) -> bool:
        """Whether the caller spoke to the answering machine."""
        return VOICEMAIL in self.seen or self.voicemail is not None or self.said == "voicemail"


def changes(signal: Signal) -> Changes:
    """Return what a signal adds to the facts. What it does not say changes nothing."""
    least = {"began_at": signal.queued_at or signal.at, "answered_at": _answered_at(signal)}
    greatest = {
        "heard_at": signal.at,
        f"seen.{signal.kind}": True,
        "ended_at": _ended_at(signal),
        "number": signal.number,
        "shown": signal.shown,
        "outbound": signal.outbound,
        "did": signal.did,
        "branch": signal.branch,
        # The last extension that had the call, where it was passed on.
        "agent": {"at": signal.at, "extension": signal.extension} if signal.extension else None,
        "said": _strength(signal.disposition),
        "recording": signal.recording,
        "voicemail": signal.voicemail,
        "voicemail_seconds": signal.voicemail_seconds,
    }
    return Changes(_given(least), _given(greatest))


def merged(facts: Facts, news: Changes) -> dict[str, Any]:
    """Return the facts after a signal, as the database merges them; `seen.ringing` is one key here."""
    after = dict(facts)
    for name, value in news.least.items():
        after[name] = min(after.get(name, value), value)
    for name, value in news.greatest.items():
        after[name] = max(after.get(name, value), value, key=_comparable)
    return after


def call_of(id_: str, facts: Facts, cases: Iterable[str] = ()) -> Call:
    """Return the call that the facts tell of. `seen` is a mapping, as the database nests it."""
    vendor, _, call = id_.partition(":")
    return Call(
        id=id_,
        vendor=vendor,
        call=call,
        began_at=facts["began_at"],
        heard_at=facts["heard_at"],
        seen=frozenset(facts["seen"]),
        extension=facts.get("agent", {}).get("extension"),
        said=DISPOSITIONS[facts["said"]] if "said" in facts else None,
        cases=tuple(cases),
        **{name: facts[name] for name in _AS_THEY_ARE if name in facts},
    )


_AS_THEY_ARE = (
    "number",
    "shown",
    "outbound",
    "did",
    "branch",
    "answered_at",
    "ended_at",
    "recording",
    "voicemail",
    "voicemail_seconds",
)


def _answered_at(signal: Signal) -> datetime | None:
    return signal.answered_at or (signal.at if signal.kind == ANSWERED else None)


def _ended_at(signal: Signal) -> datetime | None:
    return signal.ended_at or (signal.at if signal.kind in {HANGUP, ABANDONED} else None)


def _strength(disposition: str | None) -> int | None:
    return DISPOSITIONS.index(disposition) if disposition else None


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _comparable(value: Any) -> Any:
    return tuple(value.values()) if isinstance(value, Mapping) else value
