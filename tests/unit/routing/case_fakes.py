"""What the case page needs, in memory: files, looks and messages told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from services.kit.files.ports import KeptFile, NewFile
from services.routing.domain.looking import Look
from services.routing.domain.told import Told, later, unheard
from services.routing.usecases.looking import LookSearch
from services.routing.wiring.case_page import CaseStore


class MemoryAnswerFiles:
    """The kit's port `Files`."""

    def __init__(self) -> None:
        self.by_id: dict[str, NewFile] = {}
        self.held_until: dict[str, datetime] = {}

    def keep(self, file: NewFile, now: datetime, until: datetime) -> None:
        """Keep it."""
        self.by_id[file.attachment.id], self.held_until[file.attachment.id] = file, until

    def hold(self, ids: Collection[str], until: datetime) -> frozenset[str]:
        """Hold those that are there."""
        there = frozenset(ids) & self.by_id.keys()
        self.held_until.update(dict.fromkeys(there, until))
        return frozenset(there)

    def find(self, file_id: str) -> KeptFile | None:
        """Return what is known."""
        file = self.by_id.get(file_id)
        return file and KeptFile(
            attachment=file.attachment,
            original_type=file.original_type,
            variants=frozenset(file.contents),
            owner=file.owner,
        )

    def read(self, file_id: str, variant: str) -> bytes | None:
        """Return one variant."""
        return self.by_id[file_id].contents.get(variant) if file_id in self.by_id else None


class MemoryLooks:
    """Port `Looks`."""

    def __init__(self) -> None:
        self.all: list[Look] = []

    def add(self, look: Look) -> None:
        """Append."""
        self.all.append(look)

    def find(self, search: LookSearch) -> Sequence[Look]:
        """Return a page, latest first."""
        found = [each for each in self.all if _wanted(each, search)]
        found.sort(key=lambda each: (each.at, each.id), reverse=True)
        return found[search.offset : search.offset + search.limit]


def _wanted(look: Look, search: LookSearch) -> bool:
    same = all(getattr(search, name) in (None, getattr(look, name)) for name in ("account", "code", "role"))
    return (
        same and (search.since is None or search.since <= look.at) and (search.until is None or look.at < search.until)
    )


class MemoryTold:
    """Port `ToldMessages`."""

    def __init__(self) -> None:
        self.by_id: dict[tuple[str, str, str], Told] = {}

    def keep(self, told: Sequence[Told]) -> None:
        """Keep the reports that count."""
        for each in told:
            id_ = (each.code, each.message, each.channel)
            self.by_id[id_] = later(each, self.by_id.get(id_, each))

    def of_case(self, code: str) -> tuple[Told, ...]:
        """Return those of a case, latest first."""
        found = [each for each in self.by_id.values() if each.code == code]
        return tuple(sorted(found, key=lambda each: (each.at, each.message, each.channel), reverse=True))

    def failed_among(self, codes: Collection[str]) -> frozenset[str]:
        """Return the cases whose citizen was not reached."""
        return frozenset(code for code in codes if unheard(self.of_case(code)))


def memory_case_store() -> CaseStore:
    """Return all of it, empty."""
    return CaseStore(files=MemoryAnswerFiles(), looks=MemoryLooks(), told=MemoryTold())
