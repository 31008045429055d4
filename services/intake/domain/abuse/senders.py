"""By what a sender is known, and how two ways of writing one sender become one."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field

KINDS = ("address", "phone", "email", "zalo", "facebook", "device")
#: A home or a telephone has a whole /64 of IPv6 to itself: counting single addresses would count nothing.
IPV6_PREFIX = 64
MOST_VALUE = 254

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Sender:
    """Whoever sent something, by one of `KINDS`. `value` is personal data: it is in no log and no repr.

    Make it with `sender`: `value` must be in its one form.
    """

    kind: str
    value: str = field(repr=False)


def sender(kind: str, value: str) -> Sender:
    """Return the sender in the one form that is counted and compared. Telephone numbers must be E.164 already.

    Raises ValueError for an unknown kind, an empty value, or an address that is none.
    """
    value = value.strip()
    if kind not in KINDS or not 0 < len(value) <= MOST_VALUE:
        raise ValueError(f"not a sender of kind {kind!r}")
    if kind == "address":
        return Sender(kind, _counted_as(value))
    return Sender(kind, value.casefold() if kind == "email" else value)


def on_this_machine(who: Sender) -> bool:
    """Return whether a sender is no stranger: a program here, or a proxy here that nobody declared as trusted, behind
    which the whole province would look like one sender.
    """
    return who.kind == "address" and network(who.value).is_loopback


def network(value: str) -> Network:
    """Return the network that an address or a CIDR names; an IPv6 address alone names its /64. Raises ValueError."""
    if "/" in value:
        return ipaddress.ip_network(value, strict=False)
    return ipaddress.ip_network(_counted_as(value))


def _counted_as(address: str) -> str:
    """Return an IPv4 address as it is, also one that came inside an IPv6 address, and the /64 of an IPv6 address."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    if found.is_loopback:
        return str(found)
    return str(ipaddress.ip_network((found, IPV6_PREFIX), strict=False))
