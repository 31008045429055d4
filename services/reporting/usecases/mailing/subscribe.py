"""Say who gets which reports by mail; change nothing of what was sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.reporting.domain.asking import TableName
from services.reporting.domain.mailing.subscription import (
    LAST_DAY_OF,
    MOST_TABLES,
    NOT_BY_MAIL,
    Every,
    Form,
    Subscription,
)
from services.reporting.usecases.mailing.ports import Subscriptions

#: An address as mail servers of offices have them: letters without marks, one at-sign, a domain with a dot.
_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to be sent."""

    address: str
    tables: Sequence[TableName]
    forms: Sequence[Form]
    every: Every
    on: int
    hour: int
    language: str = "vi"


@dataclass(frozen=True, slots=True)
class Subscribe:
    """For administrators."""

    subscriptions: Subscriptions
    clock: Clock

    def __call__(self, name: str, wish: Wish) -> Subscription:
        """Keep a new subscription under `name`; the next report that becomes due is the first that is sent.

        Raises `Rejected`: `not-an-address`, `not-a-day`, `not-an-hour`, `no-tables`, `not-by-mail`.
        """
        _check(wish)
        made = Subscription(
            id=name,
            address=wish.address.strip(),
            tables=tuple(dict.fromkeys(wish.tables)),
            forms=tuple(dict.fromkeys(wish.forms)),
            every=wish.every,
            on=wish.on,
            hour=wish.hour,
            begins_at=self.clock.now(),
            language=wish.language,
        )
        self.subscriptions.keep(made)
        return made

    def stop(self, name: str) -> Subscription:
        """Send no more. Raises `Rejected` (`no-such-subscription`)."""
        return self._changed(name, active=False)

    def resume(self, name: str) -> Subscription:
        """Send again, from the next report that becomes due. Raises `Rejected` (`no-such-subscription`)."""
        return self._changed(name, active=True)

    def _changed(self, name: str, *, active: bool) -> Subscription:
        found = self.subscriptions.find(name)
        if found is None:
            raise _unknown()
        begins = found.begins_at if found.active == active else self.clock.now()
        changed = replace(found, active=active, begins_at=begins)
        self.subscriptions.keep(changed)
        return changed


def _check(wish: Wish) -> None:
    address = wish.address.strip()
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise _refusal("not-an-address", "Địa chỉ thư điện tử không đúng.", "This is not an e-mail address.")
    if not 1 <= wish.on <= LAST_DAY_OF[wish.every]:
        last = LAST_DAY_OF[wish.every]
        raise _refusal("not-a-day", f"Ngày gửi phải từ 1 đến {last}.", f"The day must be 1 to {last}.")
    if not 0 <= wish.hour <= 23:
        raise _refusal("not-an-hour", "Giờ gửi phải từ 0 đến 23.", "The hour must be 0 to 23.")
    if not wish.forms or not 1 <= len(wish.tables) <= MOST_TABLES:
        vi = f"Phải chọn từ 1 đến {MOST_TABLES} bảng và ít nhất một dạng tệp."
        raise _refusal("no-tables", vi, f"Choose 1 to {MOST_TABLES} tables and at least one form.")
    if NOT_BY_MAIL.intersection(wish.tables):
        vi = "Bảng theo từng người không gửi qua thư; hãy xem sau khi đăng nhập."
        raise _refusal("not-by-mail", vi, "Figures of persons are not mailed; sign in to see them.")


def _refusal(slug: str, vi: str, en: str) -> Rejected:
    return Rejected(slug, vi, en)


def _unknown() -> Rejected:
    return Rejected("no-such-subscription", "Không có đăng ký nhận báo cáo này.", "There is no such subscription.")
