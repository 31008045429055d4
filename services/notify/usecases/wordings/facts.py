"""The facts of an event as the variables of words."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.kit.events import CaseRouted, Event
from services.kit.text import nfc
from services.notify.domain.addressee import Addressee
from services.notify.domain.wording import JOINED, KINDS, OUTCOMES, due_sentence, grouped, local_moment
from services.notify.domain.words.occasions import OCCASIONS, Occasion

#: Variable → where events have it, the first that is there.
_MOMENTS = {
    "luc": ("received_at", "answered_at"),
    "han": ("due_at",),
    "han_cu": ("original_due_at",),
    "tra_loi_truoc": ("answer_by",),
}
_WORDS = {
    "ten_co_quan": "agency_name",
    "tra_loi": "answer",
    "can_cu": "proof",
    "cau_hoi": "question",
    "ly_do": "reason",
    "ghi_chu": "note",
    "ma_buu_gui": "tracking",
}


def occasion_of(event: Event) -> Occasion:
    """Return what the event is to the citizen. Raises KeyError for what citizens do not hear of."""
    waits = isinstance(event.data, CaseRouted) and event.data.triage
    return OCCASIONS[f"{event.type}.triage" if waits else event.type]


def facts_of(event: Event, citizen: Addressee, language: str) -> dict[str, str]:
    """Return the facts of this event, in NFC; the empty text for what is not known. The frame's are added by it."""
    every = {**_of_case(citizen), **_of_event(event.data, language)}
    wanted = occasion_of(event).variables
    return {name: nfc(value or "").strip() for name, value in every.items() if name in wanted}


def _of_case(citizen: Addressee) -> dict[str, str | None]:
    return {
        "ma": grouped(citizen.code),
        "tieu_de": citizen.title,
        "nguoi_dan": citizen.name,
        "ma_tra_cuu": citizen.pin,
    }


def _of_event(data: Any, language: str) -> dict[str, str | None]:
    moments = {name: _moment(data, fields, language) for name, fields in _MOMENTS.items()}
    words = {name: getattr(data, field, None) for name, field in _WORDS.items()}
    return {
        **moments,
        **words,
        "loai": KINDS[language].get(getattr(data, "kind", "report")),
        "ly_do_han": getattr(data, f"due_reason_{language}", None) or due_sentence(moments["han"], language),
        "ket_qua": OUTCOMES[language].get(getattr(data, "outcome", "")),
        "cau_chung": JOINED[language] if getattr(data, "merged_into", None) else None,
        "buoc": getattr(data, f"stage_{language}", None),
        "ngay_hen": _day(getattr(data, "scheduled_for", None) or getattr(data, "day", None)),
    }


def _moment(data: Any, fields: tuple[str, ...], language: str) -> str:
    found = next((getattr(data, each) for each in fields if getattr(data, each, None)), None)
    return local_moment(found, language) if found else ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
