"""An SMS gateway as data: addresses, names of fields, codes and receipts. Another gateway is another file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).with_name("sms_profiles")
PHONES, FORMATS = ("national", "international"), ("json", "form")


@dataclass(frozen=True, slots=True)
class Codes:
    """What the gateway's codes mean; those that are named nowhere wait. `refused` and `alarmed` name why."""

    accepted: frozenset[str]
    repeated: frozenset[str] = frozenset()
    refused: Mapping[str, str] = field(default_factory=dict)
    alarmed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReceiptFields:
    """Which parameters of a report say what. `succeeded` is the one that counts deliveries, where there is one."""

    id: str
    status: str
    final: frozenset[str]
    rejected: frozenset[str] = frozenset()
    succeeded: str = ""

    def read(self, given: Mapping[str, str]) -> tuple[str, str | None]:
        """Return the gateway's id and a status of `message.reported`, None while nothing is decided."""
        return given.get(self.id, ""), self._status(given)

    def _status(self, given: Mapping[str, str]) -> str | None:
        status = given.get(self.status, "")
        if status in self.rejected:
            return "failed"
        if status not in self.final:
            return None
        return "failed" if self.succeeded and given.get(self.succeeded, "0") in ("0", "") else "delivered"


@dataclass(frozen=True, slots=True)
class Profile:
    """How one gateway is spoken to. `code` and `id` are where its answer has them.

    `remembered` is how long it knows our id of a message and sends but once for it; zero where it does not.
    """

    url: str
    format: str
    fields: Mapping[str, str]
    phone: str
    remembered: timedelta
    code: str
    id: str
    codes: Codes
    receipt: ReceiptFields | None

    @property
    def idempotent(self) -> bool:
        """Whether a message may be handed over again though it may have been taken."""
        return self.remembered > timedelta(0)

    def remembers(self, first: datetime, now: datetime) -> bool:
        """Return whether the gateway still knows an id that it was given at `first` or later."""
        return now < first + self.remembered

    def body(self, values: Mapping[str, str]) -> dict[str, str]:
        """Return the request: each field with what belongs into its braces."""
        filled = {name: value.format_map(values) for name, value in self.fields.items()}
        return {name: value for name, value in filled.items() if value}


def load(name: str) -> Profile:
    """Read a shipped profile by its name, or any by its path. Raises ValueError saying what is wrong, or OSError."""
    path = SHIPPED / f"{name}.yaml" if name.isalnum() else Path(name)
    try:
        profile = _profile(yaml.safe_load(path.read_text("utf-8")))
        profile.body(
            dict.fromkeys(("key", "secret", "sender", "phone", "text", "unicode", "tracking", "callback"), "x")
        )
    except yaml.YAMLError as error:
        raise ValueError("not YAML") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"missing or misplaced: {error}") from error
    return profile


def at(answer: Mapping[str, Any], path: str) -> str:
    """Return what an answer has at `a.b`, as text; empty when there is nothing."""
    found: Any = answer
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return "" if found is None else str(found)


def _profile(given: Any) -> Profile:
    if given["phone"] not in PHONES or given["format"] not in FORMATS:
        raise ValueError(f"phone is one of {PHONES}, format one of {FORMATS}")
    return Profile(
        url=given["url"],
        format=given["format"],
        fields={str(name): str(value) for name, value in given["fields"].items()},
        phone=given["phone"],
        remembered=_remembered(given),
        code=given["answer"]["code"],
        id=given["answer"]["id"],
        codes=_codes(given["codes"]),
        receipt=_receipt(given["receipt"]) if given.get("receipt") else None,
    )


def _remembered(given: Any) -> timedelta:
    return timedelta(hours=float(given["remembered_hours"])) if given["idempotent"] else timedelta(0)


def _codes(given: Any) -> Codes:
    return Codes(
        accepted=_texts(given["accepted"]),
        repeated=_texts(given.get("repeated", ())),
        refused=_named(given.get("refused", {})),
        alarmed=_named(given.get("alarmed", {})),
    )


def _receipt(given: Any) -> ReceiptFields:
    return ReceiptFields(
        id=given["id"],
        status=given["status"],
        final=_texts(given["final"]),
        rejected=_texts(given.get("rejected", ())),
        succeeded=given.get("succeeded", ""),
    )


def _texts(values: Any) -> frozenset[str]:
    return frozenset(map(str, values))


def _named(values: Any) -> dict[str, str]:
    return {str(code): str(name) for code, name in values.items()}
