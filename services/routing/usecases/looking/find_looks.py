"""Find looks: who saw whose personal data, for those who answer for how it is handled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.kit.failures import Rejected
from services.routing.domain.looking import Look
from services.routing.domain.policies import Actor
from services.routing.domain.seeing import sees_looks
from services.routing.usecases.looking.ports import Looks, LookSearch

MOST_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class FindLooks:
    """Reading the log."""

    looks: Looks

    def __call__(self, search: LookSearch, actor: Actor) -> Sequence[Look]:
        """Return looks, latest first. Raises `Rejected("forbidden")`."""
        if not sees_looks(actor):
            raise Rejected(
                "forbidden",
                "Tài khoản này không được xem nhật ký xem dữ liệu cá nhân.",
                "This account may not see the log of looks at personal data.",
            )
        return self.looks.find(search)

    def of_case(self, code: str, actor: Actor) -> Sequence[Look]:
        """Return the looks at one case; none for whoever may not see them."""
        return self.looks.find(LookSearch(code=code, limit=MOST_ON_A_PAGE)) if sees_looks(actor) else ()
