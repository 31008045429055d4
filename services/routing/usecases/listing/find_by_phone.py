"""Find what one citizen has filed by their telephone number: for those who call back, and every find is a look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ulid import ULID

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.routing.domain.looking import CONTACT, Look
from services.routing.domain.policies import Actor
from services.routing.usecases.listing.ports import CaseLists, Listed, Row, Wanted
from services.routing.usecases.looking import Looks

#: As people write numbers of Vietnam: with 0 or the country's code, nine or ten digits behind it.
_PHONE = re.compile(r"(?:\+?84|0)([1-9]\d{8,9})")
_BETWEEN = re.compile(r"[\s.()-]")
WHY = "tìm theo số điện thoại"


def phone_in(typed: str) -> str | None:
    """Return the number in E.164, where nothing but a telephone number was typed."""
    match = _PHONE.fullmatch(_BETWEEN.sub("", typed.strip()))
    return f"+84{match[1]}" if match else None


@dataclass(frozen=True, slots=True)
class FindByPhone:
    """Whoever finds a case by a number has learned whose it is: that is written down before it is shown."""

    lists: CaseLists
    looks: Looks
    clock: Clock

    def __call__(self, phone: str, wanted: Wanted, actor: Actor) -> Listed:
        """Return the cases of this number (E.164). Raises `Rejected("forbidden")` for whoever calls nobody back."""
        if not actor.is_operator:
            raise Rejected(
                "forbidden",
                "Tài khoản này không được tìm theo số điện thoại.",
                "This account may not search by telephone number.",
            )
        listed = self.lists.find(replace(wanted, phone=phone, words=""), self.clock.now())
        self._write_down(listed.rows, actor)
        return listed

    def _write_down(self, rows: Sequence[Row], actor: Actor) -> None:
        now = self.clock.now()
        for row in rows:
            look = Look(
                id=str(ULID.from_datetime(now)),
                account=actor.name.removeprefix("desk:"),
                role=actor.role,
                agency=actor.agency,
                code=row.code,
                what=CONTACT,
                at=now,
                why=WHY,
            )
            self.looks.add(look)
