"""What followers say goes on to the case that they follow: whoever works on the matter reads all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from services.kit.events import Event
from services.routing.domain.acts import Act, supplement
from services.routing.domain.case import QUIET, Case
from services.routing.domain.file import Addition
from services.routing.usecases import case_events
from services.routing.usecases.ports import Linker

BY_CITIZEN = "citizen"
#: Above the numbers that intake gives to what the case's own citizen adds.
OTHERS = 1_000
#: Beyond so many voices on one matter nobody reads the next one; they are counted all the same.
MOST_PASSED_ON = 100
LONGEST = 10_000


def passed_on(primary: Case, follower: Case, links: Linker, cause: Event | None = None) -> tuple[Case, list[Event]]:
    """Return the primary with what its follower said and added, each once, and the events for its agencies.

    Nobody's name, telephone or address for letters goes along, and no citizen is told of it. A case that has its answer
    takes no more.
    """
    told: list[Event] = []
    for number, addition in _said(follower):
        act = Act(f"follow/{follower.code}/{number}", BY_CITIZEN, addition.added_at)
        if primary.state in QUIET or primary.has_seen(act.id) or _is_enough(primary):
            continue
        primary = supplement(primary, act, _numbered(addition, primary))
        told += case_events.supplemented(primary, primary.additions[-1], cause, links)
    return primary, told


def _said(follower: Case) -> Iterator[tuple[int, Addition]]:
    said = follower.submission
    first = f"Người dân khác phản ánh cùng việc (mã {said.code}): {said.title}"
    text = _joined(first, said.text, said.address)
    yield 0, Addition(number=0, channel=said.channel, added_at=said.received_at, text=text, files=said.files)
    for each in follower.additions:
        if each.number <= OTHERS:
            text = _joined(f"Người gửi phản ánh {said.code} bổ sung:", each.text)
            yield each.number, replace(each, text=text)


def _numbered(addition: Addition, primary: Case) -> Addition:
    return replace(addition, number=max([OTHERS, *(each.number for each in primary.additions)]) + 1)


def _is_enough(primary: Case) -> bool:
    return sum(each.number > OTHERS for each in primary.additions) >= MOST_PASSED_ON


def _joined(*lines: str | None) -> str:
    return "\n".join(line for line in lines if line)[:LONGEST]
