"""Find service requests: the cases that anybody may know of, and the sender's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, Protocol

from services.intake.domain.open311.query import MOST_REQUESTS, Query
from services.intake.domain.open311.requests import Own, Seen, document
from services.intake.domain.open311.services import UNSORTED, UNSORTED_NAME
from services.intake.usecases.look_up_reference import Catalog
from services.intake.usecases.ports import Progress, ProgressBoard, StoredCase
from services.intake.usecases.prove_ownership import ProveOwnership
from services.kit.events import Attachment

AT_ONCE = 200
#: How many cases a listing looks at, newest first, however few of them have the status that was asked for: anybody may
#: ask, and ninety days hold more than one request is worth. Older ones are found by an earlier `end_date`.
MOST_LOOKED_AT = 5000


class KnownCases(Protocol):
    """Accepted cases, as they can be looked for."""

    def newest(self, categories: Collection[str], since: datetime, until: datetime) -> Iterator[StoredCase]:
        """Yield cases that are not private, of these categories, received from `since` until before `until`, newest
        first.
        """

    def some(self, codes: Collection[str]) -> list[StoredCase]:
        """Return the cases with these codes, private ones too, newest first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """How somebody says that a case is theirs: `pin` are its digits, `owner` names a program and a device.

    `guesser` is the address of who says so. Digits open one case at a time, never a list.
    """

    pin: str | None = None
    owner: str | None = None
    guesser: str = ""


class FindServiceRequests:
    """The use case. `link` makes an address that opens a file for a while, `page` that of a case on the portal."""

    def __init__(
        self,
        cases: KnownCases,
        board: ProgressBoard,
        catalog: Catalog,
        ownership: ProveOwnership,
        link: Callable[[Attachment], str],
        page: Callable[[str], str],
    ) -> None:
        self._cases = cases
        self._board = board
        self._catalog = catalog
        self._ownership = ownership
        self._link = link
        self._page = page

    def find(self, query: Query, claim: Claim) -> list[dict[str, Any]]:
        """Return GeoReport's documents, newest first, at most `MOST_REQUESTS` out of the newest `MOST_LOOKED_AT`.

        A case that is private, or of a category that is never published, is there only for its sender. Raises
        `Rejected("too-many-tries")`.
        """
        names = self._names()
        open_to_all = {slug for slug, public in self._public().items() if public}
        found = self._named(query, claim, open_to_all) if query.codes else self._listed(query, open_to_all)
        documents = (
            document(self._seen(case, progress, names), self._own(case) if own else None)
            for case, progress, own in self._followed(found)
            if query.codes or not query.statuses or _status(progress) in query.statuses
        )
        return list(islice(documents, MOST_REQUESTS))

    def exists(self, code: str) -> bool:
        """Return whether there is a case with this code."""
        return bool(self._cases.some([code]))

    def _named(self, query: Query, claim: Claim, open_to_all: Collection[str]) -> Iterator[tuple[StoredCase, bool]]:
        cases = self._cases.some(query.codes)
        for case in cases:
            own = self._proved(case, claim if len(query.codes) == 1 else replace(claim, pin=None))
            if own or (case.data.category in open_to_all and not case.data.private):
                yield case, own

    def _listed(self, query: Query, open_to_all: Collection[str]) -> Iterator[tuple[StoredCase, bool]]:
        wanted = query.services & set(open_to_all) if query.services else open_to_all
        if wanted:
            newest = self._cases.newest(wanted, query.since, query.until)
            yield from ((case, False) for case in islice(newest, MOST_LOOKED_AT))

    def _proved(self, case: StoredCase, claim: Claim) -> bool:
        if self._ownership.by_owner(case, claim.owner):
            return True
        return claim.pin is not None and self._ownership.by_pin(case, claim.pin, claim.guesser)

    def _followed(self, found: Iterator[tuple[StoredCase, bool]]) -> Iterator[tuple[StoredCase, Progress | None, bool]]:
        """Add how far each case is, for many at a time."""
        while batch := list(islice(found, AT_ONCE)):
            known = self._board.find_many([case.data.code for case, _ in batch])
            yield from ((case, known.get(case.data.code), own) for case, own in batch)

    def _own(self, case: StoredCase) -> Own:
        links: Sequence[str] = [self._link(each) for each in case.data.attachments]
        return Own(text=case.data.text, address=case.data.address, media=links)

    def _seen(self, case: StoredCase, progress: Progress | None, names: Mapping[str, str]) -> Seen:
        data, place = case.data, case.data.place
        decided = progress.classified if progress else None
        category = decided[0] if decided else data.category
        return Seen(
            code=data.code,
            service_code=category or UNSORTED,
            service_name=names.get(category or "", UNSORTED_NAME),
            stage=progress.status if progress else "received",
            outcome=progress.outcome if progress else None,
            agency=progress.agency_name if progress else None,
            received_at=data.received_at,
            changed_at=progress.changed_at if progress else data.received_at,
            due_at=progress.due_at if progress else None,
            place=(place.latitude, place.longitude) if place else None,
            page=self._page(data.code) if progress and progress.published else None,
        )

    def _names(self) -> Mapping[str, str]:
        """Names also of categories that are no longer in force: old cases keep theirs."""
        return {each["slug"]: each["name_vi"] for each in self._entries()}

    def _public(self) -> Mapping[str, bool]:
        return {each["slug"]: each["publish"] != "never" for each in self._entries()}

    def _entries(self) -> Sequence[Mapping[str, Any]]:
        snapshot = self._catalog.current()
        return snapshot["categories"] if snapshot else ()


def _status(progress: Progress | None) -> str:
    return "closed" if progress and progress.status == "answered" else "open"
