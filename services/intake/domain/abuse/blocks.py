"""Who may not send for a while, because a person at the centre decided so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.intake.domain.abuse.senders import Network, Sender, network, sender

DEFAULT_DAYS = 7
#: Nobody is shut out for good: people change, and so do the holders of numbers and addresses.
MOST_DAYS = 365
MOST_REASON = 300
#: A larger network is half a country.
WIDEST = {4: 16, 6: 32}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One entry of the list. `value` is in its one form: a CIDR for addresses, else as `Sender.value`."""

    kind: str
    value: str = field(repr=False)
    reason: str
    by: str
    since: datetime
    until: datetime


class BlockList:
    """The entries in force, to ask many times. Cheap to make, cheaper to ask: networks are few, the rest is a table."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._named: dict[Sender, Block] = {}
        self._networks: list[tuple[Network, Block]] = []
        for each in blocks:
            if each.kind == "address":
                self._networks.append((network(each.value), each))
            else:
                self._named[Sender(each.kind, each.value)] = each

    def find(self, who: Sender, now: datetime) -> Block | None:
        """Return the entry that covers a sender at a moment, or None."""
        if who.kind != "address":
            found = self._named.get(who)
            return found if found and now < found.until else None
        own = network(who.value)
        return next((block for net, block in self._networks if now < block.until and _inside(own, net)), None)


def canonical(kind: str, value: str) -> str:
    """Return what a block on `value` is kept as. Raises ValueError for what is no such thing, or is too wide a net."""
    if kind != "address":
        return sender(kind, value).value
    net = network(value.strip())
    if net.prefixlen < WIDEST[net.version]:
        raise ValueError("too wide")
    return str(net)


def words(hotline: str) -> Mapping[str, str]:
    """Return what a blocked sender is told, by language: never why or until when, always how to be heard anyway."""
    return {
        "vi": f"Hiện chúng tôi không nhận nội dung gửi từ bạn qua kênh này. Xin gọi {hotline}: "
        "người trực luôn nghe máy và ghi nhận phản ánh của bạn.",
        "en": f"We do not take messages from you on this channel at the moment. Please call {hotline}: "
        "an operator will always listen and file your case.",
    }


def _inside(own: Network, net: Network) -> bool:
    if own.version != net.version:
        return False
    return own.network_address in net
