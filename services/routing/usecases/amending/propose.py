"""Propose an amendment: say why, and leave it to a second person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.failures import Rejected
from services.routing.domain.amending.acts import PROPOSE, proposed
from services.routing.domain.amending.amendment import Amendment
from services.routing.domain.policies.verdict import Actor
from services.routing.usecases.amending.changing import Changing
from services.routing.usecases.amending.edit_catalogue import EditCatalogue
from services.routing.usecases.amending.judge import Judgement, Judging


@dataclass(frozen=True, slots=True)
class Propose:
    """Broken ones are not proposed: nobody is asked to read what cannot be in force."""

    changing: Changing
    edit: EditCatalogue
    judge: Judging

    def __call__(self, number: int, why: str, actor: Actor, seen: int | None = None) -> Amendment:
        """Return it afterwards. Raises `Rejected` (reason-needed, amendment-clashes, amendment-broken, …)."""
        if not why.strip():
            raise Rejected("reason-needed", "Hãy ghi vì sao cần thay đổi.", "Say why the change is needed.")

        def become(one: Amendment) -> Amendment:
            refuse_unsound(self.judge(one, self.edit.present()))
            return proposed(one, why.strip(), actor.name, self.changing.clock.now())

        return self.changing(PROPOSE, number, actor, become, seen)


def refuse_unsound(judgement: Judgement) -> None:
    """Raise `Rejected` for what cannot be in force, all problems in its details."""
    if judgement.clashes:
        places: Sequence[Any] = [f"{each.part}/{each.key}" for each in judgement.clashes]
        raise Rejected(
            "amendment-clashes",
            f"{len(places)} mục đã được thay đổi khác áp dụng trước; hãy mở lại từng mục rồi lưu.",
            f"{len(places)} records were changed by something else meanwhile; open and save each again.",
            places=places,
        )
    if judgement.broken:
        raise Rejected(
            "amendment-broken",
            f"Danh mục sau thay đổi có {len(judgement.broken)} chỗ sai.",
            f"The changed catalogue would have {len(judgement.broken)} problems.",
            problems=list(judgement.broken),
        )
