"""What Zalo's error numbers mean for a message. The numbers are those of the OA API's version 3 and of ZNS."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from services.notify.adapters.provider_sender import Verdict
from services.notify.domain.outcome import Deferred, Refused

#: The access token is not valid, or has ended: fetch another and try once more.
STALE_TOKEN = frozenset({-216, -220, -124})
RATE_LIMIT = -32
#: Not between 22:00 and 06:00, for an OA message and for a template.
NIGHT = frozenset({-234, -133})
_VIETNAM = timezone(timedelta(hours=7))
_MORNING = 6

#: This person cannot be reached this way: the next route takes over.
_REFUSED = {
    -213: "not-a-follower",
    -227: "inactive",
    -230: "window-closed",
    -232: "window-closed",
    -244: "restricted",
}
#: Our own mistake: the next route takes over, and a person must look.
_OURS = {-201: "bad-request", -210: "bad-request", -233: "bad-type", -240: "old-api"}
#: Money, quota, configuration: it will go once a person has seen to it.
_ALARMED = {
    -204: "oa-disabled",
    -211: "quota",
    -218: "quota",
    -221: "oa-not-verified",
    -224: "package",
    -320: "not-linked",
    -321: "money",
}

_ZNS_REFUSED = {-108: "bad-number", -114: "unreachable", -118: "no-account", -119: "unreachable"}
_ZNS_OURS = {-109: "template", -111: "template-data", -112: "template-data", -117: "template", -131: "template"}
#: The day's quota: tomorrow is too late for news, so another route takes over at once.
_ZNS_FULL = {-144: "quota", -147: "quota"}
_ZNS_ALARMED = {-115: "quota", -137: "money"}

OA_TABLES = (_REFUSED, _OURS, _ALARMED)
ZNS_TABLES = (
    {**_REFUSED, **_ZNS_REFUSED},
    {**_OURS, **_ZNS_OURS, **_ZNS_FULL},
    {**_ALARMED, **_ZNS_ALARMED},
)
Tables = tuple[Mapping[int, str], Mapping[int, str], Mapping[int, str]]


def judge(code: int, headers: Mapping[str, str], now: datetime, tables: Tables) -> Verdict:
    """Return what an error means at `now` (UTC). A number nobody knows is worth another try, but no end of them."""
    refused, ours, alarmed = tables
    reason = f"error {code}"
    if code == RATE_LIMIT:
        pause = _until_reset(headers)
        return Verdict(Deferred(reason, now + timedelta(seconds=pause)), pause=pause)
    if code in NIGHT:
        return Verdict(Deferred(reason, next_morning(now)))
    if code in refused:
        return Verdict(Refused(reason, refused[code]))
    if code in ours:
        return Verdict(Refused(reason, ours[code]), alarm=ours[code])
    return Verdict(Deferred(reason), alarm=alarmed.get(code, ""))


def next_morning(now: datetime) -> datetime:
    """Return when it is next 06:00 in Vietnam."""
    local = now.astimezone(_VIETNAM)
    morning = local.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    return (morning if local < morning else morning + timedelta(days=1)).astimezone(now.tzinfo)


def _until_reset(headers: Mapping[str, str]) -> float:
    """Return the seconds until calls are allowed again: of `X-RateLimit-Reset` (Unix time, unverified), else 60."""
    reset = headers.get("X-RateLimit-Reset", "")
    left = float(reset) - time.time() if reset.isdigit() else 60.0
    return left if 1.0 <= left <= 3600.0 else 60.0
