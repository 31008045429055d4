"""From a vendor's JSON to a signal, by the vendor's mapping."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from services.intake.adapters.pbx.mapping import VendorMapping
from services.intake.domain.calls.signal import MOST_CALL, VOICEMAIL, Signal
from services.intake.domain.contact import MOST_PHONE_AS_TYPED, NormalisePhone
from services.intake.usecases.call_ports import NotUnderstood

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_WORDS, MOST_ADDRESS = 60, 2000
#: A time further from the delivery's own is a slip of the vendor's clock or zone: a call that ends in a year would
#: stay open for a year. Deliveries may come days late, never early.
LATEST, EARLIEST = timedelta(minutes=10), timedelta(days=90)
#: What telephone systems show for callers who hide their number.
HIDDEN = frozenset({"anonymous", "unknown", "private", "restricted", "unavailable", "withheld", "null", "none"})


class CallReader:
    """Reads one vendor's deliveries. What it does not understand of a single field is left out: a call is worth more
    than its branch.
    """

    def __init__(self, mapping: VendorMapping, normalise: NormalisePhone) -> None:
        self._mapping = mapping
        self._normalise = normalise

    def __call__(self, body: bytes, sent_at: datetime) -> Signal:
        """Return the signal. `sent_at` stands where the vendor gives no time. Raises `NotUnderstood`."""
        raw = _parsed(body)
        kind = self._mapping.events.get(self._event(raw))
        if kind is None:
            raise NotUnderstood("unknown-event")
        call = self._text(raw, "call", MOST_CALL + 1)
        if not call or len(call) > MOST_CALL or not call.isprintable():
            raise NotUnderstood("call-id-missing")
        outbound = (self._text(raw, "direction") or "").lower() in self._mapping.outbound
        shown = self._shown(raw, "called" if outbound else "caller")
        disposition = self._mapping.dispositions.get(self._text(raw, "disposition") or "")
        return Signal(
            vendor=self._mapping.vendor,
            call=call,
            kind=kind,
            at=self._time(raw, "at", sent_at) or sent_at,
            number=self._normalise(shown) if shown else None,
            shown=shown,
            outbound=outbound,
            did=self._text(raw, "did"),
            branch=self._text(raw, "branch"),
            extension=self._text(raw, "extension"),
            disposition=disposition,
            queued_at=self._time(raw, "queued_at", sent_at),
            answered_at=self._time(raw, "answered_at", sent_at),
            ended_at=self._time(raw, "ended_at", sent_at),
            **self._sounds(raw, kind, disposition),
        )

    def _sounds(self, raw: Mapping[str, Any], kind: str, disposition: str | None) -> dict[str, Any]:
        """Return where the sounds are. Some vendors have one field, and the disposition says what is in it."""
        recording = self._text(raw, "recording", MOST_ADDRESS)
        left = VOICEMAIL in {kind, disposition}
        message = self._text(raw, "voicemail", MOST_ADDRESS) or (recording if left else None)
        return {
            "recording": None if message == recording else recording,
            "voicemail": message,
            "voicemail_seconds": self._seconds(raw) if message else None,
        }

    def _event(self, raw: Mapping[str, Any]) -> str:
        names = (_at(raw, path) for path in self._mapping.event_fields)
        return " ".join(name for name in names if isinstance(name, str) and name)

    def _value(self, raw: Mapping[str, Any], name: str) -> Any:
        values = (_at(raw, path) for path in self._mapping.paths.get(name, ()))
        return next((value for value in values if value is not None and value != ""), None)

    def _text(self, raw: Mapping[str, Any], name: str, most: int = MOST_WORDS) -> str | None:
        value = self._value(raw, name)
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            return None
        return str(value).strip()[:most] or None

    def _shown(self, raw: Mapping[str, Any], name: str) -> str:
        text = self._text(raw, name, MOST_PHONE_AS_TYPED) or ""
        return "" if text.lower() in HIDDEN else text

    def _seconds(self, raw: Mapping[str, Any]) -> int | None:
        text = self._text(raw, "voicemail_seconds")
        return int(text) if text and text.isascii() and text.isdigit() and len(text) <= 6 else None

    def _time(self, raw: Mapping[str, Any], name: str, sent_at: datetime) -> datetime | None:
        value = self._value(raw, name)
        try:
            moment = _read_time(value, self._mapping.times) if value is not None else None
        except (ValueError, OverflowError, OSError, TypeError):
            return None
        if moment is None or not sent_at - EARLIEST <= moment <= sent_at + LATEST:
            return None
        # MongoDB keeps whole milliseconds; more would make the same moment two.
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _parsed(body: bytes) -> Mapping[str, Any]:
    try:
        raw = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise NotUnderstood("not-json") from None
    if not isinstance(raw, dict):
        raise NotUnderstood("not-json")
    return raw


def _at(raw: Any, path: str) -> Any:
    for name in path.split("."):
        if not isinstance(raw, Mapping):
            return None
        raw = raw.get(name)
    return raw


def _read_time(value: Any, form: str) -> datetime | None:
    """Return an aware moment in UTC. A time without a zone is Việt Nam's; zero stands for "not yet"."""
    if form in {"seconds", "milliseconds"}:
        number = float(value) / (1000 if form == "milliseconds" else 1)
        return datetime.fromtimestamp(number, UTC) if number > 0 else None
    moment = datetime.fromisoformat(value) if form == "iso" else datetime.strptime(value, form)  # noqa: DTZ007
    return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)).astimezone(UTC)
