"""Write into a draft what records are to be; the first record makes the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.failures import Rejected, Retryable
from services.routing.domain.amending.acts import CHANGE, drafted, edited, taken_out
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.amending.edits import LASTING, PARTS, Edit, Snapshot, applied, value_in
from services.routing.domain.amending.families import with_family
from services.routing.domain.policies.verdict import Actor
from services.routing.domain.rule_set_acts import MAKERS, NOT_YOURS
from services.routing.usecases.amending.changing import Changing, next_number
from services.routing.usecases.amending.ports import Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a record is to be; None: it is to go."""

    part: str
    key: str
    after: Any


@dataclass(frozen=True, slots=True)
class EditCatalogue:
    """Nothing is in force by this; whoever looks sees what is wrong with it and what it would do."""

    changing: Changing
    versions: Versions

    def __call__(
        self, wishes: Sequence[Wish], actor: Actor, number: int | None = None, seen: int | None = None
    ) -> Amendment:
        """Return the draft afterwards; without a number, a new one.

        Raises `Rejected` (not-your-role, unknown-amendment, amendment-closed, amendment-changed, record-stays),
        `Retryable` when somebody else stored one at the same moment.
        """
        if actor.role not in MAKERS:
            raise Rejected(NOT_YOURS.slug, NOT_YOURS.vi, NOT_YOURS.en)
        now, note = self.changing.clock.now(), ", ".join(f"{each.part}/{each.key}" for each in wishes)
        if number is None:
            return self._new(tuple(self._edits(wishes, ())), actor)

        def become(one: Amendment) -> Amendment:
            return edited(one, tuple(self._edits(wishes, one.edits)), actor.name, now, note)

        return self.changing(CHANGE, number, actor, become, seen)

    def take_out(self, number: int, place: tuple[str, str], actor: Actor, seen: int | None = None) -> Amendment:
        """Return the draft without the edit of a record. Raises `Rejected` as above."""
        now = self.changing.clock.now()
        return self.changing(CHANGE, number, actor, lambda one: taken_out(one, place, actor.name, now), seen)

    def present(self) -> Snapshot:
        """Return the catalogue in force, read anew. Raises `Retryable` while there is none."""
        newest = self.versions.newest()
        if newest is None:
            raise Retryable("no catalogue has been loaded")
        return newest[1]

    def _new(self, edits: tuple[Edit, ...], actor: Actor) -> Amendment:
        amendments = self.changing.amendments
        made = drafted(next_number(amendments), "", edits, actor.name, self.changing.clock.now())
        if not amendments.add(made):
            raise Retryable("another amendment was stored at the same moment")
        return made

    def _edits(self, wishes: Sequence[Wish], known: Sequence[Edit]) -> Iterator[Edit]:
        """What a record was is what is in force now: what somebody changed meanwhile has been shown at the form."""
        present = self.present()
        for wish in wishes:
            for key, after in _wider(applied(present, known), wish):
                before = value_in(present, wish.part, key)
                _refuse_removal(wish.part, before, after)
                yield Edit(part=wish.part, key=key, before=before, after=after)


def _wider(view: Snapshot, wish: Wish) -> Iterator[tuple[str, Any]]:
    """A group of categories passes on what it changes."""
    if wish.part not in PARTS:
        raise Rejected("unknown-part", "Danh mục không có phần này.", "The catalogue has no such part.")
    if wish.part == "categories" and wish.after is not None:
        yield from ((each["slug"], each) for each in with_family(view, wish.after))
    else:
        yield wish.key, wish.after


def _refuse_removal(part: str, before: Any, after: Any) -> None:
    if part in LASTING and before is not None and after is None:
        raise Rejected(
            "record-stays",
            "Mục đã áp dụng thì không xoá được, vì phản ánh cũ còn nhắc tới; hãy đặt ngày kết thúc.",
            "What was in force cannot be taken out, for cases name it; give it an end instead.",
        )
