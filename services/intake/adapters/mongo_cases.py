"""Accepted cases in MongoDB, each with its own outbox and what was added to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from services.intake.adapters import case_document
from services.intake.usecases.ports import CodeTaken, KeyTaken, StoredCase, Supplement
from services.kit.events import CaseSupplemented, Event
from services.kit.failures import Rejected, Retryable
from services.kit.storage.outbox import ensure_outbox, entry

KEY_INDEX = "channel_client_key"
#: A case is one document of at most 16 MB; nobody adds two hundred times in earnest.
MOST_SUPPLEMENTS = 200
TRIES = 20


class MongoCases:
    """Collection `cases`: `_id` is the code; (channel, client_key) is unique."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases = database["cases"]
        self._prepared = False

    def prepare(self) -> None:
        """Create the indexes; nothing may be stored without them. Safe to repeat."""
        if not self._prepared:
            keys = [("channel", ASCENDING), ("client_key", ASCENDING)]
            self._cases.create_index(keys, name=KEY_INDEX, unique=True)
            ensure_outbox(self._cases)
            self._prepared = True

    def add(self, case: StoredCase) -> None:
        """Store the case with its `case.received` in one insert. Raises `CodeTaken` or `KeyTaken`."""
        self.prepare()
        try:
            self._cases.insert_one(case_document.document_of(case))
        except DuplicateKeyError as error:
            taken = (error.details or {}).get("keyPattern", {})
            raise (CodeTaken if "_id" in taken else KeyTaken) from None

    def find_by_key(self, channel: str, client_key: str) -> StoredCase | None:
        """Return the case once the majority of the servers has it."""
        found = self._cases.find_one({"channel": channel, "client_key": client_key}, {"outbox": 0})
        return case_document.case_of(found) if found else None

    def find(self, code: str) -> StoredCase | None:
        """Return the case with this code."""
        found = self._cases.find_one({"_id": code}, {"outbox": 0})
        return case_document.case_of(found) if found else None

    def add_to_case(self, code: str, supplement: Supplement) -> Supplement:
        """Push the addition at the place that is free, with its event; somebody else's addition makes it look again."""
        for _ in range(TRIES):
            found = self._cases.find_one({"_id": code}, {"supplements": 1})
            if found is None:
                raise Rejected("unknown-case", "Không có phản ánh mang mã này.", "There is no case with this code.")
            stored = [case_document.supplement_of(each) for each in found.get("supplements", ())]
            for each in stored:
                if (each.channel, each.client_key) == (supplement.channel, supplement.client_key):
                    return each
            if len(stored) >= MOST_SUPPLEMENTS:
                raise Rejected(
                    "too-many-additions",
                    "Phản ánh này đã được bổ sung quá nhiều lần; xin gửi phản ánh mới.",
                    "Too much was added to this case; please file a new one.",
                )
            numbered = replace(supplement, number=len(stored) + 1)
            if self._pushed(code, numbered):
                return numbered
        raise Retryable("others add to the case")

    def _pushed(self, code: str, supplement: Supplement) -> bool:
        place = supplement.number - 1
        free = {"_id": code, f"supplements.{place}": {"$exists": False}}
        event = _event(code, supplement)
        push = {
            "supplements": case_document.supplement_document(supplement),
            "outbox": entry(event, supplement.channel),
        }
        return self._cases.update_one(free, {"$push": push}).modified_count == 1


def _event(code: str, supplement: Supplement) -> Event:
    data = CaseSupplemented(
        code=code,
        number=supplement.number,
        channel=supplement.channel,
        added_at=supplement.added_at,
        text=supplement.text,
        attachments=supplement.attachments,
    )
    return Event.of(data, source=f"/intake/{supplement.channel}", subject=code, at=supplement.added_at)
