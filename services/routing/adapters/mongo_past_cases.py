"""Past cases in MongoDB, as rules look at them: a stream of small documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database

from services.routing.domain.rules import Facts
from services.routing.usecases.rules.ports import PastCase

ONLY = {
    "category": 1,
    "area": 1,
    "urgency": 1,
    "kind": 1,
    "submission.channel": 1,
    "submission.received_at": 1,
    "submission.category": 1,
    "submission.area": 1,
    "submission.urgency": 1,
    "submission.kind": 1,
    "submission.answers.question": 1,
    "submission.answers.value": 1,
}
BATCH = 2_000


class MongoPastCases:
    """Port `PastCases`, on collection `cases`."""

    def __init__(self, database: Database[Any]) -> None:
        self._cases: Collection[Any] = database["cases"]

    def since(self, moment: datetime) -> Iterator[PastCase]:
        """Yield them batch by batch."""
        for each in self._cases.find({"submission.received_at": {"$gte": moment}}, ONLY, batch_size=BATCH):
            yield PastCase(each["_id"], _facts(each))


def _facts(document: Mapping[str, Any]) -> Facts:
    """What people made of a case stands at the top of its document; the oldest ones have only what was said."""
    said = document["submission"]
    known = document if "kind" in document else said
    return Facts(
        channel=said["channel"],
        received_at=said["received_at"],
        answers={each["question"]: each["value"] for each in said.get("answers", ())},
        category=known.get("category"),
        area=known.get("area"),
        urgency=known["urgency"],
        kind=known["kind"],
    )
