"""What an answer needs besides words: a day, proof, the parts of other agencies."""

from __future__ import annotations

from datetime import date, datetime

from services.kit.failures import Rejected
from services.routing.domain.answering import Draft
from services.routing.domain.case import Case
from services.routing.domain.file import File
from services.routing.usecases.requests.means import Asked

FIXED, SCHEDULED = "fixed", "scheduled"


def drafted(
    asked: Asked,
    text: str,
    outcome: str,
    scheduled_for: date | None = None,
    proof: str | None = None,
    files: tuple[File, ...] = (),
    sources: tuple[str, ...] = (),
) -> Draft:
    """Return what was written, by whom and when."""
    return Draft(
        text=text,
        outcome=outcome,
        by=asked.act.by,
        at=asked.act.at,
        scheduled_for=scheduled_for,
        proof=proof,
        files=files,
        sources=sources,
    )


def check_content(content: Draft, asked: Asked) -> None:
    """Raise `Rejected`: `date-needed` or `proof-needed`, where the answer says what it does not show."""
    catalog = asked.means.assigner.catalog
    if content.outcome == SCHEDULED and not _is_ahead(content.scheduled_for, catalog.agency_hours.local(asked.act.at)):
        raise Rejected(
            "date-needed",
            "Kết quả “đã lên kế hoạch” cần ngày dự kiến xong, từ hôm nay trở đi.",
            "The outcome “scheduled” needs the day by which it will be done, today or later.",
        )
    if content.outcome == FIXED and not (content.proof or content.files) and catalog.needs_proof(asked.case.category):
        raise Rejected(
            "proof-needed",
            "Với sự cố đã xử lý, cần tệp ảnh hoặc số văn bản chứng minh.",
            "A fault that was dealt with needs a photo or the number of a document that shows it.",
        )


def check_parts(case: Case, without: str | None) -> str | None:
    """Return why the lead does not wait for other agencies, None where none owes its part.

    Raises `Rejected("parts-open")` where some do and nobody says why not to wait.
    """
    owing = [part.agency_name for part in case.parts if part.is_open_part]
    if owing and not without:
        raise Rejected(
            "parts-open",
            f"Còn chờ ý kiến phối hợp của: {', '.join(owing)}. Nếu trả lời ngay, xin nêu lý do.",
            f"These agencies owe their parts: {', '.join(owing)}. To answer now, say why.",
        )
    return without if owing else None


def _is_ahead(day: date | None, today: datetime) -> bool:
    return day is not None and day >= today.date()
