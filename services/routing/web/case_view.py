"""A case as its page shows it: names for slugs, sentences for entries, nothing that its reader may not see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kit.events import AttachmentLink
from services.routing.domain.answering import Answer, Draft
from services.routing.domain.assignment import Assignment
from services.routing.domain.case import Case, Did, Entry
from services.routing.domain.file import File
from services.routing.domain.masking import masked
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import holdings, sees_contact, sees_draft
from services.routing.domain.suggestion.doubting import WORDS as DOUBTS
from services.routing.usecases.answer_files import CENTRE
from services.routing.usecases.ports import Linker
from services.routing.web.case_names import Names
from services.routing.wiring.case_page import PageLinks

Words = Callable[..., str]
Shown = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """Everything around one case that a page of it needs."""

    case: Case
    actor: Actor
    names: Names
    words: Words
    links: PageLinks
    now: datetime

    def whole(self) -> Shown:
        """Return what the page shows."""
        case, said = self.case, self.case.submission
        return {
            "case": case,
            "said": said,
            "state": case.state.value,
            "doubts": [self.words(f"case.doubt.{each}") if each in DOUBTS else each for each in said.doubts],
            "late": case.current.due_at < self.now and case.answer is None,
            "category": self.names.category(case.category),
            "stage": self.names.stage(case.category, case.stage),
            "area": self.names.area(case.area),
            "contact": masked(said.contact) if said.contact else None,
            "may_look": sees_contact(self.actor, case),
            "files": self.citizen_files(said.files),
            "additions": [(each, self.citizen_files(each.files)) for each in case.additions],
            "suggestions": [self._suggestion(each.what, each.value, each.confidence) for each in case.suggested],
            "assignments": [self._assignment(each) for each in reversed(case.assignments)],
            "draft": self._content(case.draft if sees_draft(self.actor, case) else None),
            "answer": self._content(case.answer),
            "earlier": [self._content(each) for each in reversed(case.earlier)],
            "timeline": [self._entry(each) for each in reversed(case.history)],
            "seers": self.seers(),
        }

    def citizen_files(self, files: Sequence[File]) -> list[Shown]:
        """Return links to what the citizen sent."""
        return _linked(files, self._holder, self.now, self.links.files, self.links.small)

    def answer_files(self, files: Sequence[File]) -> list[Shown]:
        """Return links to what an answer shows."""
        return _linked(files, self._holder, self.now, self.links.answers, self.links.answers_small)

    def seers(self) -> list[Shown]:
        """Return who sees what of this case, and why."""
        centre = _seer(
            "centre", self.words("case.seers.centre"), contact="look", why=self.words("case.seers.why_centre")
        )
        watching = _seer(
            "above", self.words("case.seers.above"), contact="masked", why=self.words("case.seers.why_above")
        )
        return [centre, *(self._holder_seen(each) for each in holdings(self.case) if not each.triage), watching]

    @property
    def _holder(self) -> str:
        return self.actor.agency or CENTRE

    def _holder_seen(self, held: Assignment) -> Shown:
        if self.case.submission.contact is None:
            contact, why = "none", "why_no_contact"
        elif not held.shares_contact:
            contact, why = "masked", "why_not_shared"
        else:
            contact, why = "look", "why_agreed" if self.case.submission.share_contact else "why_needed"
        return _seer(held.role, held.agency_name, contact=contact, why=self.words(f"case.seers.{why}"))

    def _suggestion(self, what: str, value: str, confidence: float) -> Shown:
        name = self.names.category(value) if what == "category" else self.names.area(value)
        return {"what": what, "name": name, "percent": round(confidence * 100)}

    def _assignment(self, each: Assignment) -> Shown:
        return {
            "it": each,
            "now": each == self.case.current or each in self.case.parts,
            "late": each.due_at < self.now and each.ended_at is None and self.case.answer is None,
        }

    def _content(self, content: Answer | Draft | None) -> Shown | None:
        if content is None:
            return None
        by = self.names.by(content.by, self.words)
        return {"it": content, "by": by, "files": self.answer_files(content.files)}

    def _entry(self, entry: Entry) -> Shown:
        said = self.words(
            f"case.did.{entry.did.value}",
            by=self.names.by(entry.by, self.words),
            agency=self.names.agency(entry.agency),
        )
        suggestion = self.names.agency(entry.suggestion) if entry.suggestion else None
        return {"it": entry, "sentence": said, "suggestion": suggestion, "fact": self._fact(entry)}

    def _fact(self, entry: Entry) -> str | None:
        """Return the known word of an entry as people read it."""
        if entry.fact is None:
            return None
        if entry.did is Did.PROGRESSED:
            return self.names.stage(self.case.category, entry.fact)
        return self.words(f"case.fact.{entry.did.value}.{entry.fact}")


def _seer(kind: str, name: str, *, contact: str, why: str) -> Shown:
    return {"kind": kind, "name": name, "contact": contact, "why": why}


def _linked(files: Sequence[File], holder: str, now: datetime, links: Linker, small: Linker) -> list[Shown]:
    pairs = zip(files, links(files, holder, now), small(files, holder, now), strict=False)
    return [_file(file, link, thumb) for file, link, thumb in pairs]


def _file(file: File, link: AttachmentLink, thumb: AttachmentLink) -> Shown:
    return {"it": file, "url": link.url, "thumb": thumb.url if file.kind == "image" else None}
