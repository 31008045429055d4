"""Block a sender for some days, with a reason and the name of who decided it."""

from __future__ import annotations

from datetime import timedelta

from services.intake.domain.abuse.blocks import DEFAULT_DAYS, MOST_DAYS, MOST_REASON, Block, canonical
from services.intake.domain.contact import NormalisePhone
from services.intake.domain.wording import clean_line
from services.intake.usecases.gate_ports import Blocks
from services.kit.clock import Clock
from services.kit.failures import Rejected
from services.kit.logs import log


class BlockSender:
    """The use case, and its opposite. `blocks` is for whoever looks."""

    def __init__(self, blocks: Blocks, phones: NormalisePhone, clock: Clock) -> None:
        self.blocks = blocks
        self._phones = phones
        self._clock = clock

    def block(self, kind: str, value: str, *, reason: str, by: str, days: int = DEFAULT_DAYS) -> Block:
        """Store and return the entry; it is in force within seconds.

        Raises `Rejected`: `sender-not-valid`, `block-without-reason`, `block-too-long`.
        """
        reason = clean_line(reason)
        if not 0 < len(reason) <= MOST_REASON:
            raise Rejected(
                "block-without-reason",
                f"Cần lý do chặn, nhiều nhất {MOST_REASON} ký tự.",
                f"A block needs a reason of at most {MOST_REASON} characters.",
            )
        if not 1 <= days <= MOST_DAYS:
            raise Rejected(
                "block-too-long", f"Chặn từ 1 đến {MOST_DAYS} ngày.", f"A block lasts 1 to {MOST_DAYS} days."
            )
        now = self._clock.now()
        block = Block(
            kind=kind,
            value=self._known_as(kind, value),
            reason=reason,
            by=by,
            since=now,
            until=now + timedelta(days=days),
        )
        self.blocks.add(block)
        log.info("sender blocked by hand", kind=kind, by=by, days=days)
        return block

    def unblock(self, kind: str, value: str, *, by: str) -> None:
        """Take the entry out. Raises `Rejected`: `sender-not-valid`, `not-blocked`."""
        if not self.blocks.remove(kind, self._known_as(kind, value)):
            raise Rejected("not-blocked", "Người gửi này không bị chặn.", "This sender is not blocked.")
        log.info("sender unblocked by hand", kind=kind, by=by)

    def _known_as(self, kind: str, value: str) -> str:
        try:
            return canonical(kind, self._phones(value) or "" if kind == "phone" else value)
        except ValueError:
            raise Rejected(
                "sender-not-valid",
                "Không đúng dạng: địa chỉ mạng (rộng nhất /16, IPv6 /32), số điện thoại, email hoặc mã tài khoản.",
                "Not a sender: a network address (/16 at the widest, IPv6 /32), a telephone number, an e-mail address "
                "or the id of an account.",
            ) from None
